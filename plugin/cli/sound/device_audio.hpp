#pragma once

// Sound through the machine's default devices, with PortAudio. Its callback moves the sound.

#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "plugin/cli/sound/sound_path.hpp"

namespace stepback::cli {

class DeviceAudio {
 public:
  /// Whether there is an output device.
  static bool available();

  /// Opens the devices; sound moves until the object is destroyed, and `path` must outlive it.
  /// Works without a microphone. The error is a sentence: nothing can be played, or a device
  /// refuses 48 kHz.
  static tl::expected<std::unique_ptr<DeviceAudio>, std::string> open(SoundPath& path);

  ~DeviceAudio();
  DeviceAudio(const DeviceAudio&) = delete;
  DeviceAudio& operator=(const DeviceAudio&) = delete;

  bool has_microphone() const { return has_microphone_; }

 private:
  class Hush;      // silences standard error while it exists
  struct Library;  // starts PortAudio and ends it
  DeviceAudio(std::unique_ptr<Hush> hush, std::unique_ptr<Library> library);

  std::unique_ptr<Hush> hush_;
  std::unique_ptr<Library> library_;
  void* stream_ = nullptr;  // PaStream
  bool has_microphone_ = false;
};

}  // namespace stepback::cli

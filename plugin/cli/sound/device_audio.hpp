#pragma once

// Sound through the machine's default devices, by PortAudio: its callback moves the sound.

#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "plugin/cli/sound/sound_path.hpp"

namespace stepback::cli {

class DeviceAudio {
 public:
  /// Whether there is a device to play on.
  static bool available();

  /// Runs from here to the destructor; `path` outlives it. Without a microphone one listens.
  /// A sentence if nothing can be played, or the device refuses 48 kHz.
  static tl::expected<std::unique_ptr<DeviceAudio>, std::string> open(SoundPath& path);

  ~DeviceAudio();
  DeviceAudio(const DeviceAudio&) = delete;
  DeviceAudio& operator=(const DeviceAudio&) = delete;

  bool has_microphone() const { return has_microphone_; }

 private:
  class Hush;      // standard error, silenced as long as this object lives
  struct Library;  // PortAudio itself: begun and ended with this object
  DeviceAudio(std::unique_ptr<Hush> hush, std::unique_ptr<Library> library);

  std::unique_ptr<Hush> hush_;
  std::unique_ptr<Library> library_;
  void* stream_ = nullptr;  // PaStream
  bool has_microphone_ = false;
};

}  // namespace stepback::cli

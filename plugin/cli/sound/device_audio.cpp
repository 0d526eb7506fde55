#include "plugin/cli/sound/device_audio.hpp"

#include <fcntl.h>
#include <portaudio.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "plugin/cli/words/sentences.hpp"

namespace stepback::cli {
namespace {

// The latency to ask for: one 20 ms frame of the codec for input, two for output. With less, a busy
// machine plays gaps. A device that needs more says so.
constexpr PaTime kLeastIn = 0.02;
constexpr PaTime kLeastOut = 0.04;

int on_sound(const void* input, void* output, unsigned long frames, const PaStreamCallbackTimeInfo*,
             PaStreamCallbackFlags, void* user) {
  static_cast<SoundPath*>(user)->move(static_cast<const float*>(input), static_cast<float*>(output),
                                      frames);
  return paContinue;
}

PaStreamParameters mono(PaDeviceIndex device, PaTime latency) {
  PaStreamParameters parameters{};
  parameters.device = device;
  parameters.channelCount = 1;
  parameters.sampleFormat = paFloat32;
  parameters.suggestedLatency = latency;
  return parameters;
}

std::string refused(PaError error) {
  return std::string{"The sound device cannot be used: "} + Pa_GetErrorText(error) + ".";
}

}  // namespace

struct DeviceAudio::Library {
  Library() : error{Pa_Initialize()} {}
  ~Library() {
    if (error == paNoError) Pa_Terminate();
  }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  PaError error;
};

/// The sound libraries write their search for devices, and each late buffer, to standard error,
/// across the text that a person reads there. These messages do not help the person, so they are
/// dropped while this object exists.
class DeviceAudio::Hush {
 public:
  Hush() : before_{fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0)} {
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere < 0) return;
    dup2(nowhere, STDERR_FILENO);
    close(nowhere);
  }
  ~Hush() {
    if (before_ < 0) return;
    dup2(before_, STDERR_FILENO);
    close(before_);
  }
  Hush(const Hush&) = delete;
  Hush& operator=(const Hush&) = delete;

 private:
  int before_;
};

DeviceAudio::DeviceAudio(std::unique_ptr<Hush> hush, std::unique_ptr<Library> library)
    : hush_{std::move(hush)}, library_{std::move(library)} {}

DeviceAudio::~DeviceAudio() {
  if (stream_ == nullptr) return;
  // Pa_StopStream() waits until the callback has returned.
  Pa_StopStream(stream_);
  Pa_CloseStream(stream_);
}

bool DeviceAudio::available() {
  const Hush hush;
  const Library library;
  return library.error == paNoError && Pa_GetDefaultOutputDevice() != paNoDevice;
}

tl::expected<std::unique_ptr<DeviceAudio>, std::string> DeviceAudio::open(SoundPath& path) {
  auto hush = std::make_unique<Hush>();
  std::unique_ptr<DeviceAudio> audio{new DeviceAudio{std::move(hush), std::make_unique<Library>()}};
  if (audio->library_->error != paNoError) {
    return tl::unexpected{refused(audio->library_->error)};
  }
  const PaDeviceIndex speaker = Pa_GetDefaultOutputDevice();
  if (speaker == paNoDevice) return tl::unexpected{sentences::no_sound_device()};
  const PaDeviceIndex microphone = Pa_GetDefaultInputDevice();
  audio->has_microphone_ = microphone != paNoDevice;

  const PaStreamParameters out =
      mono(speaker, std::max(kLeastOut, Pa_GetDeviceInfo(speaker)->defaultLowOutputLatency));
  PaStreamParameters in{};
  if (audio->has_microphone_) {
    in = mono(microphone, std::max(kLeastIn, Pa_GetDeviceInfo(microphone)->defaultLowInputLatency));
  }
  PaError error =
      Pa_OpenStream(&audio->stream_, audio->has_microphone_ ? &in : nullptr, &out,
                    STEPBACK_SAMPLE_RATE, paFramesPerBufferUnspecified, paNoFlag, on_sound, &path);
  if (error != paNoError) {
    audio->stream_ = nullptr;
    return tl::unexpected{refused(error)};
  }
  error = Pa_StartStream(audio->stream_);
  if (error != paNoError) return tl::unexpected{refused(error)};
  return audio;
}

}  // namespace stepback::cli

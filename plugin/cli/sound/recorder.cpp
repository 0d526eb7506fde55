#include "plugin/cli/sound/recorder.hpp"

#include <stepback.h>

#include <array>
#include <chrono>
#include <utility>

namespace stepback::cli {
namespace {

// Five seconds. If the disk stalls for longer, the recording has a gap.
constexpr std::size_t kRingSamples = std::size_t{5} * STEPBACK_SAMPLE_RATE;
// How often this thread looks for sound: the audio thread cannot wake it without the risk of
// waiting.
constexpr std::chrono::milliseconds kLook{50};

}  // namespace

Recorder::Recorder(WavWriter file)
    : file_{std::move(file)}, ring_{kRingSamples}, thread_{[this](const std::stop_token& stop) {
        run(stop);
      }} {}

Recorder::~Recorder() {
  thread_.request_stop();
  thread_.join();
}

void Recorder::add(const float* samples, std::size_t frames) noexcept {
  if (!ring_.put(samples, frames)) lost_ += frames;
}

void Recorder::run(const std::stop_token& stop) {
  std::unique_lock lock{mutex_};
  while (!stop.stop_requested()) {
    wake_.wait_for(lock, stop, kLook, [] { return false; });
    drain();
  }
  drain();
}

void Recorder::drain() {
  std::array<float, 4096> block{};
  while (const std::size_t count = ring_.take(block.data(), block.size())) {
    if (!file_.write(block.data(), count)) lost_ += count;
  }
}

}  // namespace stepback::cli

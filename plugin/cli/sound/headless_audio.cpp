#include "plugin/cli/sound/headless_audio.hpp"

#include <stepback.h>

#include <chrono>
#include <utility>

namespace stepback::cli {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kTick{20};
constexpr std::size_t kFrames = STEPBACK_SAMPLE_RATE / 50;
// If ticks were missed for longer than this (a suspended machine), they are skipped.
constexpr std::chrono::seconds kLongAbsence{1};

}  // namespace

HeadlessAudio::HeadlessAudio(Move move)
    : thread_{[move = std::move(move)](const std::stop_token& stop) { run(stop, move); }} {}

void HeadlessAudio::run(const std::stop_token& stop, const Move& move) {
  Clock::time_point next = Clock::now();
  while (!stop.stop_requested()) {
    move(kFrames);
    next += kTick;
    const Clock::time_point now = Clock::now();
    if (now - next > kLongAbsence) next = now;
    std::this_thread::sleep_until(next);
  }
}

}  // namespace stepback::cli

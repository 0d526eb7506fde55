#pragma once

// Moves a client's sound, driven by a sound card or a clock. Captured sound, or --play's file
// instead, goes to stepback_push(); stepback_pull() feeds the speaker and the recorder. "Not
// private now" silences both directions here, at once.

#include <stepback.h>

#include <array>
#include <cstddef>
#include <vector>

#include "plugin/cli/sound/recorder.hpp"
#include "plugin/cli/sound/sound_switches.hpp"

namespace stepback::cli {

class SoundPath {
 public:
  /// Sound to send instead of the microphone's. It runs only while the microphone is open.
  struct Play {
    std::vector<float> samples;  ///< empty: use the microphone
    bool loop = false;
  };

  /// Owns none of its arguments but `play`; they must outlive it. `recorder` may be null.
  SoundPath(stepback_client* client, const SoundSwitches& switches, Play play, Recorder* recorder);

  /// [audio] Moves `frames` frames. `captured` is null without a microphone, `played` without a
  /// speaker. If there is neither speaker nor recorder, or it is not private, nothing is pulled;
  /// the leaders then see that this person hears nothing. No lock, no allocation.
  void move(const float* captured, float* played, std::size_t frames) noexcept;

 private:
  static constexpr std::size_t kBlock = 960;  // 20 ms

  void move_block(const float* captured, float* played, std::size_t frames) noexcept;
  void read_file(float* samples, std::size_t frames) noexcept;

  stepback_client* client_;
  const SoundSwitches& switches_;
  Play play_;
  std::size_t position_ = 0;
  Recorder* recorder_;
  std::array<float, kBlock> out_{};
  std::array<float, kBlock> in_{};
};

}  // namespace stepback::cli

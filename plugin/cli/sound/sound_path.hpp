#pragma once

// A client's ears and mouth, whatever moves the sound: a sound card or a clock. Captured sound (or
// --play's file in its place) goes to stepback_push(), stepback_pull() to the speaker and the
// recorder. "Not private now" silences both ways here, at once.

#include <stepback.h>

#include <array>
#include <cstddef>
#include <vector>

#include "plugin/cli/sound/recorder.hpp"
#include "plugin/cli/sound/sound_switches.hpp"

namespace stepback::cli {

class SoundPath {
 public:
  /// What is spoken instead of the microphone. It runs while the microphone is open, and stands
  /// still while it is closed.
  struct Play {
    std::vector<float> samples;  ///< empty: the microphone itself
    bool loop = false;
  };

  /// Owns none of the client, the switches and the recorder (which may be null); they outlive it.
  SoundPath(stepback_client* client, const SoundSwitches& switches, Play play, Recorder* recorder);

  /// [audio] Moves `frames` frames. `captured` may be null (no microphone), `played` too (nobody
  /// listens at a speaker: without a recorder nothing is pulled, and the leaders see that this
  /// person hears nothing; so it is while it is not private). No lock, no allocation.
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

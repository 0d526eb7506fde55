#pragma once

// The microphone and ears of a simulated person: every 20 ms their voice goes to their client, and
// what they hear is taken from it, as a person's machine would do.

#include <array>
#include <atomic>
#include <cstddef>

#include <stepback.h>

#include "plugin/cli/rehearsal/voice.hpp"

namespace stepback::cli::rehearsal {

/// One person's mouth. `talking` is set on the host's loop and read on the sound's thread.
class Mouth {
 public:
  /// The client outlives it.
  Mouth(stepback_client* client, const Voice& voice) : client_{client}, voice_{voice} {}

  void talk(bool on) { talking_.store(on, std::memory_order_relaxed); }
  bool talks() const { return talking_.load(std::memory_order_relaxed); }

  /// [audio] The next 20 ms, both ways.
  void move() noexcept;

 private:
  static constexpr std::size_t kFrames = STEPBACK_SAMPLE_RATE / 50;

  stepback_client* client_;
  Voice voice_;
  std::atomic<bool> talking_{false};
  std::array<float, kFrames> frames_{};
};

}  // namespace stepback::cli::rehearsal

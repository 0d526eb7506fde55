#pragma once

// The microphone and ears of a simulated person: every 20 ms the voice goes to the client, and the
// sound to hear is taken from it, as a person's machine does.

#include <array>
#include <atomic>
#include <cstddef>

#include <stepback.h>

#include "plugin/cli/rehearsal/voice.hpp"

namespace stepback::cli::rehearsal {

/// One person's sound. talk() is called on the host's loop, move() on the sound's thread.
class Mouth {
 public:
  /// The client must outlive it.
  Mouth(stepback_client* client, const Voice& voice) : client_{client}, voice_{voice} {}

  void talk(bool on) { talking_.store(on, std::memory_order_relaxed); }
  bool talks() const { return talking_.load(std::memory_order_relaxed); }

  /// [audio] Moves the next 20 ms in both directions.
  void move() noexcept;

 private:
  static constexpr std::size_t kFrames = STEPBACK_SAMPLE_RATE / 50;

  stepback_client* client_;
  Voice voice_;
  std::atomic<bool> talking_{false};
  std::array<float, kFrames> frames_{};
};

}  // namespace stepback::cli::rehearsal

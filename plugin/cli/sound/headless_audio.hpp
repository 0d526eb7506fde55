#pragma once

// Sound without a sound card: a thread that moves 20 ms at each tick of the steady clock.

#include <cstddef>
#include <functional>
#include <stop_token>
#include <thread>

namespace stepback::cli {

class HeadlessAudio {
 public:
  /// Moves so many frames of sound. Called on the thread; it must not wait.
  using Move = std::function<void(std::size_t frames)>;

  /// Starts the thread, which runs until the object is destroyed.
  explicit HeadlessAudio(Move move);

 private:
  static void run(const std::stop_token& stop, const Move& move);
  std::jthread thread_;
};

}  // namespace stepback::cli

#pragma once

// The silence of one peer, in whole seconds: when it is to be pinged, told and given up. Loop
// thread; owned by a WebSocket.

#include <chrono>
#include <utility>

#include "signalling/net/socket.hpp"

namespace stepback::signalling {

class SilenceWatch {
 public:
  struct Bounds {
    std::chrono::seconds ping_after{};
    std::chrono::seconds hangup_after{};
  };
  /// What the passing of a second makes due.
  struct Due {
    bool hangup = false;
    bool ping = false;
    bool tell = false;  ///< the peer is watched closely, and has stopped answering
  };

  /// Socket::watch_closely().
  void watch_closely(bool on) {
    if (std::exchange(close_, on) != on) told_ = Told::nothing;
  }
  /// The peer has given a sign of life. Returns whether its handler is to be told that it answers.
  bool heard() {
    silence_ = {};
    return close_ && std::exchange(told_, Told::answers) != Told::answers;
  }
  /// Call it about every second. Only a part of the first second was silent, so the count is low by
  /// up to one.
  Due second_passed(const Bounds& bounds) {
    const std::chrono::seconds silent = std::exchange(silence_, silence_ + std::chrono::seconds{1});
    Due due{.hangup = silent >= bounds.hangup_after,
            .ping = silent == bounds.ping_after || (close_ && silent == kCloseWatch.ping_after),
            .tell = false};
    if (close_ && silent >= kCloseWatch.silent_after) {
      due.tell = std::exchange(told_, Told::silent) != Told::silent;
    }
    return due;
  }

 private:
  enum class Told { nothing, answers, silent };

  std::chrono::seconds silence_{};  ///< since the last sign of life
  bool close_ = false;
  Told told_ = Told::nothing;
};

}  // namespace stepback::signalling

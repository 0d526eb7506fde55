#pragma once

// The load generator's epoll loop: one thread, sockets and, between two turns, whatever is due. One
// for all crowds of a run, so that those who are silent go on answering the server's pings.

#include <cstddef>
#include <cstdint>
#include <functional>

namespace stepback::bench {

/// What waits at a socket. Outlives its watching.
class Ready {
 public:
  virtual ~Ready() = default;
  virtual void on_ready() = 0;
};

class Loop {
 public:
  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  /// Watches a socket; `writing` too if something waits to be sent.
  void watch(int descriptor, Ready& ready);
  void wait_for_writing(int descriptor, Ready& ready, bool writing) const;
  void forget(int descriptor) const;

  /// Handles what has come, waiting for it until that moment (now_ns()) at most; a moment that has
  /// passed waits for nothing.
  void turn(std::int64_t until_ns);
  /// Turns until it is true; throws std::runtime_error saying `what` if that takes too long.
  void turn_until(const char* what, const std::function<bool()>& wanted, int seconds = 60);
  /// Turns for so long.
  void turn_for(double seconds);

 private:
  int epoll_;
};

}  // namespace stepback::bench

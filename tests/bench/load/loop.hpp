#pragma once

// The load generator's epoll loop: one thread that handles sockets and, between two turns, whatever
// is due. All crowds of a run share one loop, so that silent ones go on answering the server's
// pings.

#include <cstddef>
#include <cstdint>
#include <functional>

namespace stepback::bench {

/// Handles the events of one socket. Outlives its watching.
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

  /// Watches a socket for reading; if `writing`, also until data can be sent.
  void watch(int descriptor, Ready& ready);
  void wait_for_writing(int descriptor, Ready& ready, bool writing) const;
  void forget(int descriptor) const;

  /// Handles the events that have come. Waits for events until `until_ns` (as of now_ns()) at most,
  /// and not at all if that has passed.
  void turn(std::int64_t until_ns);
  /// Turns until `wanted` returns true. Throws std::runtime_error with the text `what` after
  /// `seconds`.
  void turn_until(const char* what, const std::function<bool()>& wanted, int seconds = 60);
  /// Turns for so many seconds.
  void turn_for(double seconds);

 private:
  int epoll_;
};

}  // namespace stepback::bench

#pragma once

// A timer of the loop as an object: what is destroyed is not called any more.

#include <ev++.h>

#include <chrono>
#include <functional>

namespace stepback::signalling {

/// Loop thread; outlived by the loop. Not movable: libev keeps its address.
class LoopTimer {
 public:
  explicit LoopTimer(ev::loop_ref loop);
  LoopTimer(const LoopTimer&) = delete;
  LoopTimer& operator=(const LoopTimer&) = delete;

  /// Calls `task` once, after `delay` from now on, in place of what was started before. The task
  /// may start the timer again or destroy it.
  void start(std::chrono::microseconds delay, std::function<void()> task);
  bool is_running() const { return timer_.is_active(); }

 private:
  void fire();

  ev::loop_ref loop_;
  ev::timer timer_;
  std::function<void()> task_;
};

}  // namespace stepback::signalling

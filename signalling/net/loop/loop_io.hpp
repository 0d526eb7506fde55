#pragma once

// A descriptor that the loop watches. Loop thread; the loop outlives it.

#include <ev++.h>

#include <functional>

namespace stepback::signalling {

class LoopWatch {
 public:
  /// Calls `task` whenever the descriptor is readable, until stop() or the end of this object. The
  /// descriptor must stay open that long.
  LoopWatch(ev::loop_ref loop, int descriptor, std::function<void()> task);
  LoopWatch(const LoopWatch&) = delete;
  LoopWatch& operator=(const LoopWatch&) = delete;

  void stop() { io_.stop(); }

 private:
  void fire();

  ev::io io_;
  std::function<void()> task_;
};

}  // namespace stepback::signalling

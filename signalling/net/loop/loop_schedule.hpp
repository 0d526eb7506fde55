#pragma once

// What the loop has to do later, once or again and again. Loop thread; outlived by the loop.

#include <chrono>
#include <functional>
#include <list>

#include "signalling/net/loop/loop_timer.hpp"

namespace stepback::signalling {

class LoopSchedule {
 public:
  explicit LoopSchedule(ev::loop_ref loop) : loop_(loop) {}

  /// Calls `task` every `period`, at a fixed rate, and tells it how late it comes. Turns that were
  /// missed altogether are left out.
  void every(std::chrono::milliseconds period, std::function<void(std::chrono::microseconds)> task);
  /// Calls `task` once.
  void after(std::chrono::milliseconds delay, std::function<void()> task);
  /// Forgets everything and takes nothing any more.
  void close();

 private:
  using SteadyClock = std::chrono::steady_clock;
  struct Periodic {
    explicit Periodic(ev::loop_ref loop) : timer(loop) {}
    LoopTimer timer;
    std::chrono::milliseconds period{};
    std::function<void(std::chrono::microseconds)> task;
    SteadyClock::time_point due;
  };
  void tick(Periodic& periodic);

  ev::loop_ref loop_;
  std::list<Periodic> periodic_;
  std::list<LoopTimer> once_;
  bool open_ = true;
};

}  // namespace stepback::signalling

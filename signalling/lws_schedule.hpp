#pragma once

// What the loop has to do later, once or again and again. Loop thread; outlived by the context.

#include <chrono>
#include <functional>
#include <list>

#include "signalling/lws_timer.hpp"

namespace stepback::signalling {

class LwsSchedule {
 public:
  explicit LwsSchedule(lws_context* context) : context_(context) {}

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
    explicit Periodic(lws_context* context) : timer(context) {}
    LwsTimer timer;
    std::chrono::milliseconds period{};
    std::function<void(std::chrono::microseconds)> task;
    SteadyClock::time_point due;
  };
  void tick(Periodic& periodic);

  lws_context* context_;
  std::list<Periodic> periodic_;
  std::list<LwsTimer> once_;
  bool open_ = true;
};

}  // namespace stepback::signalling

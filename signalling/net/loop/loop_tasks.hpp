#pragma once

// Tasks of the loop: timers, a schedule, and an inbox for other threads. guarded() is the border
// between the server's own code and the C libraries libev and libwebsockets.

#include <ev++.h>

#include <chrono>
#include <exception>
#include <functional>
#include <list>
#include <mutex>
#include <utility>
#include <vector>

#include "signalling/base/log.hpp"

namespace stepback::signalling {

/// Runs `function` for a callback from C, which no exception may cross. Errors of peers are
/// answered, so an exception that arrives here is a fault of the program: guarded() logs it and
/// ends the process.
template <typename Function>
auto guarded(Function&& function) noexcept {
  try {
    return std::forward<Function>(function)();
  } catch (const std::exception& bug) {
    log::die(bug);
  }
}

/// A timer of the loop as an object: a destroyed timer does not call its task. Loop thread; the
/// loop outlives it. Not movable, because libev keeps its address.
class LoopTimer {
 public:
  explicit LoopTimer(ev::loop_ref loop);
  LoopTimer(const LoopTimer&) = delete;
  LoopTimer& operator=(const LoopTimer&) = delete;

  /// Calls `task` once, `delay` after this call. A task that was started before is replaced. The
  /// task may start the timer again or destroy it.
  void start(std::chrono::microseconds delay, std::function<void()> task);
  bool is_running() const { return timer_.is_active(); }

 private:
  void fire();

  ev::loop_ref loop_;
  ev::timer timer_;
  std::function<void()> task_;
};

/// Tasks that the loop runs later, once or again and again. Loop thread; the loop outlives it.
class LoopSchedule {
 public:
  explicit LoopSchedule(ev::loop_ref loop) : loop_(loop) {}

  /// Calls `task` every `period`, at a fixed rate, and passes how late the call is. Calls that were
  /// missed altogether are left out.
  void every(std::chrono::milliseconds period, std::function<void(std::chrono::microseconds)> task);
  /// Calls `task` once, after `delay`.
  void after(std::chrono::milliseconds delay, std::function<void()> task);
  /// Forgets all tasks and ignores later ones.
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

/// Tasks that other threads give to the loop. Owned by the event loop.
class LoopInbox {
 public:
  /// The loop outlives the inbox.
  explicit LoopInbox(ev::loop_ref loop);

  /// Calls `task` on the loop's thread. Any thread.
  void post(std::function<void()> task);

 private:
  void run();

  ev::async bell_;
  std::mutex mutex_;
  std::vector<std::function<void()>> tasks_;
};

}  // namespace stepback::signalling

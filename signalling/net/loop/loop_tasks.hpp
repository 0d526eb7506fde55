#pragma once

// What the loop has to do: now and later, for its own thread and for others; and the border between
// libev and libwebsockets, which are C, and the server's own code.

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

/// Runs the function that libev or libwebsockets has called us for. No exception may cross C. An
/// exception that arrives here is a fault of the program, since a peer's faults are answered: it
/// ends the process with a log line.
template <typename Function>
auto guarded(Function&& function) noexcept {
  try {
    return std::forward<Function>(function)();
  } catch (const std::exception& bug) {
    log::die(bug);
  }
}

/// A timer of the loop as an object: what is destroyed is not called any more. Loop thread;
/// outlived by the loop. Not movable: libev keeps its address.
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

/// What the loop has to do later, once or again and again. Loop thread; outlived by the loop.
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

/// What other threads ask the loop to do. Owned by the event loop.
class LoopInbox {
 public:
  /// The loop outlives it.
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

#pragma once

// Tells a test that measures delays whether the machine was late. Other programs share the
// processors with the test. A virtual machine is sometimes not run at all, and no counter inside it
// shows that.

#include <pthread.h>
#include <sched.h>
#include <sys/types.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <stop_token>
#include <thread>
#include <vector>

namespace stepback::flow {

/// Lets a thread run before all normal threads, if the system permits it (root). 0 is the calling
/// thread; a process id is that process's first thread. For threads that work a little and then
/// wait.
inline void run_first(pid_t thread, int priority = 1) {
  const sched_param parameter{.sched_priority = priority};
  ::sched_setscheduler(thread, SCHED_FIFO | SCHED_RESET_ON_FORK, &parameter);
}

/// Lets a thread run on that processor alone, if there are at least two. `thread` as for
/// run_first().
inline void run_on(pid_t thread, std::size_t processor) {
  if (std::thread::hardware_concurrency() < 2) return;
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(processor, &set);
  ::sched_setaffinity(thread, sizeof set, &set);
}

/// Sleeps for two milliseconds at a time on one processor, before all other threads, and records
/// how late it wakes up.
class ProcessorWatch {
 public:
  struct Late {
    double p99_ms = 0;
    double most_ms = 0;
  };

  explicit ProcessorWatch(std::size_t processor)
      : thread_([this, processor](const std::stop_token& ended) { run(processor, ended); }) {}

  /// Ends the watch.
  Late end() {
    thread_.request_stop();
    thread_.join();
    std::ranges::sort(late_ms_);
    if (late_ms_.empty()) return {};
    return {.p99_ms = late_ms_[late_ms_.size() * 99 / 100], .most_ms = late_ms_.back()};
  }

 private:
  void run(std::size_t processor, const std::stop_token& ended) {
    run_on(0, processor);
    run_first(0, 2);
    while (!ended.stop_requested()) {
      const auto due = std::chrono::steady_clock::now() + std::chrono::milliseconds{2};
      std::this_thread::sleep_until(due);
      late_ms_.push_back(
          std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - due)
              .count());
    }
  }

  std::vector<double> late_ms_;  // the thread's, until it is joined
  std::jthread thread_;
};

}  // namespace stepback::flow

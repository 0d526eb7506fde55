#pragma once

// What a test that measures delays needs to know of the machine: whether it can be blamed. A test
// shares its processors with whatever else runs there, and a virtual machine is at times not run at
// all, which nothing in it counts.

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

/// Lets a thread run before all that is not so urgent, where the system permits it (root): 0 is the
/// caller, a process its first thread. For threads that work a little and then wait.
inline void run_first(pid_t thread, int priority = 1) {
  const sched_param parameter{.sched_priority = priority};
  ::sched_setscheduler(thread, SCHED_FIFO | SCHED_RESET_ON_FORK, &parameter);
}

/// Lets a thread run on that processor alone, where there are two. As run_first() otherwise.
inline void run_on(pid_t thread, std::size_t processor) {
  if (std::thread::hardware_concurrency() < 2) return;
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(processor, &set);
  ::sched_setaffinity(thread, sizeof set, &set);
}

/// Asks to be woken each two milliseconds on one processor, before all others, and notes how late
/// that happens.
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

#pragma once

// What other threads ask the loop to do. Owned by the event loop.

#include <ev++.h>

#include <functional>
#include <mutex>
#include <vector>

namespace stepback::signalling {

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

#pragma once

// A timer of the loop as an object: what is destroyed is not called any more.

#include <libwebsockets.h>

#include <chrono>
#include <functional>

namespace stepback::signalling {

/// Loop thread; outlived by the context. Not movable: libwebsockets keeps its address.
class LwsTimer {
 public:
  explicit LwsTimer(lws_context* context);
  ~LwsTimer();
  LwsTimer(const LwsTimer&) = delete;
  LwsTimer& operator=(const LwsTimer&) = delete;

  /// Calls `task` once, after `delay`, in place of what was started before. The task may start the
  /// timer again or destroy it.
  void start(std::chrono::microseconds delay, std::function<void()> task);

 private:
  struct Node {
    lws_sorted_usec_list_t entry;  // first: its address is the node's
    LwsTimer* owner;
  };
  static void fire(lws_sorted_usec_list_t* entry);

  lws_context* context_;
  Node node_;
  std::function<void()> task_;
};

}  // namespace stepback::signalling

#pragma once

// The sockets that are not read for a moment (Socket::pause_reading): what each sends meanwhile
// waits in the kernel, and is then taken in one turn of the loop. Loop thread; owned by the event
// loop, outlives the sockets.

#include <ev++.h>

#include <vector>

#include "signalling/net/loop/loop_tasks.hpp"

namespace stepback::signalling {

class WebSocket;

class PausedSockets {
 public:
  explicit PausedSockets(ev::loop_ref loop);

  /// What has been read already is still handled; then it is not read until all go on together.
  /// Each socket once.
  void add(WebSocket& socket);
  /// It is gone.
  void remove(const WebSocket& socket);

 private:
  void begin();
  void end();

  LoopTimer timer_;
  ev::prepare turn_over_;  ///< the loop is about to wait for something to do
  std::vector<WebSocket*> asked_;
  std::vector<WebSocket*> paused_;
};

}  // namespace stepback::signalling

#pragma once

// The sockets that are not read for a moment (Socket::pause_reading). Bytes that they send
// meanwhile wait in the kernel and are then read in one turn of the loop. Loop thread; owned by the
// event loop; outlives the sockets.

#include <ev++.h>

#include <vector>

#include "signalling/net/loop/loop_tasks.hpp"

namespace stepback::signalling {

class WebSocket;

class PausedSockets {
 public:
  explicit PausedSockets(ev::loop_ref loop);

  /// Pauses a socket at the end of this turn of the loop, so that bytes that are read already are
  /// still handled. All paused sockets resume together. Add each socket once.
  void add(WebSocket& socket);
  /// Forgets a socket that is gone.
  void remove(const WebSocket& socket);

 private:
  void begin();
  void end();

  LoopTimer timer_;
  ev::prepare turn_over_;  ///< fires before the loop waits for its next event
  std::vector<WebSocket*> asked_;
  std::vector<WebSocket*> paused_;
};

}  // namespace stepback::signalling

#pragma once

// The sockets that wait for the end of the loop's hold (Hold). Loop thread; owned by the event
// loop; outlives the sockets.

#include <chrono>
#include <vector>

#include "signalling/net/loop/loop_tasks.hpp"
#include "signalling/net/websocket/hold.hpp"

namespace stepback::signalling {

class WebSocket;

class HeldSockets {
 public:
  explicit HeldSockets(ev::loop_ref loop) : timer_(loop) {}

  /// Reports how late the loop was.
  void measured(std::chrono::microseconds late) { hold_.measured(late); }
  /// Whether packets are held now.
  bool holding() const { return hold_.time().count() > 0; }
  /// Adds a socket, whose flush() is called at the end of the hold. Add each socket once.
  void add(WebSocket& socket);
  /// Removes a socket that will not be flushed.
  void remove(const WebSocket& socket);

 private:
  void release();

  Hold hold_;
  LoopTimer timer_;
  std::vector<WebSocket*> sockets_;
  std::vector<WebSocket*> released_;
};

}  // namespace stepback::signalling

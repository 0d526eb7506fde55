#pragma once

// The sockets that wait for the loop's hold to be over (Hold). Loop thread; owned by the event
// loop, outlives the sockets.

#include <chrono>
#include <vector>

#include "signalling/net/loop/loop_tasks.hpp"
#include "signalling/net/websocket/hold.hpp"

namespace stepback::signalling {

class WebSocket;

class HeldSockets {
 public:
  explicit HeldSockets(ev::loop_ref loop) : timer_(loop) {}

  /// The loop was that late.
  void measured(std::chrono::microseconds late) { hold_.measured(late); }
  /// Whether packets have to wait now.
  bool holding() const { return hold_.time().count() > 0; }
  /// WebSocket::flush() will be called at the end of the hold. Each socket once.
  void add(WebSocket& socket);
  /// Not any more.
  void remove(const WebSocket& socket);

 private:
  void release();

  Hold hold_;
  LoopTimer timer_;
  std::vector<WebSocket*> sockets_;
  std::vector<WebSocket*> released_;
};

}  // namespace stepback::signalling

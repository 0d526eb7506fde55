#pragma once

// The sockets whose packets wait to be sent together (BatchTime says how long). Loop thread; owned
// by the event loop; outlives the sockets.

#include <chrono>
#include <vector>

#include "signalling/net/loop/loop_tasks.hpp"
#include "signalling/net/websocket/batch_time.hpp"

namespace stepback::signalling {

class WebSocket;

class SendBatching {
 public:
  explicit SendBatching(ev::loop_ref loop) : timer_(loop) {}

  /// Reports how late the loop was.
  void measured(std::chrono::microseconds late) { time_.measured(late); }
  /// Whether packets wait for others now.
  bool is_on() const { return time_.time().count() > 0; }
  /// Adds a socket, whose flush() is called when the batch is sent. Add each socket once.
  void add(WebSocket& socket);
  /// Removes a socket that will not be flushed.
  void remove(const WebSocket& socket);

 private:
  void flush();

  BatchTime time_;
  LoopTimer timer_;
  std::vector<WebSocket*> sockets_;
  std::vector<WebSocket*> flushing_;
};

}  // namespace stepback::signalling

#include "signalling/net/websocket/send_batching.hpp"

#include <algorithm>

#include "signalling/net/websocket/web_socket.hpp"

namespace stepback::signalling {

void SendBatching::add(WebSocket& socket) {
  sockets_.push_back(&socket);
  if (!timer_.is_running()) timer_.start(time_.time(), [this] { flush(); });
}

void SendBatching::remove(const WebSocket& socket) {
  std::erase(sockets_, &socket);
}

void SendBatching::flush() {
  // A flushed socket may be added again.
  std::swap(sockets_, flushing_);
  for (WebSocket* each : flushing_) each->flush();
  flushing_.clear();
}

}  // namespace stepback::signalling

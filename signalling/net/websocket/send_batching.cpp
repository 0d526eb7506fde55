#include "signalling/net/websocket/send_batching.hpp"

#include <algorithm>

#include "signalling/net/websocket/web_socket.hpp"

namespace stepback::signalling {

void HeldSockets::add(WebSocket& socket) {
  sockets_.push_back(&socket);
  if (!timer_.is_running()) timer_.start(hold_.time(), [this] { release(); });
}

void HeldSockets::remove(const WebSocket& socket) {
  std::erase(sockets_, &socket);
}

void HeldSockets::release() {
  // A flushed socket may be held again.
  std::swap(sockets_, released_);
  for (WebSocket* each : released_) each->flush();
  released_.clear();
}

}  // namespace stepback::signalling

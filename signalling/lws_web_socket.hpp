#pragma once

// One WebSocket on libwebsockets: puts arriving pieces together, asks the handler for messages as
// long as the socket takes them, and closes in order. Loop thread; owned by the event loop.

#include <libwebsockets.h>

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "signalling/event_loop.hpp"
#include "signalling/lws_timer.hpp"

namespace stepback::signalling {

/// A message with room before it, into which libwebsockets writes the frame's header: messages are
/// shared between sockets and must not be scribbled upon. One for all sockets of a loop.
class WriteBuffer {
 public:
  /// Copies `message` behind the room; valid until the next call.
  std::span<unsigned char> fill(std::span<const unsigned char> message);

 private:
  std::vector<unsigned char> bytes_;
};

class WebSocket final : public Socket {
 public:
  struct Bounds {
    std::size_t text = 0;    ///< bytes of a message
    std::size_t binary = 0;  ///< bytes of a message
  };

  /// The references outlive the socket.
  WebSocket(lws* connection, Bounds bounds, WriteBuffer& buffer, Visit& visit,
            const EventLoop::SocketFactory& factory);

  // Socket
  void wake() override;
  void close() override;
  Visit& visit() override { return visit_; }

  /// LWS_CALLBACK_RECEIVE: a piece of a message. Nothing is delivered any more after close().
  void receive(std::span<unsigned char> piece);
  /// LWS_CALLBACK_SERVER_WRITEABLE. False: the connection is to be closed.
  bool write();
  /// LWS_CALLBACK_CLOSED.
  void closed() { handler_->on_closed(); }

 private:
  bool takes_more();
  bool send(const Outgoing& message);
  void deliver(std::span<unsigned char> message, bool binary);

  lws* connection_;
  Bounds bounds_;
  WriteBuffer& buffer_;
  Visit& visit_;
  std::vector<unsigned char> partial_;  ///< the pieces of an unfinished message
  bool too_large_ = false;              ///< the unfinished message is thrown away
  bool closing_ = false;                ///< close() was called
  bool close_sent_ = false;             ///< and libwebsockets told to close
  LwsTimer force_;
  std::unique_ptr<SocketHandler> handler_;
};

}  // namespace stepback::signalling

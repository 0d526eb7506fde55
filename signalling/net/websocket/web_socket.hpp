#pragma once

// One WebSocket on libwebsockets: puts arriving pieces together, writes packets at once or asks the
// handler for messages as long as the socket takes them, finds out whether the peer is still there,
// and closes in order. Loop thread; owned by the event loop.
//
// It frames itself (WebSocketFrame) and has libwebsockets write the bytes as they are, so that one
// buffer serves all receivers and several messages go out in one send. TLS, and what the kernel
// does not take, stay libwebsockets' concern: it keeps the rest and sends it first.

#include <libwebsockets.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "signalling/net/loop/loop_tasks.hpp"
#include "signalling/net/socket.hpp"
#include "signalling/net/websocket/read_pause.hpp"
#include "signalling/net/websocket/send_batching.hpp"

namespace stepback::signalling {

class WebSocket final : public Socket {
 public:
  struct Bounds {
    std::size_t text = 0;    ///< bytes of a message
    std::size_t binary = 0;  ///< bytes of a message
    std::chrono::seconds ping_after{};
    std::chrono::seconds hangup_after{};
  };
  /// What all sockets of a loop have in common; outlives them.
  struct House {
    ev::loop_ref loop;
    Bounds bounds;
    HeldSockets held;
    PausedSockets paused;
    std::vector<unsigned char> gathered;  ///< what goes out in one send
  };

  /// The references outlive the socket.
  WebSocket(lws* connection, House& house, SocketVisit& visit, const SocketFactory& factory);
  ~WebSocket() override;
  WebSocket(const WebSocket&) = delete;
  WebSocket& operator=(const WebSocket&) = delete;

  // Socket
  void wake() override;
  void wake_soon() override;
  bool write_now(const WebSocketFrame& frame) override;
  void pause_reading() override;
  void close() override;
  SocketVisit& visit() override { return visit_; }

  /// LWS_CALLBACK_RECEIVE: a piece of a message. Nothing is delivered any more after close().
  void receive(std::span<unsigned char> piece);
  /// LWS_CALLBACK_RECEIVE_PONG
  void heard() { silence_ = {}; }
  /// LWS_CALLBACK_WS_PEER_INITIATED_CLOSE: what is sent now is libwebsockets' answer alone.
  void peer_closes() { peer_closes_ = true; }
  /// LWS_CALLBACK_SERVER_WRITEABLE. False: the connection is to be closed.
  bool write();
  /// The hold is over.
  void flush();
  /// Whether it is read from now on. At the end of a pause, or at its beginning.
  void read(bool wanted);
  /// Pings whom nothing was heard of for long, and gives up who does not answer either.
  void second_passed();
  /// LWS_CALLBACK_CLOSED.
  void closed() { handler_->on_closed(); }

 private:
  bool takes_more();
  bool gather();
  bool send(std::span<const unsigned char> bytes);
  bool write_waiting();
  void shut_down();
  void deliver(std::span<unsigned char> message, bool binary);

  lws* connection_;
  House& house_;
  SocketVisit& visit_;
  std::vector<unsigned char> partial_;  ///< the pieces of an unfinished message
  std::size_t unchecked_ = 0;           ///< bytes written since the socket said that it takes more
  std::chrono::seconds silence_{};      ///< since something was heard
  bool too_large_ = false;              ///< the unfinished message is thrown away
  bool closing_ = false;                ///< close() was called
  bool close_sent_ = false;             ///< and libwebsockets told to close
  bool peer_closes_ = false;
  bool broken_ = false;  ///< a write has failed
  bool held_ = false;    ///< flush() is to come
  bool paused_ = false;  ///< read(true) is to come
  std::unique_ptr<LoopTimer> force_;
  std::unique_ptr<SocketHandler> handler_;
};

}  // namespace stepback::signalling

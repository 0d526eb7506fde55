#pragma once

// One WebSocket on libwebsockets. It joins arriving pieces, writes packets at once or asks the
// handler for messages as long as the socket has room, checks that the peer is still there, and
// closes in order. Loop thread; owned by the event loop.
//
// It makes the frames itself (WebSocketFrame), and libwebsockets writes their bytes unchanged. So
// one buffer serves all receivers, and several messages go out in one send. libwebsockets still
// does TLS. It also keeps the bytes that the kernel does not take, and sends them first.

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
  /// The objects that all sockets of a loop share. Outlives the sockets.
  struct Dependencies {
    ev::loop_ref loop;
    Bounds bounds;
    SendBatching batching;
    PausedSockets paused;
    std::vector<unsigned char> gathered;  ///< buffer for the messages of one send
  };

  /// The references outlive the socket.
  WebSocket(lws* connection, Dependencies& dependencies, SocketVisit& visit,
            const SocketFactory& factory);
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

  /// LWS_CALLBACK_RECEIVE: takes a piece of a message. After close() no message is delivered.
  void receive(std::span<unsigned char> piece);
  /// LWS_CALLBACK_RECEIVE_PONG
  void heard() { silence_ = {}; }
  /// LWS_CALLBACK_WS_PEER_INITIATED_CLOSE: only libwebsockets' own answer is sent from now on.
  void peer_closes() { peer_closes_ = true; }
  /// LWS_CALLBACK_SERVER_WRITEABLE. Returns false if the connection is to be closed.
  bool write();
  /// Writes the waiting messages at the end of a batch.
  void flush();
  /// Starts or stops reading, at the end or the beginning of a pause.
  void read(bool wanted);
  /// Pings a peer that has been silent for long; gives the connection up if the peer stays silent.
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
  Dependencies& dependencies_;
  SocketVisit& visit_;
  std::vector<unsigned char> partial_;  ///< the pieces of an unfinished message
  std::size_t unchecked_ = 0;       ///< bytes written since the socket was last known to have room
  std::chrono::seconds silence_{};  ///< since the last sign of life
  bool too_large_ = false;          ///< the rest of the unfinished message is thrown away
  bool closing_ = false;            ///< close() was called
  bool close_sent_ = false;         ///< libwebsockets has been told to close
  bool peer_closes_ = false;
  bool broken_ = false;   ///< a write has failed
  bool batched_ = false;  ///< flush() is to come
  bool paused_ = false;   ///< read(true) is to come
  std::unique_ptr<LoopTimer> force_;
  std::unique_ptr<SocketHandler> handler_;
};

}  // namespace stepback::signalling

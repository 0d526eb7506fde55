#pragma once

// One WebSocket on libwebsockets. It joins arriving pieces, writes packets at once or asks the
// handler for messages as long as the socket has room, checks that the peer is still there and does
// not flood it (FrameAccount), and closes in order. Loop thread; owned by the event loop.
//
// It makes the frames itself (WebSocketFrame), and libwebsockets writes their bytes unchanged. So
// one buffer serves all receivers, and several messages go out in one send. libwebsockets still
// does TLS. It also keeps the bytes that the kernel does not take, and sends them first.

#include <libwebsockets.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "signalling/net/loop/loop_tasks.hpp"
#include "signalling/net/socket.hpp"
#include "signalling/net/websocket/frame_account.hpp"
#include "signalling/net/websocket/read_pause.hpp"
#include "signalling/net/websocket/send_batching.hpp"
#include "signalling/net/websocket/silence_watch.hpp"

namespace stepback::signalling {

/// Bytes that a connection may send before it is let into a session, headers included.
inline constexpr std::uint64_t kMostBeforeJoining = std::uint64_t{64} * 1024;
/// The bytes of a too large message that are thrown away, in bounds of a message, before its sender
/// is closed.
inline constexpr std::size_t kMostTooLarge = 4;

class WebSocket final : public Socket {
 public:
  /// Why the server closes a WebSocket of its own accord (RFC 6455, section 7.4.1; its registry at
  /// IANA has 1013).
  enum class Status : std::uint16_t {
    policyViolation = 1008,
    tooLarge = 1009,
    tryAgainLater = 1013
  };

  struct Bounds {
    std::size_t text = 0;    ///< bytes of a message
    std::size_t binary = 0;  ///< bytes of a message
    SilenceWatch::Bounds silence;
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
  void watch_closely(bool on) override { silence_.watch_closely(on); }
  void close() override;
  SocketVisit& visit() override { return visit_; }

  /// LWS_CALLBACK_RECEIVE: takes a piece of a message. After close() no message is delivered.
  void receive(std::span<unsigned char> piece);
  /// LWS_CALLBACK_RECEIVE_PONG, with the payload's size.
  void pong(std::size_t bytes);
  /// LWS_CALLBACK_WS_PEER_INITIATED_CLOSE: only libwebsockets' own answer is sent from now on.
  void peer_closes() { peer_closes_ = true; }
  /// LWS_CALLBACK_SERVER_WRITEABLE. Returns false if the connection is to be closed.
  bool write();
  /// Writes the waiting messages at the end of a batch.
  void flush();
  /// Starts or stops reading, at the end or the beginning of a pause.
  void read(bool wanted);
  /// Pings a peer that has been silent for long; gives the connection up if the peer stays silent.
  /// Ends the pause of look(), and looks once more.
  void second_passed();
  /// Closes if the peer has sent too much before it has joined. Reads nothing for the rest of the
  /// second from a peer that floods, or closes. Call it several times a second.
  void look();
  /// Reads and writes nothing more, tells the peer why, and closes within a second.
  void send_away(Status why);
  /// LWS_CALLBACK_CLOSED.
  void closed() { handler_->on_closed(); }

 private:
  void heard();
  bool count(std::span<const unsigned char> piece, bool first, bool last);
  bool obey(FrameAccount::Verdict verdict);
  bool is_too_much_before_joining(std::uint64_t bytes);
  void look_for_hidden_frames();
  void hold_if(FrameAccount::Verdict verdict);
  std::uint64_t read_so_far() const;
  void set_reading();
  bool takes_more();
  bool gather();
  bool send(std::span<const unsigned char> bytes);
  bool write_waiting();
  void shut_down();
  void deliver(std::span<unsigned char> message, bool binary);

  lws* connection_;
  Dependencies& dependencies_;
  SocketVisit& visit_;
  FrameAccount account_;
  std::uint64_t read_before_;           ///< bytes read before the WebSocket began
  std::vector<unsigned char> partial_;  ///< the pieces of an unfinished message
  std::size_t message_bytes_ = 0;       ///< of the unfinished message, as far as it has come
  std::size_t unchecked_ = 0;  ///< bytes written since the socket was last known to have room
  SilenceWatch silence_;
  bool too_large_ = false;   ///< the rest of the unfinished message is thrown away
  bool closing_ = false;     ///< close() was called
  bool close_sent_ = false;  ///< libwebsockets has been told to close
  bool peer_closes_ = false;
  bool broken_ = false;         ///< a write has failed
  bool batched_ = false;        ///< flush() is to come
  bool paused_ = false;         ///< read(true) is to come
  bool held_ = false;           ///< not read before the next second
  bool sent_away_ = false;      ///< send_away() was called
  bool newcomer_ = true;        ///< had not been let into a session when last looked at
  bool within_frame_ = false;   ///< a frame has come in part
  bool opens_message_ = false;  ///< the last frame that began is the first of its message
  std::unique_ptr<LoopTimer> force_;
  std::unique_ptr<SocketHandler> handler_;
};

}  // namespace stepback::signalling

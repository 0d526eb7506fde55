#pragma once

// WebSockets as the rest of the server sees them: what one can do with a socket, and what has to
// stand at its other end. The event loop makes and owns both. Loop thread.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "protocol/base/ids.hpp"
#include "signalling/base/network.hpp"
#include "signalling/base/refusals.hpp"
#include "signalling/net/websocket/frame.hpp"

namespace stepback::signalling {

using Bytes = std::vector<std::uint8_t>;

/// A connection as its address is counted (net/admission): what its handler asks and tells.
class SocketVisit {
 public:
  /// Counts a token that was no good. Returns false if its address has shown too many of them.
  virtual bool bad_token(protocol::Duration now) = 0;
  /// The connection was let into a session: it is no longer one that waits.
  virtual void joined() = 0;
  /// Whether the connection has not been let into a session yet.
  virtual bool waits() const = 0;
  /// The network of its address: an IPv4 address, or the first 64 bits of an IPv6 address.
  virtual Network network() const = 0;

 protected:
  ~SocketVisit() = default;
};

/// How a peer is watched closely. The figures are part of this project's design: people are told
/// within 6 s, as the loop looks once a second.
struct CloseWatch {
  std::chrono::seconds ping_after{2};
  std::chrono::seconds silent_after{5};
};
inline constexpr CloseWatch kCloseWatch{};

/// One accepted WebSocket, as the handler sees it. Owned by the loop; dies after on_closed().
class Socket {
 public:
  virtual ~Socket() = default;
  /// There is something to write: next_message() will be asked when the socket can take it.
  virtual void wake() = 0;
  /// Likewise, but if the loop batches its sends (SendBatching), not before the batch is sent. For
  /// packets.
  virtual void wake_soon() = 0;
  /// Writes this before the call returns. False: it is not the time (the socket takes nothing more,
  /// it is being closed, the loop batches its sends), and nothing was done. For who has nothing
  /// queued before it. A connection that turns out to be broken is closed later, not within this
  /// call.
  virtual bool write_now(const WebSocketFrame& frame) = 0;
  /// Reads nothing more from it for a tenth of a second (less, if others are paused already: all go
  /// on together), after what has been read already. For who sends in vain: their packets are then
  /// read together, which costs less, and a flood fills their own buffers.
  virtual void pause_reading() = 0;
  /// Looks more closely if the peer is still there, or not any more. Then a peer is pinged after
  /// kCloseWatch.ping_after without a byte, and the handler is told by on_answers() at the next
  /// byte, when the peer has been silent for kCloseWatch.silent_after, and at the first byte after
  /// that. on_answers() is not called within this call.
  virtual void watch_closely(bool on) = 0;
  /// Closes once next_message() has nothing more to give, or after a second if the peer does not
  /// read.
  virtual void close() = 0;
  /// The visit that this connection is. Lives as long as the socket.
  virtual SocketVisit& visit() = 0;
};

/// The object at the other end of a Socket. Made by the loop's factory for each connection,
/// destroyed by the loop after on_closed().
class SocketHandler {
 public:
  virtual ~SocketHandler() = default;
  /// One whole text message of at most EventLoop::Settings::max_text_bytes.
  virtual void on_text(std::string_view text) = 0;
  /// One whole binary message of at most EventLoop::Settings::max_binary_bytes. The bytes may be
  /// changed.
  virtual void on_binary(std::span<std::uint8_t> bytes) = 0;
  /// A message beyond its bound: its bytes are read and thrown away.
  virtual void on_too_large(bool text) = 0;
  /// A peer that is watched closely answers, or has stopped answering (Socket::watch_closely).
  virtual void on_answers(bool answers) = 0;
  /// The socket is being closed because the peer floods it, or is displaced. Nothing is read or
  /// written any more; on_closed() follows within about a second.
  virtual void on_sent_away(SentAway why) = 0;
  /// The next message to write, or nothing. Asked as long as the socket takes more: what is not
  /// asked for stays in the handler's queue, where it can be purged.
  virtual std::optional<WebSocketFrame> next_message() = 0;
  /// The connection is gone. No call comes after it.
  virtual void on_closed() = 0;
};

/// Makes the handler of a connection that was accepted.
using SocketFactory = std::function<std::unique_ptr<SocketHandler>(Socket&)>;

}  // namespace stepback::signalling

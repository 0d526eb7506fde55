#pragma once

// A connection as a room sees it. Tests of rooms and routers need no sockets.

#include <cstddef>
#include <string_view>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"
#include "protocol/wire/message.hpp"
#include "signalling/net/websocket/frame.hpp"

namespace stepback::signalling {

/// A media packet to forward. All its receivers share its bytes.
struct MediaPacket {
  WebSocketFrame frame;  ///< with the SSRC that the server has written
  protocol::Ssrc sender = 0;
  protocol::Media media = protocol::Media::audio;
  bool key_frame = false;
};

/// The kinds of messages that a sender may no longer send to a receiver. Those that wait are
/// removed.
struct Withdrawal {
  protocol::ParticipantId participant;
  protocol::Ssrc ssrc = 0;
  bool audio = false;
  bool video = false;
  bool chat = false;
};

/// Loop thread. A room keeps a pointer to the peer from Room::enter() until enter() is refused,
/// `leave` takes effect, Room::lost() is called, or the room calls bye().
class Peer {
 public:
  Peer() = default;
  Peer(const Peer&) = delete;  // others hold its address
  Peer& operator=(const Peer&) = delete;
  virtual ~Peer() = default;
  /// Queues a control message. A newer `state` takes the place of a waiting one.
  virtual void send(const protocol::ServerMessage& message) = 0;
  /// Writes a packet, or queues it; the drop policy may drop it from the queue.
  virtual void send(const MediaPacket& packet) = 0;
  /// Removes waiting messages. Messages that were written before still arrive. Returns how many
  /// were removed.
  virtual std::size_t withdraw(const Withdrawal& withdrawal) = 0;
  /// Sends `bye` with the reason, and closes. The room has dropped its pointer before.
  virtual void bye(protocol::Code code, std::string_view message) = 0;

 private:
  friend class Router;
  std::size_t place_ = 0;  ///< the peer's index in its router's array, if it is there
};

}  // namespace stepback::signalling

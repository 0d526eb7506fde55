#pragma once

// What a room knows of a connection, so that rooms and router need no sockets to be tested.

#include <cstddef>
#include <string_view>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"
#include "protocol/wire/message.hpp"
#include "signalling/net/websocket/frame.hpp"

namespace stepback::signalling {

/// A media packet on its way: the bytes are shared by all its receivers.
struct MediaPacket {
  WebSocketFrame frame;  ///< with the SSRC that the server wrote
  protocol::Ssrc sender = 0;
  protocol::Media media = protocol::Media::audio;
  bool key_frame = false;
};

/// What a sender may no longer send to a receiver: what still waits of it is taken back.
struct Withdrawal {
  protocol::ParticipantId participant;
  protocol::Ssrc ssrc = 0;
  bool audio = false;
  bool video = false;
  bool chat = false;
};

/// Loop thread. A room holds a pointer to it from enter() until detach(), bye() or on_closed().
class Peer {
 public:
  Peer() = default;
  Peer(const Peer&) = delete;  // others hold its address
  Peer& operator=(const Peer&) = delete;
  virtual ~Peer() = default;
  /// Puts a control message into the queue. A newer `state` takes the place of a waiting one.
  virtual void send(const protocol::ServerMessage& message) = 0;
  /// Writes a packet, or puts it into the queue, where the drop policy may take it out again.
  virtual void send(const MediaPacket& packet) = 0;
  /// Takes back what waits; what was written before is on its way. Returns how many it were.
  virtual std::size_t withdraw(const Withdrawal& withdrawal) = 0;
  /// Says why and closes. The room has let go of the peer before.
  virtual void bye(protocol::Code code, std::string_view message) = 0;

 private:
  friend class Router;
  std::size_t place_ = 0;  ///< where its router has it, if that has it there
};

}  // namespace stepback::signalling

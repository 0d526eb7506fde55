#pragma once

// A connection as a room sees it, without media. Tests of rooms and routers need no sockets.

#include <cstddef>
#include <string_view>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"
#include "protocol/wire/message.hpp"

namespace stepback::signalling {

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
  /// Queues an encoded text message that another person has for this one. The server does not read
  /// it. It is bounded as control is.
  virtual void deliver(std::string_view message) = 0;
  /// Removes this person's chat lines that wait. Lines that were written before still arrive.
  /// Returns how many were removed.
  virtual std::size_t withdraw_chat(const protocol::ParticipantId& from) = 0;
  /// The connection is this participant's from here on: a leader has recognised the person. The
  /// room sends `welcome` and `state` after this.
  virtual void become(const protocol::ParticipantId& participant) = 0;
  /// From here on the room is told early (Room::answers) if the connection stops answering; or not
  /// any more. The same call again changes nothing.
  virtual void watch_closely(bool on) = 0;
  /// Sends `bye` with the reason, and closes. The room has dropped its pointer before.
  virtual void bye(protocol::Code code, std::string_view message) = 0;

 private:
  friend class Router;
  std::size_t place_ = 0;  ///< the peer's index in its router's array, if it is there
};

}  // namespace stepback::signalling

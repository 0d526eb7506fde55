#pragma once

// One way on which packets reach people: the WebSockets of this process, or a media server beside
// it. The router decides what may be forwarded; its planes bring it to the people who are reached
// on them. A room may have several planes: each person is reached on one.

#include <cstddef>
#include <functional>

#include "protocol/base/ids.hpp"
#include "protocol/session/routes.hpp"
#include "signalling/media/packet.hpp"

namespace stepback::signalling {

/// Loop thread. Outlives the router that uses it.
class MediaPlane {
 public:
  virtual ~MediaPlane() = default;
  /// Tells that an update is in force.
  using Done = std::function<void()>;

  /// Takes over the routes. A packet that comes after this call reaches only the people whom the
  /// routes give it. Packets that wait for a receiver who may not have them any more are removed.
  ///
  /// Calls `done` once, on the loop thread, before update() returns or later. By then no earlier
  /// packet can reach a person who has lost the right to it. A room waits for `done` with all that
  /// it has to tell, so a plane calls it within a time that it states. If a plane cannot stop one
  /// sender for one receiver, it disconnects all of its people and then calls `done`. A newer
  /// update() may come before `done`; the plane takes over its updates in their order.
  virtual void update(const protocol::RouteTable& routes, const Done& done) = 0;
  /// Sends a packet to the people of this plane who receive this kind from this sender.
  /// `sender` is the sender's index in the routes of the last update(). Returns how many people
  /// these are.
  virtual std::size_t deliver(std::size_t sender, const MediaPacket& packet) = 0;
  /// The person's connection is gone: nothing reaches it after this. Packets of theirs that wait
  /// are removed with the next update().
  virtual void detach(const protocol::ParticipantId& participant) = 0;
};

}  // namespace stepback::signalling

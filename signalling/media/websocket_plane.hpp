#pragma once

// Brings packets to people over their WebSockets. A packet is framed once, and all its receivers
// share the frame. Loop thread; owned by a room.

#include <cstddef>
#include <span>
#include <vector>

#include "protocol/base/ids.hpp"
#include "signalling/base/metrics.hpp"
#include "signalling/media/media_plane.hpp"
#include "signalling/media/media_receiver.hpp"

namespace stepback::signalling {

class WebSocketPlane final : public MediaPlane {
 public:
  /// The metrics count the packets that are removed from queues. They outlive the plane.
  explicit WebSocketPlane(Metrics& metrics) : metrics_(metrics) {}

  /// From the next update() on, this person's packets go to this receiver, until detach().
  void attach(const protocol::ParticipantId& participant, MediaReceiver& receiver);

  // MediaPlane
  /// Calls `done` before it returns.
  void update(const protocol::RouteTable& routes, const Done& done) override;
  std::size_t deliver(std::size_t sender, const MediaPacket& packet) override;
  void detach(const protocol::ParticipantId& participant) override;

 private:
  struct Attached {
    protocol::ParticipantId id;
    MediaReceiver* receiver = nullptr;
  };
  /// A sender of the routes, and the attached people who receive their packets.
  struct Sender {
    protocol::ParticipantId id;
    protocol::Ssrc ssrc = 0;
    bool gone = false;  ///< detached since the last update()
    std::vector<MediaReceiver*> audio;
    std::vector<MediaReceiver*> video;
  };

  std::vector<MediaReceiver*> receivers_of(std::span<const protocol::ParticipantId> people) const;
  void withdraw(const Sender& before, const Sender& after);

  Metrics& metrics_;
  std::vector<Attached> attached_;  ///< in the order of their identifiers
  std::vector<Sender> senders_;     ///< in the order of the routes
};

}  // namespace stepback::signalling

#pragma once

// The router forwards or refuses each packet by the session's routes (protocol::RouteTable), which
// it takes over after each change. permissions.hpp decides what each person may send; the router
// only looks it up. The room refuses every packet while the lease is not valid. Planes bring the
// packets to their receivers.
//
// The attached people stand in one array. A peer knows its index there, and each attached person
// knows their entry in the routes, so that a packet needs no search.
//
// Loop thread; owned by a room. Peers are attached while they are connected.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "protocol/session/routes.hpp"
#include "signalling/base/metrics.hpp"
#include "signalling/base/refusals.hpp"
#include "signalling/media/media_plane.hpp"
#include "signalling/media/packet.hpp"
#include "signalling/media/peer.hpp"

namespace stepback::signalling {

class Router {
 public:
  /// The planes bring the packets to their receivers; nullptr is passed over. All outlive the
  /// router.
  Router(Metrics& metrics, std::vector<MediaPlane*> planes);

  /// Attaches the connection for this identity, in place of an older one. Its packets are refused
  /// until the next update().
  void attach(const protocol::ParticipantId& participant, Peer& peer);
  /// Detaches this identity, here and from every plane. No call reaches its peer after this.
  void detach(const protocol::ParticipantId& participant);

  /// Takes over the routes after a change, and calls `done` when the change may be announced:
  /// before update() returns, or later; never after the router is destroyed. Another update() may
  /// come before that: then each `done` is called, in the order of the calls, once all planes have
  /// confirmed all of them, and nothing that the last one forbids comes into force.
  ///
  /// A right that the change takes away ends at once, here and in every plane, and the waiting
  /// packets and chat lines are removed from every queue. So none of them follows the announcement.
  /// New rights come into force after all planes have confirmed. So no newly allowed packet comes
  /// before the announcement. A change that takes nothing away waits for nothing. A sender that
  /// somebody new sees is asked for a key frame.
  void update(protocol::RouteTable routes, MediaPlane::Done done);
  /// The room ends: nothing more comes into force. If an update() waits for confirmations, calls
  /// each `done` now; confirmations that come later have no effect.
  void give_up();
  /// The routes that are in force. While update() waits, these are the routes that both the old and
  /// the new table give.
  const protocol::RouteTable& routes() const { return routes_; }

  /// Forwards a packet to everyone who may receive it, in the name of the person who is attached as
  /// `sender`. Returns nothing if it was forwarded, even to nobody, else the reason.
  std::optional<PacketRefusal> forward(const Peer& sender, const ArrivedPacket& packet);

  /// Counts the packets of the presenter who is stepped back now, since update() first saw the step
  /// back: refused packets, and copies that were forwarded to receivers. Empty if nobody is stepped
  /// back.
  struct StepBack {
    protocol::ParticipantId presenter;
    std::uint64_t refused_audio = 0;
    std::uint64_t refused_video = 0;
    std::uint64_t forwarded_audio = 0;
    std::uint64_t forwarded_video = 0;
  };
  const std::optional<StepBack>& step_back() const { return step_back_; }

  /// Asks the sender with this `ssrc` for a key frame: at once, or in tick() when half a second has
  /// passed since it was last asked. Returns false if `asker` receives no picture of such a sender.
  bool request_key_frame(const protocol::ParticipantId& asker, protocol::Ssrc ssrc,
                         protocol::Duration now);
  /// Sends the requests for key frames that had to wait.
  void tick(protocol::Duration now);

 private:
  struct Attached {
    protocol::ParticipantId id;
    Peer* peer = nullptr;
    const protocol::Routes* routes = nullptr;  ///< their entry in routes_; none before update()
    bool key_frame_wanted = false;
    std::optional<protocol::Duration> asked_for_key_frame;
  };

  void tell_places();
  const Attached* find(const Peer& peer) const;
  static void ask_for_key_frame(Attached& sender, protocol::Duration now);
  void withdraw_chat(const protocol::RouteTable& before);
  void follow_routes();

  void put_in_force(protocol::RouteTable routes, const MediaPlane::Done& confirmed);
  void confirm();
  void tell();

  void follow_step_back(const std::optional<protocol::ParticipantId>& presenter);
  void count(const Attached& sender, protocol::Media media, std::size_t receivers, bool refused);

  Metrics& metrics_;
  std::vector<MediaPlane*> planes_;
  protocol::RouteTable routes_;
  std::optional<StepBack> step_back_;
  std::vector<Attached> attached_;  ///< in the order of their identifiers
  /// People who could chat and were detached since the last update(), which will remove their
  /// waiting lines.
  std::vector<protocol::ParticipantId> gone_writers_;
  std::vector<protocol::ParticipantId> gone_;  ///< people who were detached since the last update()

  std::size_t unconfirmed_ = 0;  ///< confirmations that are still to come
  protocol::RouteTable next_;    ///< the routes of the last update() that waits for them
  std::deque<MediaPlane::Done> done_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  ///< expires with this object
};

}  // namespace stepback::signalling

#pragma once

// The only place that forwards media. After each change it asks the session which people receive
// which sender's media; for packets it only looks that up. No other place decides a mute.
//
// The attached people stand in one array, and each has the list of its receivers there. A peer
// knows its index, so that a packet needs no search.
//
// Loop thread; owned by a room. Peers are attached while they are connected.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "protocol/session/session.hpp"
#include "signalling/base/metrics.hpp"
#include "signalling/media/peer.hpp"

namespace stepback::signalling {

/// A media packet as it came from a client. The router may write the server's SSRC into the bytes.
struct ArrivedPacket {
  std::span<std::uint8_t> bytes;
  protocol::Media media = protocol::Media::audio;
  bool key_frame = false;
};

class Router {
 public:
  explicit Router(Metrics& metrics);

  /// From now on this connection sends and receives for this identity. No media flows before the
  /// next update().
  void attach(const protocol::ParticipantId& participant, protocol::Ssrc ssrc, Peer& peer);
  /// Detaches this identity. No call reaches its peer after this.
  void detach(const protocol::ParticipantId& participant);

  /// Takes over the session's present rights. Call it after every change and before the change is
  /// announced. If a sender lost a right, the waiting messages are removed from every queue here,
  /// so that none of them follows the announcement (invariant I1). A sender that somebody new sees
  /// is asked for a key frame.
  void update(const protocol::Session& session);

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
  /// The rights of one sender, and the receivers. A sender with a right may have no receivers.
  struct Routes {
    bool may_audio = false;
    bool may_video = false;
    bool may_chat = false;
    std::vector<protocol::ParticipantId> audio;
    std::vector<protocol::ParticipantId> video;
  };
  struct Attached {
    protocol::ParticipantId id;
    Peer* peer = nullptr;
    protocol::Ssrc ssrc = 0;
    Routes routes;
    std::vector<Peer*> audio;  ///< the peers of routes.audio
    std::vector<Peer*> video;
    bool key_frame_wanted = false;
    std::optional<protocol::Duration> asked_for_key_frame;
  };

  void tell_places();
  const Attached* find(const Peer& peer) const;
  static void ask_for_key_frame(Attached& sender, protocol::Duration now);

  Routes routes_of(const protocol::Session& session, const protocol::ParticipantId& sender) const;
  std::vector<Peer*> peers_of(std::span<const protocol::ParticipantId> receivers) const;
  void withdraw(const Attached& sender, const Routes& after);

  void follow_step_back(const protocol::Session& session);
  void count(const Attached& sender, protocol::Media media, std::size_t receivers, bool refused);

  Metrics& metrics_;
  std::optional<StepBack> step_back_;
  std::vector<Attached> attached_;  ///< in the order of their identifiers
  /// Senders that were detached since the last update(), which will remove their waiting messages.
  std::vector<Attached> detached_;
};

}  // namespace stepback::signalling

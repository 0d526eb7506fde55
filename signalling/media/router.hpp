#pragma once

// The one place that forwards media. It asks the session once per change who receives what of
// whom, and then only looks it up. There is no second place where a mute is decided.
//
// Those who are attached stand in one array, and each has the list of its receivers there; a peer
// knows its place, so that a packet costs no search.
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

/// A media packet as it came from a client. The server's SSRC will be written into the bytes.
struct ArrivedPacket {
  std::span<std::uint8_t> bytes;
  protocol::Media media = protocol::Media::audio;
  bool key_frame = false;
};

class Router {
 public:
  explicit Router(Metrics& metrics);

  /// This connection sends and receives for this identity from now on. Nothing flows before the
  /// next update().
  void attach(const protocol::ParticipantId& participant, protocol::Ssrc ssrc, Peer& peer);
  /// No call reaches the peer after this.
  void detach(const protocol::ParticipantId& participant);

  /// Takes over what the session says now. To be called after every change and before it is
  /// announced: what a receiver's queue still holds of a sender who lost the right is taken back
  /// here, so that nothing of it follows the announcement (invariant I1).
  void update(const protocol::Session& session);

  /// Forwards to everyone who may receive it, in the name of who is attached as this peer. Nothing
  /// if it was, else why not.
  std::optional<PacketRefusal> forward(const Peer& sender, const ArrivedPacket& packet);

  /// What became of the packets of the presenter who is stepped back now, since update() first said
  /// so: of each kind, how many were refused and how many put into queues. Nothing if nobody is.
  struct StepBack {
    protocol::ParticipantId presenter;
    std::uint64_t refused_audio = 0;
    std::uint64_t refused_video = 0;
    std::uint64_t forwarded_audio = 0;
    std::uint64_t forwarded_video = 0;
  };
  const std::optional<StepBack>& step_back() const { return step_back_; }

  /// Asks the owner of `ssrc` for a key frame: at once, or half a second after the last question.
  /// False: `asker` receives no picture of such a sender.
  bool request_key_frame(const protocol::ParticipantId& asker, protocol::Ssrc ssrc,
                         protocol::Duration now);
  /// Time has passed: asks what had to wait.
  void tick(protocol::Duration now);

 private:
  /// What one sender may send, and to whom. A right may have nobody at its other end.
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
    std::vector<Peer*> audio;  ///< routes.audio, looked up
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
  /// Senders who are no longer attached, until the next update() has taken back what waits of them.
  std::vector<Attached> detached_;
};

}  // namespace stepback::signalling

#pragma once

// One session with its people. A room takes their commands to decide(), gives the events to the
// journal, lets the router take over the new routes, waits until every media plane has confirmed
// them, and only then tells everyone. So an announced change is always kept, and no packet that it
// forbids follows the announcement.
//
// The journal takes its time. Until it has kept a change, the change has no effect: media goes the
// old ways, and people who want other changes wait (ChangeQueue). Messages that change nothing do
// not wait.
//
// A media plane may take its time too. Meanwhile the change is in force: the router forwards
// nothing that it forbids, and people who must leave have been sent their `bye`. Until all planes
// confirm, these wait: each `state`, the reply, the `bye` of an ended session, newly allowed
// packets, and later changes.
//
// Loop thread only; owned by the directory. Peers are the connections of people who have joined.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/session/decide/decide.hpp"
#include "protocol/session/session.hpp"
#include "protocol/wire/message.hpp"
#include "signalling/access/tokens.hpp"
#include "signalling/base/clock.hpp"
#include "signalling/base/metrics.hpp"
#include "signalling/base/random.hpp"
#include "signalling/journal/journal.hpp"
#include "signalling/media/packet.hpp"
#include "signalling/media/peer.hpp"
#include "signalling/media/router.hpp"
#include "signalling/media/websocket_plane.hpp"
#include "signalling/sessions/arrivals.hpp"
#include "signalling/sessions/change_queue.hpp"
#include "signalling/sessions/guest.hpp"
#include "signalling/sessions/hearing_watch.hpp"
#include "signalling/sessions/join_limit.hpp"
#include "signalling/sessions/leader_signals.hpp"
#include "signalling/sessions/present_people.hpp"
#include "signalling/sessions/ways_back.hpp"

namespace stepback::signalling {

class Room {
 public:
  /// The objects that a room uses; they outlive it.
  struct Dependencies {
    const Clock& clock;
    Random& random;
    Journal& journal;
    Metrics& metrics;
    const Access& access;
    /// A plane beside the WebSockets; nullptr if there is none. The server has none today.
    MediaPlane* plane = nullptr;
  };
  using Outcome = tl::expected<void, protocol::Refusal>;
  /// Tells how a request ended. Called once, on the loop thread: before the call that took it
  /// returns, or later. The peer that asked may be gone by then.
  using Reply = std::function<void(const Outcome&)>;

  /// Opens the room of a session that the journal has kept.
  Room(const Dependencies& dependencies, protocol::Session session);

  const protocol::Session& session() const { return session_; }

  /// Lets a person in: the peer gets `welcome`, then `state`, before the reply. The receiver gets
  /// their packets, as long as the room has a pointer to the peer. An older connection of the same
  /// identity gets `bye` superseded. A person who comes more often than JoinLimit allows is
  /// refused. On refusal nothing has happened, and the room has dropped its pointer to the peer.
  void enter(const Guest& guest, Peer& peer, MediaReceiver& receiver, const Reply& reply);
  /// The connection is gone: no call reaches the peer after this, and enter() does not reply any
  /// more. If the identity has another connection by now, nothing else changes.
  void lost(const protocol::ParticipantId& participant, const Peer& peer);

  /// Handles a message of a person who has joined (Connection handles `join` and `ping`). If it
  /// makes a change, everyone's `state` is sent before the reply. A `bye` to a removed person comes
  /// before the reply. If the change ends the session, the reply comes before every `bye`.
  void handle(const protocol::ParticipantId& from, const protocol::ClientMessage& message,
              const Reply& reply);
  /// Whether the journal's lease is valid. While it is not, the room forwards and changes nothing.
  bool may_act() const { return dependencies_.journal.lease().may_act(); }
  /// Sends one person an encoded text message of another person, such as a key. The server does not
  /// read it. Returns false, and sends nothing, if the lease is not valid, or if the receiver is
  /// not here or has had no `state` yet. The caller decides whether the sender may send it.
  bool deliver(const protocol::ParticipantId& to, std::string_view message);
  /// Forwards a media packet of a person who has joined. May write the server's SSRC into the
  /// bytes. Returns nothing if the packet was forwarded, else notJoined, notPermitted or
  /// notHolding.
  std::optional<PacketRefusal> media(const Peer& from, const ArrivedPacket& packet);
  /// Asks for a key frame of this sender, for a receiver whose queue dropped a picture.
  void want_key_frame(const protocol::ParticipantId& receiver, protocol::Ssrc sender);

  /// Applies what the clock makes due: phase ends, lost connections, key-frame requests, hearing.
  /// Call it about every 200 ms.
  void tick();
  /// The session comes from the journal of an earlier server: records that nobody is connected.
  void recover();
  /// Ends the session for the coordinator: everyone gets `bye` sessionEnded before the reply. If
  /// the journal cannot keep it, nothing happens.
  void end(const Reply& reply);
  /// Takes back a link or a person for the coordinator: ReplaceLink, ReplaceOwnLink or Bar. The
  /// people concerned get their `bye` before the reply.
  void take_back(const protocol::Command& what, const Reply& reply);
  /// The server goes down: refuses the waiting changes, and sends everyone `bye` restarting once
  /// the pending change is announced. Calls `then` after that. The session does not change any
  /// more.
  void restart(std::function<void()> then = [] {});
  /// Another server has this session, or may have it: refuses all changes that are not kept yet,
  /// and sends everyone `bye` restarting at once. Nothing more is written. The room calls it itself
  /// when the journal answers a change with a conflict.
  void forsake();
  /// Whether forsake() was called. The directory then drops the room.
  bool is_forsaken() const { return forsaken_; }
  /// Whether nobody is here or waits to enter, and no change is pending.
  bool is_deserted() const { return present_.empty() && arrivals_.empty() && !changes_.busy(); }

 private:
  void change(const protocol::Command& command, const protocol::Actor& who);
  ChangeQueue::Decision decide(const protocol::Command& command, const protocol::Actor& who) const;
  using Then = std::function<void()>;
  void settle(const ChangeQueue::Decision& decision, const Reply& reply,
              const ChangeQueue::Settled& settled);
  void carry_out(const ChangeQueue::Decision& decision, const Then& then);
  protocol::Session without_the_gone() const;
  void take(const ChangeQueue::Events& events);
  static Outcome outcome_of(const ChangeQueue::Decision& decision);

  void let_in(const protocol::ParticipantId& person, Arrivals::Ticket ticket,
              const Arrivals::Arrival& arrival);
  void move_in(const protocol::ParticipantRejoined& rejoined);
  protocol::to_client::Welcome welcome(const protocol::ParticipantId& person) const;
  void drop(const protocol::ParticipantId& participant);
  void drop_who_is_gone();

  void announce(const Then& then);
  void judge_hearing();
  void tell_signals();

  Outcome hear(const protocol::ParticipantId& from, const protocol::ClientMessage& message);
  Outcome handle_chat(const protocol::ParticipantId& from, const protocol::to_server::Chat& chat);
  template <typename Message>
  Outcome handle_signal(const protocol::ParticipantId& from, const Message& message);
  Dependencies dependencies_;
  protocol::Session session_;
  protocol::Instant opened_at_;  ///< when this server began to serve the session
  WebSocketPlane websockets_;
  Router router_;
  ChangeQueue changes_;
  JoinLimit join_limit_;
  Arrivals arrivals_;
  PresentPeople present_;
  LeaderSignals signals_;
  bool announcing_ = false;  ///< a kept change waits for the planes; no `state` may tell it yet
  WaysBack ways_back_;
  HearingWatch hearing_;
  bool forsaken_ = false;
};

}  // namespace stepback::signalling

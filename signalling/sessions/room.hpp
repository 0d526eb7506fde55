#pragma once

// One session with its people. A room takes their commands to protocol::Unkept, which decides them
// at once, and hands the events to the journal (Changes). What a change takes away is in force as
// soon as it is decided: the router forwards nothing that it forbids, and people who must leave
// have been sent their `bye`. What a change gives is in force once the journal has kept it. So a
// disk that is slow, full or stuck keeps nobody audible.
//
// Everyone is told of a change when it is kept and every media plane has confirmed its routes. So
// no packet that the change forbids follows the announcement. A change that takes something away
// and is not kept soon is announced as pending. Newly allowed packets and the replies wait for the
// planes, too.
//
// Loop thread only; owned by the directory. Peers are the connections of people who have joined.

#include <chrono>
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
#include "signalling/base/rate_limit.hpp"
#include "signalling/journal/journal.hpp"
#include "signalling/media/packet.hpp"
#include "signalling/media/peer.hpp"
#include "signalling/media/router.hpp"
#include "signalling/media/websocket_plane.hpp"
#include "signalling/sessions/arrivals.hpp"
#include "signalling/sessions/changes.hpp"
#include "signalling/sessions/guest.hpp"
#include "signalling/sessions/leader_signals.hpp"
#include "signalling/sessions/live_people.hpp"
#include "signalling/sessions/newcomers.hpp"
#include "signalling/sessions/present_people.hpp"
#include "signalling/sessions/ways_back.hpp"

namespace stepback::signalling {

class Room : private Changes::Owner {
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
  using Outcome = Changes::Outcome;
  /// How many states in a second tell of members' changes or of live facts alone, and how many may
  /// at once. A design decision of this project: a dozen people are sent at most 64 KiB a second,
  /// however often ten of them press (tests/flow/hostile/restless_test.cpp).
  static constexpr double kStatesForMembers = 12;
  static constexpr double kStatesForMembersAtOnce = 20;
  /// Tells how a request ended. Called once, on the loop thread: before the call that took it
  /// returns, or later. The peer that asked may be gone by then.
  using Reply = std::function<void(const Outcome&)>;

  /// Opens the room of a session that the journal has kept, with the private signals that it has
  /// kept for it.
  Room(const Dependencies& dependencies, protocol::Session session, protocol::Signals signals = {});

  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;
  ~Room() override = default;

  /// The session as it is in force (protocol::in_force()).
  const protocol::Session& session() const { return changes_.unkept().in_force(); }
  /// The session as the journal has it, as it was asked for, and the changes between.
  const protocol::Unkept& changes() const { return changes_.unkept(); }
  /// The revision of the newest change that is decided, kept or not.
  protocol::Revision newest_revision() const { return changes_.unkept().asked().revision; }

  /// Lets a person in: the peer gets `welcome`, then `state`, before the reply. A person who comes
  /// back to their own chair is let in at once, other people when the journal has kept it. The
  /// receiver gets
  /// their packets, as long as the room has a pointer to the peer. An older connection of the same
  /// identity gets `bye` superseded. A person who comes more often than JoinLimit allows is
  /// refused. A person who gives way in a full lobby gets `bye` rateLimited. On refusal nothing has
  /// happened, and the room has dropped its pointer to the peer.
  void enter(const Guest& guest, Peer& peer, MediaReceiver& receiver, const Reply& reply);
  /// The connection is gone: no call reaches the peer after this, and enter() does not reply any
  /// more. If the identity has another connection by now, nothing else changes.
  void lost(const protocol::ParticipantId& participant, const Peer& peer);

  /// Handles a message of a person who has joined (Connection handles `join` and `ping`). What it
  /// takes away is in force when the call returns. If it makes a change, everyone's `state` is sent
  /// before the reply, unless the journal does not answer: then the reply says that the change is
  /// not kept. A `bye` to a removed person comes before the reply. If the change ends the session,
  /// the reply comes before every `bye`.
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
  /// The person's connection answers, or has stopped answering. Leaders and the presenter are told.
  /// Does nothing if the person has another connection by now.
  void answers(const protocol::ParticipantId& participant, const Peer& peer, bool answers);
  /// Asks for a key frame of this sender, for a receiver whose queue dropped a picture.
  void want_key_frame(const protocol::ParticipantId& receiver, protocol::Ssrc sender);

  /// Applies what the clock makes due: phase ends, lost connections, key-frame requests, hearing.
  /// Call it about every 200 ms.
  void tick();
  /// Looks at the changes that are not kept or not announced yet. Call it about every 50 ms.
  void follow_changes();
  /// The session comes from the journal of an earlier server: records that nobody is connected.
  void recover();
  /// Ends the session for the coordinator: everyone gets `bye` sessionEnded before the reply.
  void end(const Reply& reply);
  /// Takes back a link or a person for the coordinator: ReplaceLink, ReplaceOwnLink or Bar. The
  /// people concerned get their `bye` before the reply.
  void take_back(const protocol::Command& what, const Reply& reply);
  /// The server goes down: refuses later changes, and sends everyone `bye` restarting once the
  /// journal has answered and the changes that it kept are announced. Calls `then` after that. The
  /// session does not change any more.
  void restart(std::function<void()> then = [] {});
  /// Another server has this session, or may have it: refuses all changes that are not kept yet,
  /// and sends everyone `bye` restarting at once. Nothing more is written. The room calls it itself
  /// when the journal answers a change with a conflict.
  void forsake();
  /// Whether forsake() was called. The directory then drops the room.
  bool is_forsaken() const { return forsaken_; }
  /// Whether nobody is here or waits to enter, and every change is kept and announced.
  bool is_deserted() const { return present_.empty() && arrivals_.empty() && !changes_.busy(); }

 private:
  // What each change does (room_changes.cpp).
  void on_decided(const Changes::Change& change, std::function<void()> confirmed) override;
  bool may_count(const std::vector<Changes::Change>& changes) override;
  void on_kept(const std::vector<Changes::Change>& changes,
               std::function<void()> announced) override;
  void on_undone() override;
  void on_conflict(const std::string& why) override;
  void put_in_force(const std::function<void()>& then);
  void note_restriction(std::chrono::steady_clock::time_point read_at);
  void close_count(const protocol::RouteTable& routes);
  void record_counts();
  void announce();
  Changes::Number newest_overdue() const;
  PresentPeople::Shown shown() const;
  std::optional<protocol::Trouble> trouble() const;

  void let_in(const protocol::ParticipantId& person, Arrivals::Ticket ticket);
  bool has_chair(const protocol::ParticipantId& person) const;
  protocol::Refusal has_gone(const protocol::ParticipantId& person) const;
  void move_in(const protocol::ParticipantRejoined& rejoined);
  protocol::to_client::Welcome welcome(const protocol::ParticipantId& person) const;
  void drop(const protocol::ParticipantId& participant);
  void drop_who_is_gone();
  void dismiss_if_ended();
  std::vector<protocol::ParticipantId> silent_people() const;
  void tell_live();

  Outcome hear(const protocol::ParticipantId& from, const protocol::ClientMessage& message);
  Outcome handle_chat(const protocol::ParticipantId& from, const protocol::to_server::Chat& chat);
  Outcome handle_hand(const protocol::ParticipantId& from, const protocol::to_server::Hand& hand);
  template <typename Message>
  Outcome handle_signal(const protocol::ParticipantId& from, const Message& message);

  Dependencies dependencies_;
  WebSocketPlane websockets_;
  Router router_;
  protocol::Instant counted_since_;  ///< when the router began to count the present step back
  Changes changes_;
  Newcomers newcomers_;
  Arrivals arrivals_;
  PresentPeople present_;
  LeaderSignals signals_;
  WaysBack ways_back_;
  LivePeople live_;
  std::size_t unconfirmed_ = 0;  ///< routes that wait for the planes; no `state` may tell them yet
  bool announces_ = false;       ///< states are due once they are confirmed
  RateLimit states_for_members_{kStatesForMembers, kStatesForMembersAtOnce};
  Changes::Number told_overdue_ = 0;  ///< newest_overdue() when the last states were sent
  std::optional<protocol::Trouble> told_trouble_;
  std::vector<protocol::StepBackCounted> counts_;  ///< of step backs that are over, to be recorded
  /// When the command was read that handle() is giving to the journal; nothing outside handle().
  std::optional<std::chrono::steady_clock::time_point> read_at_;
  bool ends_by_clock_ = false;  ///< a tick has ended the session
  bool forsaken_ = false;
};

}  // namespace stepback::signalling

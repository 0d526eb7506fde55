#pragma once

// One session with its people: takes their commands to decide(), hands the events to the journal,
// lets the router take over the new routes, and only then tells everyone. In this order, always:
// what is announced is kept, and nothing follows the announcement that it forbids.
//
// The journal takes its time. Until it has kept a change nothing of it is true: media goes the old
// ways, and whoever wants another change waits (Changes). What changes nothing waits for nobody.
//
// Loop thread only; owned by the directory. Peers are the connections of those who have joined.

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/base/claims.hpp"
#include "protocol/session/decide/decide.hpp"
#include "protocol/session/session.hpp"
#include "protocol/wire/message.hpp"
#include "protocol/wire/rtp.hpp"
#include "signalling/access/tokens.hpp"
#include "signalling/base/clock.hpp"
#include "signalling/base/metrics.hpp"
#include "signalling/journal/journal.hpp"
#include "signalling/media/peer.hpp"
#include "signalling/media/router.hpp"
#include "signalling/sessions/change_queue.hpp"
#include "signalling/sessions/join_limit.hpp"

namespace stepback::signalling {

class Room {
 public:
  /// What a room needs of the house; outlives it.
  struct House {
    const Clock& clock;
    Journal& journal;
    Metrics& metrics;
    const Access& access;
  };
  /// Somebody at the door: their checked token's identity (or a fresh one) and the name to show.
  struct Guest {
    protocol::ParticipantId id;
    std::string name;
    protocol::Role role = protocol::Role::member;
    bool named = false;
    protocol::Generation generation = 0;  ///< of the link that their token is of
  };
  using Outcome = tl::expected<void, protocol::Refusal>;
  /// How something ended. Called once, on the loop thread: before the call returns to which it was
  /// given, or later. The peer that asked may be gone by then.
  using Reply = std::function<void(const Outcome&)>;

  /// A room for a session that the journal has taken already.
  Room(const House& house, protocol::Session session);

  const protocol::Session& session() const { return session_; }

  /// Lets somebody in: `welcome`, then `state`, go to the peer before the reply. An older
  /// connection of the same identity gets `bye` superseded. On refusal nothing has happened, and
  /// the room has let go of the peer. Refused too is who comes more often than DoorLimit allows.
  void enter(const Guest& guest, Peer& peer, const Reply& reply);
  /// The connection is gone, and no call reaches the peer after this, nor a reply about entering.
  /// Changes nothing else if the identity has another connection by now.
  void lost(const protocol::ParticipantId& participant, const Peer& peer);

  /// A message of somebody who has joined (`join` and `ping` are the connection's). A change's
  /// `state` has been sent before the reply, a `bye` that follows from it comes after.
  void handle(const protocol::ParticipantId& from, const protocol::ClientMessage& message,
              const Reply& reply);
  /// A media packet of somebody who has joined. The server's SSRC is written into it. Nothing if it
  /// was forwarded, else why not.
  std::optional<PacketRefusal> media(const Peer& from, std::span<std::uint8_t> bytes,
                                     const protocol::RtpPacket& header);
  /// A receiver's queue wants a key frame of this sender.
  void want_key_frame(const protocol::ParticipantId& receiver, protocol::Ssrc sender);

  /// Time has passed.
  void tick();
  /// The session comes from the journal of a server that is no more: nobody is connected.
  void recover();
  /// The coordinator ends the session: everyone gets `bye` sessionEnded. If it cannot be kept
  /// nothing happens.
  void end(const Reply& reply);
  /// The coordinator takes back a link or a person: ReplaceLink, ReplaceOwnLink, Bar. Whom it
  /// concerns has got their `bye` before the reply.
  void take_back(const protocol::Command& what, const Reply& reply);
  /// The server goes down: what waits is refused, and once the change under way is told everyone
  /// gets `bye` restarting. The session does not change any more.
  void restart();
  /// Whether nobody is here or at the door, and nothing is under way.
  bool is_deserted() const { return present_.empty() && arriving_.empty() && !changes_.busy(); }

 private:
  struct Present {
    Peer* peer = nullptr;
    std::uint64_t ticket = 0;
    protocol::Duration heard_of{};  ///< when they came, or last reported
    std::optional<protocol::Hearing> reported;
  };

  void change(const protocol::Command& command, const protocol::Actor& who);
  Changes::Decision decide(const protocol::Command& command, const protocol::Actor& who) const;
  void close_step_back(Changes::Events& events) const;
  void settle(const Changes::Decision& decision, const Reply& reply);
  void take(const Changes::Events& events);
  static Outcome outcome_of(const Changes::Decision& decision);

  void let_in(const Guest& guest, std::uint64_t ticket, Peer& peer);
  void let_go(const protocol::ParticipantId& participant);
  void drop(const protocol::ParticipantId& participant);
  void drop_who_is_gone();

  void announce();
  void dismiss();
  void send_everyone_home(protocol::Code code, std::string_view message);
  void judge_hearing();
  void deliver(const protocol::ParticipantId& to, const protocol::ServerMessage& message);
  void deliver_kept_signals();
  std::string resume_token(const protocol::Participant& participant) const;

  Outcome hear(const protocol::ParticipantId& from, const protocol::ClientMessage& message);
  Outcome handle_chat(const protocol::Participant& from, const protocol::to_server::Chat& chat);
  Outcome handle_signal(const protocol::Participant& from,
                        const protocol::to_server::Signal& signal);

  House house_;
  protocol::Session session_;
  protocol::Instant opened_at_;  ///< when this server began to serve it
  Router router_;
  Changes changes_;
  DoorLimit door_;
  std::map<protocol::ParticipantId, Present> present_;
  /// Who waits at the door for their turn, by the number that they drew: an address may be
  /// another's by then.
  std::map<std::uint64_t, Peer*> arriving_;
  std::uint64_t next_ticket_ = 0;
  /// Signals that came while no leader was connected: they are told at once when one is back, and
  /// kept nowhere else.
  std::deque<protocol::to_client::Signal> kept_signals_;
};

}  // namespace stepback::signalling

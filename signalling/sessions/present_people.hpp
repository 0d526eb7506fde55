#pragma once

// The people whose connections are in a room: the one place that has pointers to their peers, and
// that attaches them to the router and the WebSockets' plane. Loop thread; owned by the room.

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"
#include "protocol/session/decide/decide.hpp"
#include "protocol/session/live.hpp"
#include "protocol/session/pending.hpp"
#include "protocol/session/session.hpp"
#include "protocol/session/signals.hpp"
#include "protocol/session/unkept/unkept.hpp"
#include "protocol/session/view/view.hpp"
#include "protocol/wire/message.hpp"
#include "signalling/media/peer.hpp"
#include "signalling/media/router.hpp"
#include "signalling/media/websocket_plane.hpp"
#include "signalling/sessions/arrivals.hpp"

namespace stepback::signalling {

class PresentPeople {
 public:
  /// Adds to a view what only the server knows.
  using Mark = std::function<void(protocol::View&)>;
  /// The references outlive this object. `mark` is called for each view before it is sent.
  PresentPeople(Router& router, WebSocketPlane& websockets, Mark mark);

  /// Takes in an arrival, and sends it `welcome`. An older connection of the same person gets `bye`
  /// superseded. No packet, and no message of others', comes before the person's first state.
  void let_in(Arrivals::Ticket ticket, const Arrivals::Arrival& arrival,
              const protocol::to_client::Welcome& welcome);
  /// The connection of `from`, who waited in the lobby, becomes that of `welcome.participant`, and
  /// gets `welcome`. An older connection of that person gets `bye` superseded. Returns false, and
  /// does nothing, if `from` is not here.
  bool become(const protocol::ParticipantId& from, const protocol::to_client::Welcome& welcome);
  /// Drops the pointer to this person's peer, and detaches the person from the router and its
  /// planes. Does nothing if the person is not here.
  void forget(const protocol::ParticipantId& person);

  bool contains(const protocol::ParticipantId& person) const { return people_.contains(person); }
  std::size_t size() const { return people_.size(); }
  bool empty() const { return people_.empty(); }
  /// Whether this is the peer of the person's present connection.
  bool is_peer(const protocol::ParticipantId& person, const Peer& peer) const;
  /// Returns the ticket by which the person was let in, or nothing if the person is not here.
  std::optional<Arrivals::Ticket> ticket_of(const protocol::ParticipantId& person) const;
  /// Whether deliver() reaches this person: they are here and have had a `state`.
  bool reaches(const protocol::ParticipantId& person) const;

  /// What a `state` shows. The references are used during a call only.
  struct Shown {
    const protocol::Unkept& changes;
    const protocol::Signals& signals;
    const protocol::LiveFacts& live;
    protocol::Instant now;
    std::optional<protocol::Trouble> trouble;
  };
  /// Sends everyone their `state`. The connections of leaders and of the presenter are watched
  /// closely from here on, and no others.
  void send_states(const Shown& shown);
  /// Sends these people their `state` again, unless they have had none yet.
  using Whom = std::function<bool(const protocol::Participant&)>;
  void send_states_again(const Shown& shown, const Whom& whom);
  /// Sends a message to one person. Returns false, and sends nothing, unless reaches().
  bool deliver(const protocol::ParticipantId& to, const protocol::ServerMessage& message);
  bool deliver(const protocol::ParticipantId& to, std::string_view message);
  /// Sends `bye` to everyone that has no place in the session any more, and forgets them.
  void dismiss(const protocol::Session& session);
  /// Sends `bye` rateLimited to the people who left the lobby by these events of somebody else's
  /// entry, and forgets them.
  void displace(const std::vector<protocol::Event>& entry);
  /// Sends `bye` to everyone, and forgets them.
  void send_home(const protocol::Refusal& why);

 private:
  struct Present {
    Arrivals::Arrival arrival;
    Arrivals::Ticket ticket = 0;
    bool has_state = false;  ///< they have had a `state`
  };

  void send_state(const Shown& shown, const protocol::ParticipantId& id, Present& person) const;
  void supersede(const protocol::ParticipantId& person);
  void take_in(const Present& person, const protocol::to_client::Welcome& welcome);
  const Present* find(const protocol::ParticipantId& person) const;

  protocol::to_client::State state_for(const protocol::Session& session,
                                       const protocol::Signals& signals,
                                       const protocol::Participant& viewer,
                                       protocol::Instant now) const;

  Router& router_;
  WebSocketPlane& websockets_;
  Mark mark_;
  std::map<protocol::ParticipantId, Present> people_;
};

}  // namespace stepback::signalling

#pragma once

// The people who come to a session, by the networks that they come from: limits how often they
// come, says which person in a full lobby gives way, and marks newcomers from the network of
// somebody who was removed. Networks are in this object's memory alone: they are neither told nor
// kept, and a restart forgets them. Loop thread; owned by the room.

#include <map>
#include <optional>
#include <string>

#include "protocol/base/ids.hpp"
#include "protocol/session/command.hpp"
#include "protocol/session/session.hpp"
#include "protocol/session/view/view.hpp"
#include "signalling/base/network.hpp"
#include "signalling/sessions/guest.hpp"
#include "signalling/sessions/join_limit.hpp"

namespace stepback::signalling {

class Newcomers {
 public:
  /// Whether this guest may ask to enter now (JoinLimit). Call it once for each arrival.
  bool take(const protocol::Session& session, const Guest& guest, protocol::Duration now);

  /// The command by which the guest enters. If the lobby is full and the guest needs a place in it,
  /// it names the person who gives way: the latest of the network that has the most people
  /// waiting, if that are more than the guest's network has. If the guest would only change places
  /// with somebody, the network must also have come more often lately. Remembers the guest's
  /// network. Call it when the change is decided, on the session that it is decided on.
  protocol::command::Enter entry(const protocol::Session& session, const Guest& guest,
                                 protocol::Duration now);

  /// Follows an event that was kept, on the session after it.
  void follow(const protocol::Session& session, const protocol::Event& event);

  /// For a viewer who leads, marks the people in the lobby who come from the network of somebody
  /// who was removed since this object began. People who are marked by their name stay so.
  void mark(protocol::View& view) const;

 private:
  std::optional<protocol::ParticipantId> who_gives_way(const protocol::Session& session,
                                                       const Network& to,
                                                       protocol::Duration now) const;
  Network network_of(const protocol::ParticipantId& person) const;

  JoinLimit limit_;
  std::map<protocol::ParticipantId, Network> networks_;  ///< of people whom the session knows
  std::map<Network, std::string> removed_;               ///< the name of who was removed last
};

}  // namespace stepback::signalling

#pragma once

// The rights of a person, and the people who receive what they send. Computed from (template,
// phase, seat) at each call and never stored. No other file decides these rights.

#include <string>
#include <vector>

#include "protocol/session/session.hpp"

namespace stepback::protocol {

/// Rights of one person. A right that is not set is denied.
struct Permissions {
  bool speak = false;  ///< sound, and a raised hand
  bool show = false;   ///< picture
  bool hear = false;   ///< receive the circle's sound and pictures
  bool chat = false;
  bool lead = false;       ///< the leaders' commands
  bool take_lead = false;  ///< take the facilitator's seat
  bool come_back = false;  ///< ask the leaders to be let back into the circle
  friend bool operator==(const Permissions&, const Permissions&) = default;
};

/// A person's rights now. Every other rule about rights follows from this function.
Permissions permissions_of(const Session& session, const Participant& participant);

/// Whether packets of this kind from `sender` are accepted now: the sender is connected, has the
/// right, and has opened that device.
bool may_send(const Session& session, const Participant& sender, Media media);

/// The people who receive packets of this kind from `sender` now: connected people with the right
/// to hear, in the session's order, without the sender. Empty unless may_send(). Only people whom
/// the template allows to see it receive a stepped-back presenter's picture. routes_of() calls this
/// for everyone, and the router uses only these routes.
std::vector<ParticipantId> audience(const Session& session, const Participant& sender, Media media);

}  // namespace stepback::protocol

#pragma once

// States in plain values the rules that the template and the design set for a session. It never
// calls the functions under test, so each comparison in the walk has two independent sides.

#include <chrono>
#include <optional>

#include "protocol/session/permissions.hpp"
#include "protocol/session/session.hpp"

namespace stepback::protocol::test::oracle {

// The figures of the leaderless rule in the design (the farewell is in decide.hpp).
inline constexpr std::chrono::minutes kGrace{2};
inline constexpr std::chrono::minutes kUntilClosing{5};
inline constexpr std::chrono::minutes kFarewell{10};

/// Whether this person holds a chair: they were let in, have not left and were not removed.
bool sits(const Participant& person);
/// Whether this person has a connection that counts: in the lobby or on a chair.
bool is_there(const Participant& person);
/// Whether this person's role is a leader's, whatever seat they hold.
bool has_leaders_role(const Participant& person);
/// Whether this person leads: a leader by role who holds a chair and does not present.
bool leads_now(const Session& session, const Participant& person);
/// Whether this person leads, and somebody who is not there, or nobody, holds the facilitator's
/// seat.
bool may_take_lead(const Session& session, const Participant& person);
/// Whether a newcomer could be the presenter: one is named and has no connection, and their step
/// back is still to come or runs now.
bool may_return_as_stranger(const Session& session);
/// Whether this person sits outside the circle as the presenter.
bool is_away(const Session& session, const Participant& person);

Seat seat(const Session& session, const Participant& person);
/// The template's rule for the phase and the person's seat. Nothing for a person without a chair.
const SeatRule* rule(const Session& session, const Participant& person);
Permissions rights(const Session& session, const Participant& person);

bool has_leader(const Session& session);
/// Returns when the phase's time is over, read from the template.
Instant planned_end(const Session& session);
/// Returns how long there has been no leader. In closing and debrief it counts from the phase's
/// start at the earliest.
Duration leaderless_for(const Session& session, Instant now);

}  // namespace stepback::protocol::test::oracle

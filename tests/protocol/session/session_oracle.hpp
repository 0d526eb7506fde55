#pragma once

// What the template and the words of the design say about a session, read from the plain values
// and never through the functions under test: the other side of every comparison in the walk.

#include <chrono>
#include <optional>

#include "protocol/session/permissions.hpp"
#include "protocol/session/session.hpp"

namespace stepback::protocol::test::oracle {

// The leaderless rule's figures, as the design has them (the farewell: decide.hpp).
inline constexpr std::chrono::minutes kGrace{2};
inline constexpr std::chrono::minutes kUntilClosing{5};
inline constexpr std::chrono::minutes kFarewell{10};

/// Holds a chair: let in, and neither gone of their own will nor sent out.
bool sits(const Participant& person);
/// Has a connection that counts: in the lobby or on a chair.
bool is_there(const Participant& person);
/// By role, whatever seat they hold.
bool leads(const Participant& person);
/// Sits outside the circle as the presenter.
bool is_away(const Session& session, const Participant& person);

Seat seat(const Session& session, const Participant& person);
/// The template's line for the phase and seat. Nothing for those who hold no chair.
const SeatRule* rule(const Session& session, const Participant& person);
Permissions rights(const Session& session, const Participant& person);

bool has_leader(const Session& session);
/// When the phase's time is over, read from the template.
Instant planned_end(const Session& session);
/// How long there has been no leader; in closing and debrief, since that phase began at the most.
Duration leaderless_for(const Session& session, Instant now);

}  // namespace stepback::protocol::test::oracle

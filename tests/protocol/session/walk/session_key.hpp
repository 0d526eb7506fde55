#pragma once

// Decides when the walk counts two states of a session as one.

#include <cstdint>

#include "protocol/session/session.hpp"

namespace stepback::protocol::test {

/// The clock of the walk goes on in steps of this length. Every deadline of the leaderless rule is
/// crossed by a step: held after the first, closing after the second, ended after four more.
inline constexpr Duration kClockStep{150'000};

/// Returns a number for each state of a session that rules can tell apart at `now`. The number is
/// exact, no hash. The key leaves out the following, and loses nothing by it:
///   - identifiers of the session, titles, names, SSRCs, the revision, created_at, begun_at beyond
///     "has begun", and the order of arrival: no rule reads them (the walk checks in every
///     step that the revision counts events and that SSRCs stay);
///   - instants: the key has the time until or since them, counted in kClockStep, up to the last
///     threshold that a rule compares them with; while the session is held, time is counted up to
///     the hold, as the clock stands;
///   - the return point's history (return_moved): only leaders' views show it;
///   - the case's number, beyond "not the first" while a mark from the session's beginning is still
///     ahead: that mark is the first case's return point.
/// Expects the people of session_settings.hpp.
std::uint64_t state_key(const Session& session, Instant now);

}  // namespace stepback::protocol::test

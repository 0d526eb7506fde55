#pragma once

// The invariants of the live facts of a state. No command changes them, so each state is judged
// once, with all facts set: a session cannot reach a state in which a fact outlives its reason.

#include "protocol/session/live.hpp"
#include "protocol/session/view/view.hpp"
#include "tests/protocol/session/walk/session_invariants.hpp"

namespace stepback::protocol::test {

/// How long ago the facts of all_raised() came about.
inline constexpr Duration kRaisedFor{1'000};

/// Facts in which everybody, whatever their rights are, has a raised hand, hears poorly and does
/// not answer.
LiveFacts all_raised(const Session& session);

/// Judges the facts of all_raised() after they have followed the session.
Broken broken_in_live(const Session& session, const LiveFacts& live);
/// Judges what a viewer is shown of them.
Broken broken_in_live_view(const Session& session, const Participant& viewer,
                           const ParticipantView& shown);

}  // namespace stepback::protocol::test

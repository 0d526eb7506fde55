#pragma once

// A group for the tests: Amina leads, Farid presents, Jonas and Maria are members, Lena observes,
// and Ole may wait outside. Jonas sees the state unless a test changes `you`. Local time is UTC.

#include <string>
#include <string_view>

#include "plugin/cli/model/session_state.hpp"
#include "plugin/cli/words/time_words.hpp"

namespace stepback::test {

/// 14:00 UTC on 5 March 2024, when the group's session begins.
inline constexpr cli::Instant kTwoOClock = 1'709'647'200'000;
/// 14:27, when the tests look at the clock.
inline constexpr cli::Instant kNow = kTwoOClock + 27 * cli::kMinuteMs;

/// Makes UTC the local time zone.
void use_utc();

/// The clarification phase with everyone in the circle. Nobody is appointed yet.
cli::State group();
/// The discussion. Farid has stepped back; the return is planned for 14:45.
cli::State group_with_farid_stepped_back();

/// The person of this name in the group. The test fails if there is none.
cli::Participant& person(cli::State& state, std::string_view name);
/// The state with this phase as the next step, for Farid's case.
cli::State with_next(cli::State state, std::string phase, stepback_does does);
/// The state as this person sees it: with their `you`, and for Amina with a leader's rights and the
/// next step.
cli::State seen_by(cli::State state, std::string_view name);

}  // namespace stepback::test

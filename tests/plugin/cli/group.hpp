#pragma once

// A group for the tests: Amina leads, Farid presents, Jonas and Maria are members, Lena observes,
// and Ole may wait outside. Seen by Jonas unless a test changes `you`. Local time is UTC.

#include <string>
#include <string_view>

#include "plugin/cli/model/session_state.hpp"
#include "plugin/cli/words/time_words.hpp"

namespace stepback::test {

/// 14:00 UTC on 5 March 2024: when the group's session begins.
inline constexpr cli::Instant kTwoOClock = 1'709'647'200'000;
/// 14:27, when the tests look at the clock.
inline constexpr cli::Instant kNow = kTwoOClock + 27 * cli::kMinuteMs;

/// Makes UTC the local time zone.
void use_utc();

/// Before anyone is appointed: the clarification phase with everyone in the circle.
cli::State group();
/// The discussion, Farid stepped back, the return planned for 14:45.
cli::State group_with_farid_stepped_back();

/// Someone of the group, by name. The test fails where nobody is called that.
cli::Participant& person(cli::State& state, std::string_view name);
/// The state with this as the step that follows, for Farid's case.
cli::State with_next(cli::State state, std::string phase, stepback_does does);
/// The state as this person sees it: `you`, and for Amina a leader's rights and the next step.
cli::State seen_by(cli::State state, std::string_view name);

}  // namespace stepback::test

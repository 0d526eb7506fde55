#pragma once

// The text in the middle of the circle: the phase, the one clock, and what holds for you. Pure.

#include <cstddef>
#include <string>
#include <vector>

#include "plugin/cli/model/session_state.hpp"
#include "plugin/cli/screen/circle/canvas.hpp"
#include "plugin/cli/words/circumstances.hpp"

namespace stepback::cli {

/// "18 minutes to the return" and "planned for 14:45".
struct ClockWords {
  std::string left;
  std::string at;
};

/// The clock of the present phase. Empty if the phase has no planned end; without `at` if no clock
/// runs.
ClockWords clock_of_phase(const stepback_state& state, Instant now);

/// The lines, none wider than `columns`.
std::vector<StyledLine> middle_of(const stepback_state& state, Instant now, bool not_private,
                                  Sink sink, std::size_t columns);

}  // namespace stepback::cli

#pragma once

// Sentences about what changed between two states, for the person who sees them. Pure.

#include <optional>
#include <string>
#include <vector>

#include "plugin/cli/model/session_state.hpp"
#include "plugin/cli/words/circumstances.hpp"

namespace stepback::cli {

/// The sentences for the change from `before` (null for the first state after joining) to `after`,
/// in the order in which a person wants to hear them. `now` is the server's clock.
std::vector<std::string> narrate(const stepback_state* before, const stepback_state& after,
                                 Instant now, const Circumstances& circumstances = {});

}  // namespace stepback::cli

#pragma once

// What changed between two states, told in sentences to the person who sees them. Pure. It tells;
// it decides nothing: what holds is the state alone.

#include <optional>
#include <string>
#include <vector>

#include "plugin/cli/model/session_state.hpp"

namespace stepback::cli {

/// What the state does not say, but this host knows.
struct Circumstances {
  bool closed_own_microphone = false;  ///< the person asked for it themselves
  bool reconnected = false;            ///< the connection was lost since the state before
};

/// The sentences for the way from `before` (null: this is the first state after joining) to
/// `after`, in the order in which a person wants to hear them. `now` is the server's clock.
std::vector<std::string> narrate(const State* before, const State& after, Instant now,
                                 const Circumstances& circumstances = {});

}  // namespace stepback::cli

#pragma once

// Sentences about a presenter who has stepped back: whether they hear, and what they are told
// themselves. They say only what the state says, or what this host knows of its own sound. Pure.

#include <string>
#include <vector>

#include "plugin/cli/model/session_state.hpp"
#include "plugin/cli/words/circumstances.hpp"

namespace stepback::cli {

/// Whether the stepped-back presenter `who` hears, as far as the person who sees `state` may know.
/// Only leaders are shown how somebody hears. For others it is empty while the presenter is
/// connected.
std::string what_the_presenter_hears(const stepback_state& state, const stepback_participant& who);

/// That the presenter `who` has stepped back, with whether they hear and when they return. If `who`
/// is the person who sees `state`, the sentences are to them.
std::string step_back_in_full(const stepback_state& state, const stepback_participant& who,
                              Instant now, const Circumstances& circumstances);

/// For leaders: what has changed about a stepped-back presenter's hearing between the states. Empty
/// if step_back_in_full() tells it in this change, and if nothing has changed. That a connection is
/// lost or does not answer is told by narration.hpp.
std::vector<std::string> changed_hearing(const stepback_state& before, const stepback_state& after);

}  // namespace stepback::cli

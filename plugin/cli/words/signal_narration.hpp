#pragma once

// What the state says about private signals, as sentences: to the leaders about those of others, to
// a sender about their own. Each sentence says only what the state says.

#include <stepback.h>

#include <string>
#include <vector>

#include "plugin/cli/model/session_state.hpp"

namespace stepback::cli {

/// How long a signal of one's own may be unseen before its sender is told, in milliseconds.
inline constexpr Instant kUnseenMs = 5000;

/// The open signals of others that are new, open again, or were sent again since `before`, which is
/// null for the first state. Empty for people who do not lead.
std::vector<std::string> new_signals(const stepback_state* before, const stepback_state& after);

/// The open signals of others for the place beside the circle: the most urgent ones first, the last
/// line with the number of those that are left out.
std::vector<std::string> open_signals(const stepback_state& state);

/// What has become of your own signals since `before`: which leaders have seen them, and whether
/// they are dealt with.
std::vector<std::string> own_signals(const stepback_state& before, const stepback_state& after);

/// What the sender is told once a signal is unseen for `kUnseenMs`.
std::string unseen_signal(const stepback_state& state);

}  // namespace stepback::cli

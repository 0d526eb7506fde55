#pragma once

// Sentences about the private signals in a state. Leaders read those about other people's signals,
// a sender those about their own. Each sentence says only what the state says.

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

/// Returns sentences about your own signals since `before`. They name the leaders who have seen the
/// signals, and say which are dealt with.
std::vector<std::string> own_signals(const stepback_state& before, const stepback_state& after);

/// Returns the sentence for a sender whose signal has been unseen for `kUnseenMs`.
std::string unseen_signal(const stepback_state& state);

}  // namespace stepback::cli

#pragma once

// Sentences about changes that are in force and not kept yet, and about the server's troubles. Each
// sentence says only what the states say.

#include <stepback.h>

#include <string>
#include <vector>

#include "plugin/cli/model/session_state.hpp"

namespace stepback::cli {

/// The troubles and the changes not kept yet that are new since `before`, which is null for the
/// first state.
std::vector<std::string> new_pending(const stepback_state* before, const stepback_state& after);

/// For leaders, of the states before and after a lost connection: a change that was not kept yet is
/// not in force any more. Empty otherwise. If the server still has one of the changes, it has not
/// restarted, and nothing is said.
std::vector<std::string> lost_changes(const stepback_state& before, const stepback_state& after);

}  // namespace stepback::cli

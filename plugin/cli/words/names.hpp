#pragma once

// Names of people that stand for one person among several. Pure.

#include <span>
#include <string>

#include "plugin/cli/model/session_state.hpp"

namespace stepback::cli {

/// The name, with the id behind it if somebody else among `people` has the same name in any case:
/// "Maria (p4)".
std::string name_among(std::span<const stepback_participant* const> people,
                       const stepback_participant& who);

/// The word that a leader types to mean this person among `people`: the name, or the id if the name
/// could mean somebody else, cannot be typed as it is shown, or has words of a command in it.
std::string word_for(std::span<const stepback_participant* const> people,
                     const stepback_participant& who);

}  // namespace stepback::cli

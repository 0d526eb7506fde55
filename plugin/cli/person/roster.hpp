#pragma once

// Finds the person that a typed name means. Pure.

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "plugin/cli/model/session_state.hpp"
#include "plugin/cli/words/sentences.hpp"

namespace stepback::cli {

/// The people to search. They belong to a state that must outlive the list.
using People = std::vector<const stepback_participant*>;

/// Everybody in the state.
People everyone(const stepback_state& state);
/// The people who wait to be admitted.
People those_outside(const stepback_state& state);

/// The person that `name` means: by id, by whole name, or by the beginning of only one person's
/// name, in any case. The error is a sentence that lists the people; `nobody` makes it if the name
/// fits nobody.
using Nobody = std::string (*)(std::string_view name, const sentences::Names& people);
tl::expected<const stepback_participant*, std::string> find_person(
    const People& people, std::string_view name, Nobody nobody = sentences::nobody_of_that_name);

}  // namespace stepback::cli

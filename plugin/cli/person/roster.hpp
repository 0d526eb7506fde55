#pragma once

// Finding whom a typed name means. Pure.

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "plugin/cli/model/session_state.hpp"
#include "plugin/cli/words/sentences.hpp"

namespace stepback::cli {

/// People among whom a name is looked up; they point into a State that outlives the list.
using People = std::vector<const Participant*>;

/// Everyone whom the state shows.
People everyone(const State& state);
/// Those who wait to be let in.
People those_outside(const State& state);

/// The one person that `name` means: by id, by whole name, or by the beginning of a name that
/// nobody else's begins with, whatever the case. Otherwise a sentence that says who there is;
/// `nobody` makes the one for a name that fits none of them.
using Nobody = std::string (*)(std::string_view name, const sentences::Names& people);
tl::expected<const Participant*, std::string> find_person(
    const People& people, std::string_view name, Nobody nobody = sentences::nobody_of_that_name);

}  // namespace stepback::cli

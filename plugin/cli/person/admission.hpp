#pragma once

// Finds the people that the words of a typed `admit` mean. Pure.

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "plugin/cli/model/session_state.hpp"

namespace stepback::cli {

/// A leader lets `who` in. The people belong to the state.
struct Admission {
  const stepback_participant* who = nullptr;
  const stepback_participant* as = nullptr;  ///< if it is somebody who was away
  bool is_new = false;                       ///< the leader says that it is nobody who is away
};

/// Reads NAME, NAME as NAME, or NAME new, as roster.hpp finds names: first among the people who
/// wait, then among those whom that person could be. Names may have the words "as" and "new" in
/// them. The error is a sentence, also if the words could mean several things.
tl::expected<Admission, std::string> find_admission(const stepback_state& state,
                                                    std::string_view words);

}  // namespace stepback::cli

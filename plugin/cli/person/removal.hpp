#pragma once

// Finds the person that the words of a typed `remove` mean. Pure.

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "plugin/cli/model/session_state.hpp"

namespace stepback::cli {

/// A leader removes `who`. The person belongs to the state.
struct Removal {
  const stepback_participant* who = nullptr;
  bool closes_link = false;  ///< the shared link by which they came ends too
};

/// Reads NAME or NAME close-link, as roster.hpp finds names. A name may end with "close-link". The
/// error is a sentence, also if the words could mean several people.
tl::expected<Removal, std::string> find_removal(const stepback_state& state,
                                                std::string_view words);

}  // namespace stepback::cli

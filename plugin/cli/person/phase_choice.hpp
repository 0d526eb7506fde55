#pragma once

// Finds the phase that a typed word means, and the moment that a typed return point means. Pure.

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "plugin/cli/model/session_state.hpp"
#include "plugin/cli/person/command_line.hpp"

namespace stepback::cli {

/// The name on the wire of the phase that `word` means: its name or title, or the beginning of only
/// one phase's name or title, in any case; "ended" ends the session. The error is a sentence that
/// lists the phases.
tl::expected<std::string, std::string> find_phase(const stepback_state& state,
                                                  std::string_view word);

/// The next phase, as the server tells it to leaders; never "ended". The error is a sentence about
/// what to type instead.
tl::expected<std::string, std::string> next_phase(const stepback_state& state);

/// The moment of each of the three ways to type a return point. The error is a sentence.
tl::expected<Instant, std::string> return_moment(const stepback_state& state,
                                                 const typed::ReturnAtTime& at, Instant now);
tl::expected<Instant, std::string> return_moment(const stepback_state& state,
                                                 const typed::ReturnBy& by, Instant now);
tl::expected<Instant, std::string> return_moment(const stepback_state& state,
                                                 const typed::ReturnAtMinute& at, Instant now);

}  // namespace stepback::cli

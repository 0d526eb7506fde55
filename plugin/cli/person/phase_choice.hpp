#pragma once

// Finding which phase a typed word means, and which moment a typed return point. Pure.

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "plugin/cli/model/session_state.hpp"
#include "plugin/cli/person/command_line.hpp"

namespace stepback::cli {

/// The wire's name of the phase that `word` means: by name or title, or by the beginning of one
/// that no other begins with, whatever the case; "ended" ends the session. Otherwise a sentence
/// that lists the phases.
tl::expected<std::string, std::string> find_phase(const State& state, std::string_view word);

/// The phase after the present one; "ended" is never chosen by itself. Otherwise a sentence that
/// says why there is no single next one.
tl::expected<std::string, std::string> next_phase(const State& state);

/// The moments that the three ways to say a return point mean, or a sentence.
tl::expected<Instant, std::string> return_moment(const State& state, const typed::ReturnAtTime& at,
                                                 Instant now);
tl::expected<Instant, std::string> return_moment(const State& state, const typed::ReturnBy& by,
                                                 Instant now);
tl::expected<Instant, std::string> return_moment(const State& state,
                                                 const typed::ReturnAtMinute& at, Instant now);

}  // namespace stepback::cli

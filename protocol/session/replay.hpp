#pragma once

// A session from its events: what recovery is. apply() trusts its events, since decide() made them;
// these may come from a damaged file, and are looked at first.

#include <optional>
#include <span>
#include <string>
#include <tl/expected.hpp>

#include "protocol/session/session.hpp"

namespace stepback::protocol {

/// Why the events are no session's.
struct ReplayFault {
  Revision revision = 0;  ///< of the event that cannot follow those before it
  std::string what;       ///< a sentence: what was expected there
};

/// Why this event cannot be the session's next, or nothing. The first one creates the session, and
/// no other does; a phase is one of its template.
std::optional<std::string> misfit(const Session& session, const Event& next);

/// The session that the events tell. Its revision is their number.
tl::expected<Session, ReplayFault> replay(std::span<const Event> events);

}  // namespace stepback::protocol

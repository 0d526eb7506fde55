#pragma once

// Rebuilds a session from its events, for recovery. apply() trusts events because decide() made
// them; these may come from a damaged file and are checked first.

#include <optional>
#include <span>
#include <string>
#include <tl/expected.hpp>

#include "protocol/session/session.hpp"

namespace stepback::protocol {

/// Why the events are not those of a session.
struct ReplayFault {
  Revision revision = 0;  ///< of the event that does not fit
  std::string what;       ///< a sentence that says what was expected there
};

/// Why `next` cannot follow in the session, or nothing. The first event, and no other, must create
/// the session; a phase must be one of its template.
std::optional<std::string> misfit(const Session& session, const Event& next);

/// The session after these events; its revision is their number. An empty list is a fault.
tl::expected<Session, ReplayFault> replay(std::span<const Event> events);

}  // namespace stepback::protocol

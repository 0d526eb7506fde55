#pragma once

// The end of a link. A session's creator may say it, and a week is the default. A session that
// nobody has ended is kept as long as any of its links works (kOldestIdle in journal/journal.hpp).

#include <algorithm>
#include <chrono>

#include "protocol/session/session.hpp"

namespace stepback::signalling {

/// How long a link works if the session's creator did not say it. Sessions are created some days
/// ahead. A link that replaces another one works at least as long.
inline constexpr std::chrono::days kLinkLifetime{7};

/// Returns the end of a new session's first links.
inline protocol::Instant end_of_first_links(const protocol::Session& session) {
  return session.links_until.value_or(session.created_at + kLinkLifetime);
}

/// Returns the end of a link that replaces another one at `now`.
inline protocol::Instant end_of_fresh_link(const protocol::Session& session,
                                           protocol::Instant now) {
  return std::max(session.links_until.value_or(now), now + kLinkLifetime);
}

}  // namespace stepback::signalling

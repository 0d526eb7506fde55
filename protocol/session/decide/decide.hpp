#pragma once

// The rules of a session: which events a command leads to, or why it is refused.

#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"
#include "protocol/session/command.hpp"
#include "protocol/session/event.hpp"
#include "protocol/session/refusal.hpp"
#include "protocol/session/session.hpp"

namespace stepback::protocol {

/// The rule for a session that has begun and loses its last connected leader. The session goes on
/// for `grace`. Then it is held: the clock stands still and nobody gains rights. It goes to closing
/// `until_closing` after the loss. It ends when its closing or debrief has been without a leader
/// for `farewell`. The first two figures are part of this project's design; the third is its
/// assumption.
struct LeaderlessRule {
  Duration grace = std::chrono::minutes{2};
  Duration until_closing = std::chrono::minutes{5};
  Duration farewell = std::chrono::minutes{10};
};
inline constexpr LeaderlessRule kLeaderless{};

/// The event that creates a session. The caller has checked that `title` is one line of 1 to 100
/// characters, and that `links_until` is in bounds.
Event create_session(SessionId id, std::string title, SessionTemplate template_, Instant now,
                     std::optional<Instant> links_until = std::nullopt);

/// Why this person may not give such a command in this session, whatever it says; nothing if they
/// may. decide() asks the same.
std::optional<Refusal> refuse_giver(const Session& session, const Command& command,
                                    const Actor& who);

/// The events that `command` leads to, none if it changes nothing; or why it is refused. Pure: the
/// same arguments give the same answer, and the session itself is not changed.
tl::expected<std::vector<Event>, Refusal> decide(const Session& session, const Command& command,
                                                 const Actor& who, Instant now);

}  // namespace stepback::protocol

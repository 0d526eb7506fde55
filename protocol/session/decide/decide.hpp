#pragma once

// The rules of a session: which command leads to which events, or why not.

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"
#include "protocol/session/command.hpp"
#include "protocol/session/event.hpp"
#include "protocol/session/session.hpp"

namespace stepback::protocol {

/// Why a command was refused: the code of the wire, and a sentence for the person.
struct Refusal {
  Code code = Code::notPermitted;
  std::string message;
  friend bool operator==(const Refusal&, const Refusal&) = default;
};

/// The leaderless rule. A session that has begun and whose last connected leader is lost goes on
/// for `grace`; is then held (clock frozen, nobody's rights widened); goes to closing after
/// `until_closing`; and ends when its closing or debrief has been without a leader for `farewell`.
/// The first two figures are this project's (design), the third is an assumption of its own.
struct LeaderlessRule {
  Duration grace = std::chrono::minutes{2};
  Duration until_closing = std::chrono::minutes{5};
  Duration farewell = std::chrono::minutes{10};
};
inline constexpr LeaderlessRule kLeaderless{};

/// The event that creates a session. `title` is checked by the caller (valid_name's rule).
Event create_session(SessionId id, std::string title, SessionTemplate plan, Instant now);

/// The events that `command` leads to (none if nothing would change), or the refusal.
/// Pure: the same arguments give the same answer, and a refused command changes nothing.
tl::expected<std::vector<Event>, Refusal> decide(const Session& session, const Command& command,
                                                 const Actor& who, Instant now);

}  // namespace stepback::protocol

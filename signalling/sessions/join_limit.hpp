#pragma once

// Limits how often people may enter one session. Each arrival is written to the disk and announced
// to everyone, so a flood of arrivals would burden the people in the session. Loop thread; owned by
// the room.

#include <map>

#include "protocol/base/ids.hpp"
#include "signalling/base/rate_limit.hpp"

namespace stepback::signalling {

class JoinLimit {
 public:
  /// For one person who returns again and again, as on a connection that breaks every two seconds.
  static constexpr double kReturnsPerSecond = 0.5;
  static constexpr double kReturnsAtOnce = 30;
  /// For all newcomers by shared links together: at once twice as many as a session holds.
  static constexpr double kNewcomersPerSecond = 0.5;
  static constexpr double kNewcomersAtOnce = 32;

  /// Whether this person may enter now. `newcomer` is true if the person came by a shared link and
  /// the session does not know them yet.
  bool take(const protocol::ParticipantId& who, bool newcomer, protocol::Duration now) {
    std::erase_if(returns_, [&](const auto& each) { return each.second.is_full(now); });
    if (newcomer) return newcomers_.take(1, now);
    return returns_.try_emplace(who, kReturnsPerSecond, kReturnsAtOnce).first->second.take(1, now);
  }

 private:
  RateLimit newcomers_{kNewcomersPerSecond, kNewcomersAtOnce};
  std::map<protocol::ParticipantId, RateLimit> returns_;  ///< of people who came lately
};

}  // namespace stepback::signalling

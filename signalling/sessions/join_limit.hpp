#pragma once

// How often people may come into one session. Each arrival is kept on disk and told to everyone, so
// a flood of them would press on those who are here. Loop thread; owned by the room.

#include <map>

#include "protocol/base/ids.hpp"
#include "signalling/base/rate_limit.hpp"

namespace stepback::signalling {

class DoorLimit {
 public:
  /// One person, again and again: as on a connection that breaks every two seconds.
  static constexpr double kReturnsPerSecond = 0.5;
  static constexpr double kReturnsAtOnce = 30;
  /// All newcomers by a shared link together: twice as many as a session holds come at once.
  static constexpr double kNewcomersPerSecond = 0.5;
  static constexpr double kNewcomersAtOnce = 32;

  /// Whether they may come in now. `newcomer`: nobody has vouched for them or knows them yet.
  bool take(const protocol::ParticipantId& who, bool newcomer, protocol::Duration now) {
    std::erase_if(returns_, [&](const auto& each) { return each.second.is_full(now); });
    if (newcomer) return newcomers_.take(1, now);
    return returns_.try_emplace(who, kReturnsPerSecond, kReturnsAtOnce).first->second.take(1, now);
  }

 private:
  RateLimit newcomers_{kNewcomersPerSecond, kNewcomersAtOnce};
  std::map<protocol::ParticipantId, RateLimit> returns_;  ///< of those who came lately
};

}  // namespace stepback::signalling

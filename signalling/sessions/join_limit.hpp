#pragma once

// Limits how often people may enter one session. Each arrival is written to the disk and announced
// to everyone, so a flood of arrivals would burden the people in the session. Loop thread; owned by
// the session's Newcomers.

#include <map>

#include "protocol/base/ids.hpp"
#include "signalling/base/network.hpp"
#include "signalling/base/rate_limit.hpp"

namespace stepback::signalling {

class JoinLimit {
 public:
  /// For one person who returns again and again, as on a connection that breaks every two seconds.
  static constexpr double kReturnsPerSecond = 0.5;
  static constexpr double kReturnsAtOnce = 30;
  /// For the newcomers by shared links from one network: a whole group may sit in one house.
  static constexpr double kNetworkPerSecond = 0.25;
  static constexpr double kNetworkAtOnce = 16;
  /// For all newcomers by shared links together.
  static constexpr double kNewcomersPerSecond = 1;
  static constexpr double kNewcomersAtOnce = 64;

  /// Whether a person may enter now whom the session knows, or whose token vouches for them.
  bool take_return(const protocol::ParticipantId& who, protocol::Duration now) {
    std::erase_if(returns_, [&](const auto& each) { return each.second.is_full(now); });
    return returns_.try_emplace(who, kReturnsPerSecond, kReturnsAtOnce).first->second.take(1, now);
  }
  /// Whether a newcomer by a shared link may enter now, from this network. A newcomer whose network
  /// has come too often does not count for the others.
  bool take_newcomer(const Network& from, protocol::Duration now) {
    std::erase_if(networks_, [&](const auto& each) { return each.second.is_full(now); });
    RateLimit& network =
        networks_.try_emplace(from, kNetworkPerSecond, kNetworkAtOnce).first->second;
    return newcomers_.has(1, now) && network.take(1, now) && newcomers_.take(1, now);
  }
  /// How many newcomers this network has left to bring at once.
  double left_for(const Network& network, protocol::Duration now) const {
    const auto found = networks_.find(network);
    return found == networks_.end() ? kNetworkAtOnce : found->second.left(now);
  }

 private:
  RateLimit newcomers_{kNewcomersPerSecond, kNewcomersAtOnce};
  std::map<Network, RateLimit> networks_;                 ///< those that brought newcomers lately
  std::map<protocol::ParticipantId, RateLimit> returns_;  ///< of people who came lately
};

}  // namespace stepback::signalling

#pragma once

// The acts of this host about private signals that nobody types. It tells the server which signals
// a leader has before their eyes. It tells a sender that nobody has seen their signal. Used on the
// host's loop.

#include <stepback.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "plugin/cli/model/session_state.hpp"

namespace stepback::cli {

class SignalWatch {
 public:
  using Steady = std::chrono::steady_clock;

  /// How long the server has to take a `seen` until it is said again.
  static constexpr std::chrono::seconds kAgainAfter{5};

  /// The ids of the open signals of others that the server does not know to be seen by this leader.
  /// Each is given once, again after it was sent again, and again every kAgainAfter until the
  /// server knows: it may have refused the first `seen`. Valid as long as the state.
  std::vector<const char*> to_see(const stepback_state& state, Steady::time_point now);
  /// The connection is new: the server may not have taken what was said on the old one.
  void reconnected() { seen_.clear(); }
  /// Sentences for the sender of signals that are unseen for kUnseenMs at the server's time `now`,
  /// one for each signal and each time that it was sent.
  std::vector<std::string> overdue(const stepback_state& state, Instant now);

 private:
  // How often the signal had been sent, and when it was taken.
  using Taken = std::pair<std::uint32_t, Steady::time_point>;
  std::map<std::string, Taken, std::less<>> seen_;          // by the signal's id
  std::map<std::string, std::uint32_t, std::less<>> told_;  // the times that it was sent
};

}  // namespace stepback::cli

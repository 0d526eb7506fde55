#pragma once

// What this host does about private signals by itself: it says which ones a leader has before their
// eyes, and tells a sender whose signal nobody has seen. Used on the host's loop.

#include <stepback.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "plugin/cli/model/session_state.hpp"

namespace stepback::cli {

class SignalWatch {
 public:
  /// The ids of the open signals of others that this leader has not said to have seen. Each is
  /// given once, and again after it was sent again. Valid as long as the state.
  std::vector<const char*> to_see(const stepback_state& state);
  /// The connection is new: the server may not have taken what was said on the old one.
  void reconnected() { seen_.clear(); }
  /// Sentences for the sender of signals that are unseen for kUnseenMs at the server's time `now`,
  /// one for each signal and each time that it was sent.
  std::vector<std::string> overdue(const stepback_state& state, Instant now);

 private:
  using Times = std::map<std::string, std::uint32_t, std::less<>>;  // by the signal's id
  static bool take(Times& known, const stepback_signal_record& signal);

  Times seen_;
  Times told_;
};

}  // namespace stepback::cli

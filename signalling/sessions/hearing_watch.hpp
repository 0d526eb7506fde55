#pragma once

// Judges by people's reports how well they hear. Loop thread; owned by a room.

#include <map>
#include <optional>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"
#include "protocol/session/hearing.hpp"

namespace stepback::signalling {

class HearingWatch {
 public:
  /// A person has come, or has come back: nothing is known of them yet.
  void begin(const protocol::ParticipantId& person, protocol::Duration now) {
    heard_[person] = {.last = now, .reported = std::nullopt};
  }
  /// A person has reported. Does nothing if the person is not watched.
  void report(const protocol::ParticipantId& person, protocol::Hearing hearing,
              protocol::Duration now) {
    const auto found = heard_.find(person);
    if (found != heard_.end()) found->second = {.last = now, .reported = hearing};
  }
  /// Forgets everyone for whom `is_here` is false.
  template <typename Predicate>
  void retain(const Predicate& is_here) {
    std::erase_if(heard_, [&](const auto& each) { return !is_here(each.first); });
  }

  /// Returns the last reported Hearing, or Hearing::none if the report is overdue. Returns nullopt
  /// if the person is not watched or no report was due yet.
  std::optional<protocol::Hearing> judge(const protocol::ParticipantId& person,
                                         protocol::Duration now) const {
    const auto found = heard_.find(person);
    if (found == heard_.end()) return std::nullopt;
    if (now - found->second.last > protocol::kReportOverdue) return protocol::Hearing::none;
    return found->second.reported;
  }

 private:
  struct Heard {
    protocol::Duration last{};  ///< when they came, or last reported
    std::optional<protocol::Hearing> reported;
  };
  std::map<protocol::ParticipantId, Heard> heard_;
};

}  // namespace stepback::signalling

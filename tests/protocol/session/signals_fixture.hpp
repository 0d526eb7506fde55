#pragma once

// A story whose people send private signals.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "protocol/session/signals.hpp"
#include "tests/support/story.hpp"

namespace stepback::protocol::test {

using stepback::test::id_of;
using stepback::test::Story;

class SignalsTest : public testing::Test {
 protected:
  /// Each record that is opened gets the next number as its identifier: "1", "2", ...
  SignalOutcome sends(std::string_view who, SignalKind kind = SignalKind::help) {
    const SignalId id{std::to_string(++sent_)};
    return send_signal(signals, story.session(), id_of(who), kind, id, story.now());
  }
  SignalOutcome sees(std::string_view who, const std::string& id) {
    return see_signal(signals, story.session(), id_of(who), SignalId{id});
  }
  SignalOutcome ends(std::string_view who, const std::string& id) {
    return finish_signal(signals, story.session(), id_of(who), SignalId{id}, story.now());
  }
  bool follow() { return follow_signals(signals, story.session(), story.now()); }

  /// "kind of person" of each record that this person is shown, in order; done ones in brackets.
  std::vector<std::string> shown_to(std::string_view who) const {
    std::vector<std::string> lines;
    for (const SignalRecord& each : shown_signals(signals, story.session(), story.person(who))) {
      const std::string line = std::string{to_word(each.kind)} + " of " + each.from.str();
      lines.push_back(each.done_at ? "(" + line + ")" : line);
    }
    return lines;
  }
  const SignalRecord& record(std::size_t index = 0) const { return signals.records.at(index); }
  void waits_outside(std::string_view who) {
    ASSERT_TRUE(story.comes(who, Role::member, /*named=*/false));
  }

  Story story = Story::seated();
  Signals signals;

 private:
  int sent_ = 0;
};

inline std::optional<Code> code_of(const SignalOutcome& outcome) {
  if (outcome) return std::nullopt;
  return outcome.error().code;
}

/// For EXPECT_EQ: accepted, and the records changed or did not.
inline const SignalOutcome kChanged{true};
inline const SignalOutcome kUnchanged{false};

}  // namespace stepback::protocol::test

#pragma once

// A directory whose journal is in the test's hand, and four people.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "signalling/sessions/directory.hpp"
#include "tests/support/fakes.hpp"
#include "tests/support/story.hpp"

namespace stepback::signalling::test {

class DirectoryTest : public testing::Test {
 protected:
  using Created = tl::expected<protocol::SessionId, std::string>;

  Created try_to_create(const std::string& title = "Tuesday") {
    std::optional<Created> created;
    directory.create(title, stepback::test::small_template(),
                     [&](const Created& answer) { created = answer; });
    return created.value();
  }
  protocol::SessionId create(const std::string& title = "Tuesday") {
    return try_to_create(title).value();
  }
  /// Returns whether there was such a session and the journal recorded its end.
  bool end(const protocol::SessionId& session) {
    bool ended = false;
    const bool known = directory.end(session, [&](const auto& answer) { ended = bool{answer}; });
    return known && ended;
  }
  void says(const protocol::SessionId& session, const std::string& who,
            const protocol::ClientMessage& message) {
    directory.find(session)->handle(stepback::test::id_of(who), message,
                                    [](const auto& outcome) { EXPECT_TRUE(outcome); });
  }
  void enter(const protocol::SessionId& session, const std::string& who, protocol::Role role,
             FakePeer& peer, bool named = true) {
    directory.find(session)->enter({stepback::test::id_of(who), who, role, named}, peer, peer,
                                   [](const auto& outcome) { EXPECT_TRUE(outcome); });
  }
  bool counted(const std::string& line) const {
    return metrics.text().find(line + "\n") != std::string::npos;
  }

  HandClock clock;
  CountingRandom random;
  FakeJournal journal;
  Metrics metrics;
  Access access{{std::string(32, 's'), {}}};
  Directory directory{clock, random, journal, metrics, access};
  FakePeer fay{"fay"};
  FakePeer ada{"ada"};
  FakePeer zoe{"zoe"};
  FakePeer oli{"oli"};
};

}  // namespace stepback::signalling::test

// Several simulated people with a stand-in for the module and a clock that the test moves.

#include "plugin/cli/rehearsal/rehearsal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugin/cli/rehearsal/member.hpp"
#include "plugin/cli/rehearsal/mouth.hpp"
#include "plugin/cli/rehearsal/rehearse.hpp"
#include "tests/plugin/cli/fake_stepback.hpp"
#include "tests/plugin/cli/group.hpp"

namespace stepback::cli::rehearsal {
namespace {

using namespace stepback::test;
using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Jonas and Maria, simulated members.
class RehearsalTest : public testing::Test {
 protected:
  RehearsalTest() {
    for (std::size_t i = 0; i < 2; ++i) {
      rehearsal.add(module.client(i), std::make_unique<Member>(Member::Manner{.hesitation_ms = 0}),
                    [this, i](bool on) { talking.at(i) = on; });
    }
  }

  void connection(std::size_t who, stepback_connection what, const std::string& code = "",
                  const std::string& text = "") {
    rehearsal.event(who, ConnectionEvent{what, code, text}, now);
  }
  void both_join() {
    for (const std::size_t who : {0U, 1U}) connection(who, STEPBACK_CONNECTION_JOINED);
    see(group());
  }
  /// Both see this state.
  void see(const TestState& state) {
    rehearsal.event(0, state_event(seen_by(state, "Jonas")), now);
    rehearsal.event(1, state_event(seen_by(state, "Maria")), now);
  }
  static TestState both_open() {
    TestState state = group();
    person(state, "Jonas").audio = true;
    person(state, "Maria").audio = true;
    return state;
  }
  void pass(std::chrono::milliseconds time) {
    for (const auto end = now + time; now < end; now += 100ms) rehearsal.tick(now);
  }

  FakeStepback module;
  Rehearsal::Steady::time_point now{1h};
  Rehearsal rehearsal{3, 60s, now};
  std::array<bool, 2> talking{};
};

TEST_F(RehearsalTest, NobodyActsBeforeTheirFirstState) {
  connection(0, STEPBACK_CONNECTION_JOINED);
  pass(5s);
  EXPECT_THAT(module.calls, IsEmpty());
}

TEST_F(RehearsalTest, EachActsAtTheirOwnClientAndNoFasterThanAPerson) {
  both_join();
  pass(1s);
  EXPECT_THAT(module.calls, ElementsAre("publish 1 -1", "1 publish 1 -1"));
  pass(1s);
  EXPECT_EQ(module.calls.size(), 4U) << "tried again, since no state shows it open";
  see(both_open());
  pass(5s);
  EXPECT_EQ(module.calls.size(), 4U);
}

TEST_F(RehearsalTest, TheyTalkOneAtATimeOnceTheirMicrophonesAreOpen) {
  both_join();
  see(both_open());
  std::array<int, 2> talked{};
  for (int i = 0; i < 600; ++i, now += 100ms) {
    rehearsal.tick(now);
    EXPECT_FALSE(talking[0] && talking[1]);
    for (const std::size_t who : {0U, 1U}) talked.at(who) += talking.at(who) ? 1 : 0;
  }
  EXPECT_GT(talked[0], 50);
  EXPECT_GT(talked[1], 50);
}

TEST_F(RehearsalTest, WhoLosesTheirConnectionFallsSilent) {
  both_join();
  see(both_open());
  while (!talking[0]) {
    rehearsal.tick(now);
    now += 100ms;
  }
  connection(0, STEPBACK_CONNECTION_LOST);
  rehearsal.tick(now);
  EXPECT_FALSE(talking[0]);
}

TEST_F(RehearsalTest, KnowsItsOwnPeople) {
  EXPECT_FALSE(rehearsal.troupe().complete());
  both_join();
  EXPECT_TRUE(rehearsal.troupe().complete());
  EXPECT_TRUE(rehearsal.troupe().has("p3"));
  EXPECT_FALSE(rehearsal.troupe().has("p1"));
}

TEST_F(RehearsalTest, IsOverWhenTheSessionHasEndedForAll) {
  both_join();
  connection(0, STEPBACK_CONNECTION_ENDED, "removed");
  EXPECT_FALSE(rehearsal.outcome()) << "sent out by the leader, the others go on";
  connection(1, STEPBACK_CONNECTION_ENDED, "sessionEnded");
  ASSERT_TRUE(rehearsal.outcome());
  EXPECT_EQ(rehearsal.outcome()->exit_code, 0);
}

TEST_F(RehearsalTest, FailsWithASentenceWhenSomebodyCannotComeIn) {
  connection(1, STEPBACK_CONNECTION_ENDED, "badToken", "The link has expired.");
  ASSERT_TRUE(rehearsal.outcome());
  EXPECT_EQ(rehearsal.outcome()->exit_code, 1);
  EXPECT_THAT(rehearsal.outcome()->sentence, HasSubstr("The link has expired."));
}

TEST_F(RehearsalTest, GivesUpOnAServerThatIsNotThere) {
  pass(59s);
  EXPECT_FALSE(rehearsal.outcome());
  pass(2s);
  ASSERT_TRUE(rehearsal.outcome());
  EXPECT_EQ(rehearsal.outcome()->exit_code, 3);
}

TEST_F(RehearsalTest, WaitsForAServerThatComesBack) {
  both_join();
  pass(10min);
  EXPECT_FALSE(rehearsal.outcome());
  for (const std::size_t who : {0U, 1U}) connection(who, STEPBACK_CONNECTION_LOST);
  pass(50s);
  both_join();
  pass(50s);
  EXPECT_FALSE(rehearsal.outcome());
}

TEST(Mouth, SaysNothingButSilenceUntilItTalks) {
  FakeStepback module;
  Mouth mouth{module.client(), Voice{{120, 1.0}, 1}};
  mouth.move();
  EXPECT_EQ(module.pushed.size(), 960U) << "the module's clock is the count of frames";
  EXPECT_THAT(module.pushed, testing::Each(0.0F));
  mouth.talk(true);
  for (int i = 0; i < 50; ++i) mouth.move();
  EXPECT_THAT(module.pushed, Contains(testing::Gt(0.01F)));
}

TEST(Cast, AsLeaderOneHasFiveMembers) {
  const auto cast = plan_cast("leader", {"L1", "L2"});
  ASSERT_TRUE(cast);
  std::vector<std::string> people;
  for (const Role& each : *cast) {
    people.push_back(each.name + " " + each.link + (each.leads ? " leads" : ""));
  }
  EXPECT_THAT(people, ElementsAre("Aino L1", "Ben L2", "Chiara L2", "Deniz L2", "Elif L2"));
}

TEST(Cast, AsPresenterOneIsLedAndHasFourMembers) {
  const auto cast = plan_cast("presenter", {"F", "M"});
  ASSERT_TRUE(cast);
  std::vector<std::string> people;
  for (const Role& each : *cast) {
    people.push_back(each.name + " " + each.link + (each.leads ? " leads" : ""));
  }
  EXPECT_THAT(people, ElementsAre("Dr Okafor F leads", "Aino M", "Ben M", "Chiara M", "Deniz M"));
}

TEST(Cast, SaysWhatItNeeds) {
  EXPECT_THAT(plan_cast("observer", {"L"}).error(),
              HasSubstr("--as: expected leader or presenter"));
  EXPECT_THAT(plan_cast("leader", {}).error(), HasSubstr("LINK: expected one or more"));
  EXPECT_THAT(plan_cast("leader", std::vector<std::string>(6, "L")).error(),
              HasSubstr("5 at most"));
  EXPECT_THAT(plan_cast("presenter", {"F"}).error(), HasSubstr("a facilitator's link first"));
}

}  // namespace
}  // namespace stepback::cli::rehearsal

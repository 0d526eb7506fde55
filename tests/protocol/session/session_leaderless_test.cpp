// A session whose leaders are all gone: how long it goes on, and how it ends.

#include <gtest/gtest.h>

#include "tests/support/story.hpp"

namespace stepback::protocol {
namespace {

using namespace std::chrono_literals;
using stepback::test::small_template;
using stepback::test::Story;

Story leaderless_in(std::string_view phase, SessionTemplate template_ = small_template()) {
  Story story = Story::seated(std::move(template_));
  story.go_to(phase);
  story.drops("fay");
  EXPECT_FALSE(story.session().leaderless_since);  // Cole leads
  story.drops("cole");
  EXPECT_EQ(story.session().leaderless_since, story.now());
  return story;
}

TEST(Leaderless, TheSessionGoesOnForTheGraceAndIsThenHeld) {
  Story story = leaderless_in("discussion");

  story.let_pass(2min - 1ms);
  EXPECT_FALSE(story.session().held_since);
  story.let_pass(1ms);

  EXPECT_EQ(story.session().held_since, story.now());
  EXPECT_EQ(story.phase(), "discussion");
}

TEST(Leaderless, AHoldTellsEveryoneAndGivesNobodyARight) {
  Story story = leaderless_in("discussion");
  const auto before = story.view("ben").may;

  story.let_pass(3min);

  for (const std::string_view who : {"ada", "ben", "oli"}) {
    EXPECT_TRUE(story.view(who).session.held) << who;
    EXPECT_EQ(story.view(who).session.held_since, story.session().held_since) << who;
  }
  EXPECT_EQ(story.view("ben").may, before);
  EXPECT_FALSE(story.may("ada").speak);
}

TEST(Leaderless, AfterFiveMinutesTheSessionGoesToClosingWhereEveryoneSpeaks) {
  Story story = leaderless_in("discussion");

  story.let_pass(5min - 1ms);
  EXPECT_EQ(story.phase(), "discussion");
  story.let_pass(1ms);

  EXPECT_EQ(story.phase(), "closing");
  EXPECT_FALSE(story.session().held_since);
  EXPECT_TRUE(story.may("ada").speak);
  EXPECT_FALSE(story.person("ada").audio);  // she presses the button herself
  EXPECT_EQ(std::get<PhaseEntered>(story.events().back()).by, PhaseEntered::By::leaderless);
}

TEST(Leaderless, TheFarewellLastsTenMinutes) {
  Story story = leaderless_in("discussion");
  story.let_pass(5min);

  story.let_pass(10min - 1ms);
  EXPECT_FALSE(story.session().ended_at);
  story.let_pass(1ms);

  EXPECT_EQ(story.session().ended_at, story.now());
  EXPECT_EQ(std::get<SessionEnded>(story.events().back()).by, SessionEnded::By::leaderless);
}

TEST(Leaderless, AClosingThatLosesItsLeadersIsNotHeldAndEndsAfterTheFarewell) {
  Story story = leaderless_in("closing");

  story.let_pass(10min - 1ms);
  EXPECT_FALSE(story.session().held_since || story.session().ended_at);
  story.let_pass(1ms);

  EXPECT_TRUE(story.session().ended_at);
}

TEST(Leaderless, ALeaderWhoComesBackEndsTheHoldAtOnce) {
  Story story = leaderless_in("discussion");
  const auto until = phase_until(story.session());
  story.let_pass(4min);

  ASSERT_TRUE(story.comes_back("cole"));

  EXPECT_FALSE(story.session().held_since);
  EXPECT_FALSE(story.session().leaderless_since);
  EXPECT_EQ(story.phase(), "discussion");
  EXPECT_EQ(phase_until(story.session()), *until + 2min);  // held for two of the four
}

TEST(Leaderless, ALeaderWhoComesBackWithinTheGraceChangesNothingOfTheClock) {
  Story story = leaderless_in("discussion");
  const auto until = phase_until(story.session());
  story.let_pass(2min - 1s);

  story.comes_back("fay");
  story.let_pass(5min);

  EXPECT_FALSE(story.session().held_since);
  EXPECT_EQ(phase_until(story.session()), until);
}

TEST(Leaderless, TheGraceBeginsAnewWithEachLoss) {
  Story story = leaderless_in("discussion");
  story.let_pass(119s);
  story.comes_back("fay");
  story.drops("fay");

  story.let_pass(119s);

  EXPECT_FALSE(story.session().held_since);
}

TEST(Leaderless, TheClockOfAPhaseGoesOnDuringTheGraceAndStandsInTheHold) {
  Story story = leaderless_in("discussion", small_template({.discussion_ends_by = EndsBy::clock,
                                                            .discussion = 3min,
                                                            .least_discussion = 1min}));
  story.let_pass(4min);
  EXPECT_EQ(story.phase(), "discussion");  // one minute of it is left

  story.comes_back("fay");
  story.let_pass(1min - 1s);
  EXPECT_EQ(story.phase(), "discussion");
  story.let_pass(1s);

  EXPECT_EQ(story.phase(), "return");
}

TEST(Leaderless, AMovedReturnPointMovesOnWithTheHold) {
  Story story = Story::seated();
  story.go_to("discussion");
  const Instant at = story.now() + 10min;
  story.says("fay", command::ScheduleReturn{at + 5min});
  story.leaves("fay");
  story.leaves("cole");
  story.let_pass(3min);

  story.comes_back("fay");

  EXPECT_EQ(return_point(story.session()), at + 6min);
}

TEST(Leaderless, LeavingLosesALeaderLikeDropping) {
  Story story = Story::seated();
  story.go_to("presentation");
  story.leaves("fay");
  story.leaves("cole");

  EXPECT_EQ(story.session().leaderless_since, story.now());
}

TEST(Leaderless, BeforeTheSessionHasBegunNothingIsCounted) {
  Story story = Story::seated();
  story.drops("fay");
  story.drops("cole");

  story.let_pass(1h);

  EXPECT_EQ(story.phase(), "gathering");
  EXPECT_FALSE(story.session().held_since);
  EXPECT_FALSE(story.session().leaderless_since);
}

TEST(Leaderless, EverybodyMayStillLeaveAndComeBack) {
  Story story = leaderless_in("discussion");
  story.let_pass(3min);

  EXPECT_TRUE(story.leaves("ada"));
  EXPECT_TRUE(story.comes_back("ada"));
  EXPECT_TRUE(is_stepped_back(story.session(), story.person("ada")));
}

}  // namespace
}  // namespace stepback::protocol

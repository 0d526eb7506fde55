// The effects of a server's restart on a session.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/story.hpp"

namespace stepback::protocol::test {
namespace {

using namespace std::chrono_literals;
using stepback::test::kAda;
using stepback::test::kBen;
using stepback::test::kFay;
using stepback::test::refusal_of;
using stepback::test::Story;
using testing::IsEmpty;

/// The server was down for `down`.
void restart(Story& story, Duration down = 10s) {
  story.stand_by(down);
  const auto recovered = story.server(command::Recover{});
  ASSERT_TRUE(recovered) << recovered.error().message;
}

TEST(Recover, NobodyIsConnectedAndEverySeatIsHeld) {
  Story story = Story::seated();
  story.go_to("discussion");
  ASSERT_TRUE(story.opens(kBen));

  restart(story);

  for (const auto& each : story.session().participants) {
    EXPECT_FALSE(each.connected || each.audio || each.video || each.left) << each.name;
    EXPECT_TRUE(is_seated(each)) << each.name;
  }
  EXPECT_EQ(story.phase(), "discussion");
  EXPECT_EQ(story.seat(kAda), Seat::presenter);
  EXPECT_EQ(story.seat(kFay), Seat::facilitator);
}

TEST(Recover, ThePresenterComesBackStillSteppedBack) {
  Story story = Story::seated();
  story.go_to("discussion");
  restart(story);

  ASSERT_TRUE(story.comes_back(kAda));

  EXPECT_FALSE(story.may(kAda).speak);
  EXPECT_TRUE(story.may(kAda).hear);
  EXPECT_EQ(refusal_of(story.opens(kAda)), Code::notPermitted);
}

TEST(Recover, APlaceInTheLobbyIsNotHeld) {
  Story story = Story::seated();
  ASSERT_TRUE(story.comes("zoe", Role::member, false));

  restart(story);

  EXPECT_EQ(find(story.session(), ParticipantId{"zoe"}), nullptr);
  EXPECT_TRUE(story.comes("zoe", Role::member, false)) << "and she may wait again";
}

TEST(Recover, LeadersHaveTheWholeGraceHoweverLongTheServerWasDown) {
  Story story = Story::seated();
  story.go_to("discussion");
  restart(story, 1h);

  story.let_pass(2min - 1s);
  EXPECT_FALSE(story.session().held_since);
  story.let_pass(1s);

  EXPECT_TRUE(story.session().held_since);
}

TEST(Recover, AHoldGoesOnAndItsFiveMinutesBeginAnew) {
  Story story = Story::seated();
  story.go_to("discussion");
  ASSERT_TRUE(story.drops(stepback::test::kCole));
  ASSERT_TRUE(story.drops(kFay));
  story.let_pass(4min);
  const auto held = story.session().held_since;
  ASSERT_TRUE(held);
  restart(story, 1h);

  story.let_pass(5min - 1s);
  EXPECT_EQ(story.session().held_since, held);
  EXPECT_EQ(story.phase(), "discussion");
  story.let_pass(1s);

  EXPECT_EQ(story.phase(), "closing");
}

TEST(Recover, TheClockWentOnWhileTheServerWasDown) {
  Story story = Story::seated();
  story.go_to("discussion");
  const auto planned = return_point(story.session());
  const auto since = story.session().phase_since;

  restart(story, 3min);

  EXPECT_EQ(return_point(story.session()), planned);
  EXPECT_EQ(story.session().phase_since, since);
}

TEST(Recover, ALeaderWhoComesBackLeadsAtOnce) {
  Story story = Story::seated();
  story.go_to("discussion");
  restart(story);

  ASSERT_TRUE(story.comes_back(kFay));

  EXPECT_FALSE(story.session().leaderless_since);
  EXPECT_TRUE(story.says(kFay, command::Advance{"return"}));
}

TEST(Recover, WhatHasNotBegunWaitsForNobody) {
  Story story = Story::seated();

  restart(story);
  story.let_pass(1h);

  EXPECT_FALSE(story.session().leaderless_since);
  EXPECT_EQ(story.phase(), "gathering");
}

TEST(Recover, AnEndedSessionStaysAsItIs) {
  Story story = Story::seated();
  ASSERT_TRUE(story.server(command::End{}));

  EXPECT_THAT(story.server(command::Recover{}).value(), IsEmpty());
}

}  // namespace
}  // namespace stepback::protocol::test

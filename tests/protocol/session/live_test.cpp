// Live facts: hands, how well people hear, and if their connections answer.

#include "protocol/session/live.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "protocol/session/hearing.hpp"
#include "tests/support/story.hpp"

namespace stepback::protocol {
namespace {

using namespace std::chrono_literals;
using stepback::test::id_of;
using stepback::test::Story;

Story small_story_in(std::string_view phase) {
  Story story = Story::seated();
  story.go_to(phase);
  return story;
}

TEST(LiveHands, AreShownToEverybodyAtOnce) {
  Story story = small_story_in("clarification");

  ASSERT_FALSE(story.raises("ben"));
  for (const std::string_view who : {"fay", "cole", "ada", "ben", "oli"}) {
    EXPECT_TRUE(story.seen(who, "ben").hand) << who;
  }
}

// The lobby person's recording moves with their connection, and ends with it.
TEST(LiveRecords, AreShownToEverybodyInEveryPhase) {
  for (const std::string_view phase : {"gathering", "presentation", "discussion", "closing"}) {
    const Story story = small_story_in(phase);
    LiveFacts live;
    note_records(live, id_of("oli"), true);
    for (const std::string_view who : {"fay", "cole", "ada", "ben", "oli"}) {
      const Participant& viewer = *find(story.session(), id_of(who));
      const Participant& oli = *find(story.session(), id_of("oli"));
      EXPECT_TRUE(shown_live(live, story.session(), viewer, oli).records) << who << " in " << phase;
    }
    note_records(live, id_of("oli"), false);
    const Participant& oli = *find(story.session(), id_of("oli"));
    EXPECT_FALSE(shown_live(live, story.session(), oli, oli).records);
  }
}

TEST(LiveRecords, GoAlongWithAConnectionThatBecomesSomebodyElses) {
  LiveFacts live;
  note_records(live, id_of("ole"), true);
  live.people[id_of("ben")].hand = true;
  move_live(live, id_of("ole"), id_of("ben"));
  EXPECT_TRUE(live.people[id_of("ben")].records);
  EXPECT_FALSE(live.people[id_of("ben")].hand);
  begin_live(live, id_of("ben"));
  EXPECT_FALSE(live.people[id_of("ben")].records) << "a new connection";
}

TEST(LiveHands, MoveTwiceASecondAtMostAndTheNewestWins) {
  Story story = small_story_in("clarification");

  ASSERT_FALSE(story.raises("ben"));
  ASSERT_FALSE(story.raises("ben", false));
  EXPECT_TRUE(story.seen("fay", "ben").hand) << "not so soon";
  story.let_pass(kHandPause - 1ms);
  EXPECT_TRUE(story.seen("fay", "ben").hand);
  story.let_pass(1ms);
  EXPECT_FALSE(story.seen("fay", "ben").hand);

  ASSERT_FALSE(story.raises("ben"));
  ASSERT_FALSE(story.raises("ben", false));
  story.let_pass(kHandPause);
  EXPECT_FALSE(story.seen("fay", "ben").hand) << "the newest wish is the one that counts";
}

TEST(LiveHands, OfOthersMoveInTheSameMoment) {
  Story story = small_story_in("clarification");

  ASSERT_FALSE(story.raises("ben"));
  ASSERT_FALSE(story.raises("ada"));

  EXPECT_TRUE(story.seen("fay", "ben").hand && story.seen("fay", "ada").hand);
}

TEST(LiveHands, GoDownWithTheRightAndStayDownWhenItComesBack) {
  Story story = small_story_in("gathering");
  ASSERT_FALSE(story.raises("ben"));

  story.go_to("presentation");
  EXPECT_FALSE(story.seen("fay", "ben").hand);
  story.go_to("clarification");
  story.let_pass(1s);

  EXPECT_TRUE(story.may("ben").speak);
  EXPECT_FALSE(story.seen("fay", "ben").hand);
}

TEST(LiveHands, ThatWaitGoDownWithTheRightToo) {
  Story story = small_story_in("gathering");
  ASSERT_FALSE(story.raises("ben"));
  ASSERT_FALSE(story.raises("ben", false));
  ASSERT_FALSE(story.raises("ben"));

  story.go_to("presentation");
  story.go_to("clarification");
  story.let_pass(1s);

  EXPECT_FALSE(story.seen("fay", "ben").hand);
}

TEST(LiveHands, AreDownOnANewConnection) {
  Story story = small_story_in("clarification");
  ASSERT_FALSE(story.raises("ben"));

  story.comes_back("ben");

  EXPECT_FALSE(story.seen("fay", "ben").hand);
}

TEST(LiveHands, OfPeopleWhoAreNotThereAreRefused) {
  Story story = small_story_in("clarification");
  story.drops("ben");
  story.leaves("cole");

  EXPECT_EQ(story.raises("ben"), Code::notJoined);
  EXPECT_EQ(story.raises("cole"), Code::notJoined);
  EXPECT_EQ(story.raises("eve"), Code::notJoined);
}

TEST(LiveHearing, IsTheLastReport) {
  Story story = small_story_in("discussion");
  EXPECT_FALSE(story.seen("fay", "ada").hearing);

  story.hears("ada", Hearing::none);
  EXPECT_EQ(story.seen("fay", "ada").hearing, Hearing::none);
  story.hears("ada", Hearing::ok);
  EXPECT_EQ(story.seen("fay", "ada").hearing, Hearing::ok);
}

TEST(LiveHearing, IsUnknownAgainWhenReportsAreOverdue) {
  Story story = small_story_in("discussion");
  story.hears("ada", Hearing::none);

  story.let_pass(kReportOverdue);
  EXPECT_EQ(story.seen("fay", "ada").hearing, Hearing::none);
  story.let_pass(1ms);
  EXPECT_FALSE(story.seen("fay", "ada").hearing);
}

TEST(LiveHearing, IsUnknownOfAPersonWhoIsNotConnected) {
  Story story = small_story_in("discussion");
  story.hears("ada", Hearing::ok);

  story.drops("ada");
  EXPECT_FALSE(story.seen("fay", "ada").hearing);
  story.comes_back("ada");
  EXPECT_FALSE(story.seen("fay", "ada").hearing);
}

TEST(LiveAnswers, AreOfLeadersAndThePresenterForThemAlone) {
  Story story = small_story_in("discussion");
  for (const std::string_view who : {"fay", "cole", "ada", "ben", "oli"}) {
    story.answers(who, false);
  }

  for (const std::string_view viewer : {"fay", "cole", "ada"}) {
    for (const std::string_view who : {"fay", "cole", "ada"}) {
      EXPECT_EQ(story.seen(viewer, who).answers, false) << viewer << who;
    }
    EXPECT_FALSE(story.seen(viewer, "ben").answers) << viewer;
  }
  for (const std::string_view who : {"fay", "ada", "ben"}) {
    EXPECT_FALSE(story.seen("ben", who).answers) << who;
    EXPECT_FALSE(story.seen("oli", who).answers) << who;
  }
}

TEST(LiveAnswers, OfAPersonWhoPresentsNoMoreAreForgotten) {
  Story story = small_story_in("presentation");
  story.says("fay", command::Appoint{id_of("ada")});
  story.answers("ada", false);
  ASSERT_TRUE(is_silent(story.live(), id_of("ada")));

  ASSERT_TRUE(story.says("fay", command::Appoint{id_of("ben")}));

  EXPECT_FALSE(is_silent(story.live(), id_of("ada")));
}

TEST(LiveAnswers, ASilentPresenterCountsAsAbsentAndASilentLeaderDoesNot) {
  Story story = small_story_in("discussion");
  story.answers("ada", false);
  story.answers("fay", false);

  const Session session = without_the_silent(story.session(), story.live());

  EXPECT_FALSE(find(session, id_of("ada"))->connected);
  EXPECT_TRUE(find(session, id_of("fay"))->connected);
  EXPECT_TRUE(find(session, id_of("ben"))->connected);
}

TEST(LiveAnswers, APersonWhoWaitsCouldBeTheSilentPresenter) {
  Story story = small_story_in("discussion");
  story.comes("guest", Role::member, /*named=*/false);
  EXPECT_TRUE(story.seen("fay", "guest").could->empty());

  story.answers("ada", false);

  const ParticipantView guest = story.seen("fay", "guest");
  EXPECT_EQ(*guest.could, std::vector{id_of("ada")});
  EXPECT_EQ(std::ranges::count(*guest.can, LeaderAct::admit), 0) << "it needs an answer";
}

}  // namespace
}  // namespace stepback::protocol

// A coordinator revokes links and people: the effects on everyone, and the record of it.

#include <gtest/gtest.h>

#include "protocol/session/replay.hpp"
#include "tests/support/story.hpp"

namespace stepback::protocol {
namespace {

using stepback::test::id_of;
using stepback::test::refusal_of;
using stepback::test::Story;

// A person comes with a token of this generation of their link.
Story::Outcome comes_by(Story& story, std::string_view who, Role role, bool named,
                        Generation generation) {
  return story.says(who, command::Enter{std::string{who}, role, named, generation});
}

bool is_known(const Story& story, std::string_view who) {
  return find(story.session(), id_of(who)) != nullptr;
}

TEST(ReplacedLink, AdmitsNobodyAndTheNewOneDoes) {
  Story story = Story::seated();

  ASSERT_TRUE(story.server(command::ReplaceLink{Role::member}));

  EXPECT_EQ(refusal_of(comes_by(story, "eve", Role::member, false, 0)), Code::badToken);
  EXPECT_FALSE(is_known(story, "eve"));
  EXPECT_TRUE(comes_by(story, "dan", Role::member, false, 1));
}

TEST(ReplacedLink, LeavesTheOtherRolesAndWhoeverHasALinkOfTheirOwn) {
  Story story = Story::seated();

  ASSERT_TRUE(story.server(command::ReplaceLink{Role::member}));

  EXPECT_TRUE(comes_by(story, "olga", Role::observer, false, 0));
  EXPECT_TRUE(comes_by(story, "cleo", Role::member, true, 0));
  EXPECT_TRUE(story.person("ada").connected);
}

TEST(ReplacedLink, SendsAwayWhoWaitsBecauseOfItAndNobodyWhoWasLetIn) {
  Story story = Story::seated();
  story.comes("gus", Role::member, /*named=*/false);
  story.comes("eve", Role::member, /*named=*/false);
  story.comes("olga", Role::observer, /*named=*/false);
  ASSERT_TRUE(story.says("fay", command::Admit{id_of("gus")}));

  ASSERT_TRUE(story.server(command::ReplaceLink{Role::member}));

  EXPECT_FALSE(is_known(story, "eve"));
  EXPECT_EQ(dismissal(story.session(), id_of("eve")), Code::badToken);
  EXPECT_EQ(refusal_of(comes_by(story, "eve", Role::member, false, 0)), Code::badToken);
  EXPECT_TRUE(story.person("olga").connected);
  EXPECT_TRUE(story.person("gus").connected);
  story.drops("gus");
  EXPECT_TRUE(comes_by(story, "gus", Role::member, false, 0));
}

TEST(ReplacedLink, OfALeaderLeavesTheLeadersWhoAreThere) {
  Story story;
  story.comes("fay", Role::facilitator, /*named=*/false);

  ASSERT_TRUE(story.server(command::ReplaceLink{Role::facilitator}));

  EXPECT_TRUE(is_seated(story.person("fay")));
  EXPECT_EQ(refusal_of(comes_by(story, "eve", Role::facilitator, false, 0)), Code::badToken);
}

TEST(ReplacedOwnLink, SendsAwayWhoIsThereByItAndKeepsTheChair) {
  Story story = Story::seated();
  story.go_to("discussion");

  ASSERT_TRUE(story.server(command::ReplaceOwnLink{id_of("ada")}));

  EXPECT_EQ(dismissal(story.session(), id_of("ada")), Code::badToken);
  EXPECT_EQ(refusal_of(comes_by(story, "ada", Role::member, true, 0)), Code::badToken);
  ASSERT_TRUE(comes_by(story, "ada", Role::member, true, 1));
  EXPECT_EQ(story.seat("ada"), Seat::presenter);
  EXPECT_FALSE(story.may("ada").speak);
}

TEST(ReplacedOwnLink, MayBeOfSomebodyWhoHasNotComeYet) {
  Story story = Story::seated();

  ASSERT_TRUE(story.server(command::ReplaceOwnLink{id_of("cleo")}));
  ASSERT_TRUE(story.server(command::ReplaceOwnLink{id_of("cleo")}));

  EXPECT_EQ(refusal_of(comes_by(story, "cleo", Role::member, true, 1)), Code::badToken);
  EXPECT_TRUE(comes_by(story, "cleo", Role::member, true, 2));
}

TEST(ReplacedOwnLink, OfTheLastLeaderBeginsTheGrace) {
  Story story = Story::seated();
  story.go_to("presentation");
  story.drops("cole");

  ASSERT_TRUE(story.server(command::ReplaceOwnLink{id_of("fay")}));

  EXPECT_EQ(story.session().leaderless_since, story.now());
  ASSERT_TRUE(comes_by(story, "fay", Role::facilitator, true, 1));
  EXPECT_EQ(story.seat("fay"), Seat::facilitator);
}

TEST(Barred, IsOutForGoodWhateverTheirToken) {
  Story story = Story::seated();
  story.go_to("discussion");

  ASSERT_TRUE(story.server(command::Bar{id_of("ada")}));

  EXPECT_EQ(dismissal(story.session(), id_of("ada")), Code::removed);
  EXPECT_FALSE(story.session().presenter);
  for (const Generation each : {0U, 1U, kNoGeneration - 1}) {
    EXPECT_EQ(refusal_of(comes_by(story, "ada", Role::member, true, each)), Code::removed);
  }
}

TEST(Barred, MayBeSomebodyWhoHasNeverComeOrHasLeftTheLobby) {
  Story story = Story::seated();
  story.comes("gus", Role::member, /*named=*/false);
  story.drops("gus");

  for (const std::string_view who : {"cleo", "gus"}) {
    ASSERT_TRUE(story.server(command::Bar{id_of(who)})) << who;
    EXPECT_EQ(refusal_of(story.comes(who, Role::member, who == "cleo")), Code::removed) << who;
    EXPECT_TRUE(story.server(command::Bar{id_of(who)})->empty()) << who;
    EXPECT_TRUE(story.server(command::ReplaceOwnLink{id_of(who)})->empty()) << who;
  }
}

TEST(Barred, LeaderLeavesTheLeadToAnotherFacilitatorOrToTheNextWhoComes) {
  Story story = Story::seated();
  story.comes("flo", Role::facilitator);
  story.go_to("presentation");

  ASSERT_TRUE(story.server(command::Bar{id_of("fay")}));
  EXPECT_EQ(story.seat("flo"), Seat::facilitator);
  EXPECT_FALSE(story.session().leaderless_since);

  ASSERT_TRUE(story.server(command::Bar{id_of("flo")}));
  EXPECT_FALSE(story.session().lead);
  story.comes("fred", Role::facilitator);
  EXPECT_EQ(story.seat("fred"), Seat::facilitator);
}

TEST(Barred, TheLastLeaderLeavesTheOthersLeaderless) {
  Story story = Story::seated();
  story.go_to("presentation");
  story.drops("cole");

  ASSERT_TRUE(story.server(command::Bar{id_of("fay")}));

  EXPECT_EQ(story.session().leaderless_since, story.now());
}

TEST(Revocation, SurvivesAReplayAndARestart) {
  Story story = Story::seated();
  story.server(command::ReplaceLink{Role::member});
  story.server(command::ReplaceOwnLink{id_of("cleo")});
  story.server(command::Bar{id_of("ben")});
  story.server(command::Recover{});

  const auto replayed = replay(story.events());

  ASSERT_TRUE(replayed);
  EXPECT_EQ(*replayed, story.session());
  EXPECT_EQ(refusal_of(comes_by(story, "eve", Role::member, false, 0)), Code::badToken);
  EXPECT_EQ(refusal_of(comes_by(story, "cleo", Role::member, true, 0)), Code::badToken);
  EXPECT_EQ(refusal_of(story.comes_back("ben")), Code::removed);
}

TEST(Revocation, HasNothingToDoAfterTheEnd) {
  Story story = Story::seated();
  story.server(command::End{});

  EXPECT_TRUE(story.server(command::ReplaceLink{Role::member})->empty());
  EXPECT_TRUE(story.server(command::ReplaceOwnLink{id_of("ada")})->empty());
  EXPECT_TRUE(story.server(command::Bar{id_of("ada")})->empty());
}

}  // namespace
}  // namespace stepback::protocol

// Entry and the lobby: the people who come in, who wait, and who are kept out.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "protocol/base/limits.hpp"
#include "protocol/session/lobby.hpp"
#include "tests/support/story.hpp"

namespace stepback::protocol {
namespace {

using stepback::test::id_of;
using stepback::test::refusal_of;
using stepback::test::Story;

bool waits(const Story& story, std::string_view who) {
  return channel_of(story.session(), story.person(who)) == Channel::lobby;
}

// Adds people with a shared link, who wait.
void fill_lobby(Story& story, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    ASSERT_TRUE(story.comes("guest " + std::to_string(i), Role::member, /*named=*/false));
  }
}

// Adds named members until this many sit.
void fill_circle(Story& story, std::size_t seated) {
  for (std::size_t i = 0; story.session().participants.size() < seated; ++i) {
    ASSERT_TRUE(story.comes("member " + std::to_string(i), Role::member));
  }
}

TEST(Entry, NobodyEntersWithoutAnIdentity) {
  Story story;

  EXPECT_EQ(refusal_of(story.server(command::Enter{"Somebody", Role::member, true})),
            Code::badToken);
}

TEST(Entry, EveryIdentityHasItsOwnSsrcFromTheServer) {
  Story story = Story::seated();

  EXPECT_EQ(story.person("fay").ssrc, 1U);
  EXPECT_EQ(story.person("oli").ssrc, 5U);
  story.drops("fay");
  story.comes_back("fay");
  EXPECT_EQ(story.person("fay").ssrc, 1U);
}

TEST(Entry, NoSsrcIsGivenTwice) {
  Story story;
  fill_lobby(story, 1);
  const Ssrc first = story.person("guest 0").ssrc;
  story.leaves("guest 0");
  fill_lobby(story, 1);

  EXPECT_GT(story.person("guest 0").ssrc, first);
}

TEST(Entry, LeadersComeInByThemselves) {
  Story story;
  story.comes("fay", Role::facilitator, /*named=*/false);
  story.comes("cole", Role::coFacilitator, /*named=*/false);

  EXPECT_FALSE(waits(story, "fay"));
  EXPECT_FALSE(waits(story, "cole"));
}

TEST(Lobby, NamedPeopleWaitForALeaderAndComeInWithOne) {
  Story story;
  story.comes("ada", Role::member);
  story.comes("oli", Role::observer);
  EXPECT_TRUE(waits(story, "ada") && waits(story, "oli"));

  story.comes("cole", Role::coFacilitator);

  EXPECT_FALSE(waits(story, "ada") || waits(story, "oli"));
}

TEST(Lobby, NamedPeopleComeInAtOnceWhileALeaderIsThere) {
  Story story;
  story.comes("fay", Role::facilitator);
  story.comes("ada", Role::member);
  EXPECT_FALSE(waits(story, "ada"));

  story.drops("fay");
  story.comes("ben", Role::member);

  EXPECT_TRUE(waits(story, "ben"));
}

TEST(Lobby, SharedLinksWaitUntilALeaderLetsThemIn) {
  Story story;
  story.comes("fay", Role::facilitator);
  story.comes("guest", Role::member, /*named=*/false);
  EXPECT_TRUE(waits(story, "guest"));

  ASSERT_TRUE(story.says("fay", command::Admit{id_of("guest")}));

  EXPECT_FALSE(waits(story, "guest"));
  EXPECT_TRUE(story.says("fay", command::Admit{id_of("guest")})->empty());
}

TEST(Lobby, SendsAndReceivesNothing) {
  Story story = Story::seated();
  story.comes("guest", Role::member, /*named=*/false);
  story.opens("fay");

  EXPECT_EQ(story.audience("fay", Media::audio).size(), 4U);
  EXPECT_EQ(story.may("guest"), Permissions{});
  EXPECT_TRUE(story.readers("guest").empty());
}

TEST(Lobby, ForgetsWhoDropsOutOfIt) {
  Story story = Story::seated();
  story.comes("guest", Role::member, /*named=*/false);

  story.drops("guest");

  EXPECT_EQ(find(story.session(), id_of("guest")), nullptr);
}

TEST(Lobby, WhoOnceSatComesBackWithoutWaiting) {
  Story story;
  story.comes("fay", Role::facilitator);
  story.comes("guest", Role::member, /*named=*/false);
  story.says("fay", command::Admit{id_of("guest")});
  story.leaves("guest");
  story.drops("fay");

  story.comes_back("guest");

  EXPECT_FALSE(waits(story, "guest"));
}

TEST(Lobby, UnknownPeopleAreNotAdmitted) {
  Story story = Story::seated();

  EXPECT_EQ(refusal_of(story.says("fay", command::Admit{id_of("eve")})), Code::unknownParticipant);
}

TEST(Lock, KeepsOutNewPeopleAndNoLeaderAndNobodyKnown) {
  Story story;
  story.comes("fay", Role::facilitator);
  story.comes("ada", Role::member);
  story.comes("ben", Role::member);
  story.drops("ada");
  story.leaves("ben");
  ASSERT_TRUE(story.says("fay", command::Lock{true}));

  EXPECT_EQ(refusal_of(story.comes("late", Role::member)), Code::sessionLocked);
  EXPECT_EQ(refusal_of(story.comes("guest", Role::member, false)), Code::sessionLocked);
  EXPECT_TRUE(story.comes_back("ada"));
  EXPECT_TRUE(story.comes_back("ben"));
  EXPECT_TRUE(story.comes("cole", Role::coFacilitator));
}

TEST(Lock, OpensAgain) {
  Story story = Story::seated();
  story.says("fay", command::Lock{true});
  EXPECT_TRUE(story.says("cole", command::Lock{true})->empty());

  story.says("cole", command::Lock{false});

  EXPECT_TRUE(story.comes("late", Role::member));
}

TEST(Full, SixteenPeopleSitAndTheNextIsTold) {
  Story story = Story::seated();
  fill_circle(story, kLimits.participants);

  EXPECT_EQ(refusal_of(story.comes("late", Role::member)), Code::sessionFull);
  EXPECT_EQ(refusal_of(story.comes("guest", Role::member, false)), Code::sessionFull);
}

TEST(Full, StrangersInTheLobbyDoNotKeepOutThoseWhoAreVouchedFor) {
  Story story;
  fill_lobby(story, kLobbyPlaces);
  EXPECT_EQ(refusal_of(story.comes("late", Role::member, false)), Code::rateLimited);

  EXPECT_TRUE(story.comes("fay", Role::facilitator));
  EXPECT_TRUE(story.comes("ada", Role::member));

  EXPECT_FALSE(waits(story, "ada"));
}

TEST(Full, TheLobbyHasPlacesOfItsOwn) {
  Story story = Story::seated();
  fill_circle(story, kLimits.participants - 1);
  fill_lobby(story, kLobbyPlaces);

  EXPECT_EQ(refusal_of(story.comes("late", Role::member, false)), Code::rateLimited);
  story.drops("guest 3");
  EXPECT_TRUE(story.comes("late", Role::member, false));
}

// A newcomer by the members' link, for whom somebody gives way.
command::Enter in_place_of(std::string_view whom) {
  return {.name = "late", .displaces = id_of(whom)};
}

TEST(Full, SomebodyInTheLobbyGivesWayToANewcomer) {
  Story story = Story::seated();
  fill_lobby(story, kLobbyPlaces);

  ASSERT_TRUE(story.says("late", in_place_of("guest 3")));

  EXPECT_TRUE(waits(story, "late"));
  EXPECT_EQ(find(story.session(), id_of("guest 3")), nullptr);
  EXPECT_TRUE(is_lobby_full(story.session()));
}

TEST(Full, NobodyGivesWayIfThereIsAPlaceOrNoneIsNeeded) {
  Story story = Story::seated();
  fill_lobby(story, kLobbyPlaces - 1);
  ASSERT_TRUE(story.says("late", in_place_of("guest 3")));
  ASSERT_TRUE(is_lobby_full(story.session()));

  command::Enter named = in_place_of("guest 3");
  named.named = true;
  EXPECT_TRUE(story.says("cleo", named));
  command::Enter leader = in_place_of("guest 3");
  leader.role = Role::coFacilitator;
  EXPECT_TRUE(story.says("dora", leader));
  EXPECT_TRUE(story.says("ada", in_place_of("guest 3"))) << "she has a chair";
  EXPECT_TRUE(story.says("guest 5", in_place_of("guest 3"))) << "has a place already";

  EXPECT_TRUE(waits(story, "guest 3"));
}

TEST(Full, NobodyWhoSitsOrIsNamedOrUnknownGivesWay) {
  Story story;
  story.comes("ada", Role::member);  // named, and waits for a leader
  fill_lobby(story, kLobbyPlaces);

  for (const std::string_view who : {"ada", "nobody", "late"}) {
    EXPECT_EQ(refusal_of(story.says("late", in_place_of(who))), Code::rateLimited) << who;
  }
  story.comes("fay", Role::facilitator);
  for (const std::string_view who : {"ada", "fay"}) {
    EXPECT_EQ(refusal_of(story.says("late", in_place_of(who))), Code::rateLimited) << who;
  }
}

TEST(Full, ALockedSessionSendsNobodyAwayForANewcomer) {
  Story story = Story::seated();
  fill_lobby(story, kLobbyPlaces);
  ASSERT_TRUE(story.says("fay", command::Lock{true}));

  EXPECT_EQ(refusal_of(story.says("late", in_place_of("guest 3"))), Code::sessionLocked);
  EXPECT_TRUE(waits(story, "guest 3"));
}

TEST(Full, TheLobbyIsNotLetInBeyondTheLimit) {
  Story story = Story::seated();
  story.comes("guest", Role::member, /*named=*/false);
  fill_circle(story, kLimits.participants + 1);  // all but the guest sit

  EXPECT_EQ(refusal_of(story.says("fay", command::Admit{id_of("guest")})), Code::sessionFull);
  story.leaves("oli");
  EXPECT_TRUE(story.says("fay", command::Admit{id_of("guest")}));
}

TEST(Full, ALeaderLetsInNoMoreNamedPeopleThanThereAreChairs) {
  Story story;
  for (int i = 0; i < 20; ++i) story.comes("member " + std::to_string(i), Role::member);

  story.comes("fay", Role::facilitator);

  const auto seated = std::ranges::count_if(story.session().participants, is_seated);
  EXPECT_EQ(seated, 16);
}

TEST(Full, AChairThatIsHeldIsNotGivenAway) {
  Story story = Story::seated();
  fill_circle(story, kLimits.participants);
  story.drops("ada");

  EXPECT_EQ(refusal_of(story.comes("late", Role::member)), Code::sessionFull);
  EXPECT_TRUE(story.comes_back("ada"));
}

TEST(Remove, SendsOutForGood) {
  Story story = Story::seated();
  story.comes("guest", Role::member, /*named=*/false);

  for (const std::string_view who : {"ben", "guest"}) {
    ASSERT_TRUE(story.says("cole", command::Remove{id_of(who)})) << who;
    EXPECT_EQ(dismissal(story.session(), id_of(who)), Code::removed) << who;
    EXPECT_EQ(refusal_of(story.comes_back(who)), Code::removed) << who;
    EXPECT_EQ(refusal_of(story.says("fay", command::Remove{id_of(who)})), Code::unknownParticipant);
  }
}

TEST(Remove, HoldsThroughTheDebriefEvenForThoseWhoNeverSat) {
  Story story = Story::seated();
  story.comes("guest", Role::member, /*named=*/false);
  story.says("fay", command::Remove{id_of("guest")});

  story.go_to("debrief");

  EXPECT_EQ(refusal_of(story.comes("guest", Role::facilitator)), Code::removed);
}

TEST(Remove, ReachesThoseWhoAreNotThere) {
  Story story = Story::seated();
  story.drops("ada");
  story.leaves("ben");

  EXPECT_TRUE(story.says("fay", command::Remove{id_of("ada")}));
  EXPECT_TRUE(story.says("fay", command::Remove{id_of("ben")}));

  EXPECT_EQ(refusal_of(story.comes_back("ben")), Code::removed);
}

TEST(Remove, OfALeaderIsForTheFacilitatorsSeat) {
  Story story = Story::seated();

  EXPECT_EQ(refusal_of(story.says("cole", command::Remove{id_of("fay")})), Code::notPermitted);
  EXPECT_TRUE(story.says("fay", command::Remove{id_of("cole")}));
}

TEST(Remove, OfOneselfIsLeaving) {
  Story story = Story::seated();

  EXPECT_EQ(refusal_of(story.says("fay", command::Remove{id_of("fay")})), Code::notPermitted);
}

}  // namespace
}  // namespace stepback::protocol

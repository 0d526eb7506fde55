// How often people may come to a session, who gives way in a full lobby, and who is marked.

#include "signalling/sessions/newcomers.hpp"

#include <gtest/gtest.h>

#include <string>

#include "protocol/session/lobby.hpp"
#include "tests/support/story.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using protocol::Duration;
using protocol::ParticipantId;
using protocol::Role;
using stepback::test::id_of;
using stepback::test::Story;
namespace command = protocol::command;

Network network(std::uint8_t number) {
  return Network{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, number}};
}

Guest guest(std::string_view who, std::uint8_t from) {
  return {.id = id_of(who), .name = std::string{who}, .network = network(from)};
}

class NewcomersTest : public testing::Test {
 protected:
  /// A newcomer by the members' link knocks. Returns whether the session let them into the lobby.
  bool knocks(const std::string& who, std::uint8_t from) {
    return newcomers.take(story.session(), guest(who, from), now) &&
           enters(guest(who, from)).has_value();
  }
  Story::Outcome enters(const Guest& who) {
    return says(who.id.str(), newcomers.entry(story.session(), who, now));
  }
  Story::Outcome says(std::string_view who, const protocol::Command& wanted) {
    const auto events = story.says(who, wanted);
    if (!events) return events;
    for (const protocol::Event& each : *events) newcomers.follow(story.session(), each);
    return events;
  }
  int waiting_from(std::string_view prefix) const {
    return static_cast<int>(
        std::ranges::count_if(story.session().participants, [&](const auto& each) {
          return protocol::takes_lobby_place(each) && each.name.starts_with(prefix);
        }));
  }
  std::optional<std::string> mark_of(std::string_view who, std::string_view viewer = "fay") const {
    protocol::View view = story.view(viewer);
    newcomers.mark(view);
    const auto found =
        std::ranges::find(view.participants, id_of(who), &protocol::ParticipantView::id);
    if (found == view.participants.end()) throw std::out_of_range{std::string{who}};
    return found->after_removal;
  }

  Story story = Story::seated();
  Newcomers newcomers;
  Duration now{1h};
};

TEST_F(NewcomersTest, OneNetworkBringsSixteenAtOnceAndThenOneEveryFourSeconds) {
  const auto take = [&](const std::string& who) {
    return newcomers.take(story.session(), guest(who, 1), now);
  };
  for (int i = 0; i < 16; ++i) ASSERT_TRUE(take("a" + std::to_string(i))) << i;

  EXPECT_FALSE(take("b"));
  now += 3999ms;
  EXPECT_FALSE(take("b"));
  now += 1ms;
  EXPECT_TRUE(take("b"));
  EXPECT_FALSE(take("c"));
}

TEST_F(NewcomersTest, AllNetworksBringSixtyFourAtOnceAndThenOneASecond) {
  const auto take = [&](std::uint8_t from) {
    return newcomers.take(story.session(), guest("somebody", from), now);
  };
  for (std::uint8_t from = 1; from <= 64; ++from) ASSERT_TRUE(take(from)) << int{from};

  EXPECT_FALSE(take(65));
  now += 999ms;
  EXPECT_FALSE(take(65));
  now += 1ms;
  EXPECT_TRUE(take(65)) << "what was refused for all counts for no network";
}

TEST_F(NewcomersTest, OneNetworkAtAnyRateLeavesRoomForTheOthers) {
  for (int i = 0; i < 10'000; ++i) newcomers.take(story.session(), guest("attacker", 1), now);

  for (std::uint8_t from = 2; from < 50; ++from) {
    EXPECT_TRUE(newcomers.take(story.session(), guest("honest", from), now)) << int{from};
  }
}

TEST_F(NewcomersTest, PeopleWhoAreKnownOrNamedAreNoNewcomers) {
  for (int i = 0; i < 16; ++i) newcomers.take(story.session(), guest("attacker", 1), now);

  EXPECT_TRUE(newcomers.take(story.session(), guest("ada", 1), now));
  Guest named = guest("cleo", 1);
  named.named = true;
  EXPECT_TRUE(newcomers.take(story.session(), named, now));
}

TEST_F(NewcomersTest, SixteenFromOtherNetworksStandInALobbyThatOneNetworkFills) {
  for (int i = 0; i < 16; ++i) ASSERT_TRUE(knocks("attacker " + std::to_string(i), 1));

  for (std::uint8_t from = 2; from <= 17; ++from) {
    EXPECT_TRUE(knocks("honest " + std::to_string(from), from)) << int{from};
    EXPECT_FALSE(knocks("attacker again", 1));
  }

  EXPECT_EQ(waiting_from("honest"), 16);
  now += 4s;
  EXPECT_FALSE(knocks("attacker again", 1)) << "it came more often than the others";
  EXPECT_EQ(waiting_from("honest"), 16);
}

TEST_F(NewcomersTest, TheLatestOfTheNetworkWithTheMostGivesWay) {
  for (int i = 0; i < 7; ++i) ASSERT_TRUE(knocks("few " + std::to_string(i), 1));
  for (int i = 0; i < 9; ++i) ASSERT_TRUE(knocks("many " + std::to_string(i), 2));

  ASSERT_TRUE(knocks("new", 3));

  EXPECT_EQ(find(story.session(), id_of("many 8")), nullptr);
  EXPECT_EQ(waiting_from("many"), 8);
  EXPECT_EQ(waiting_from("few"), 7);
}

TEST_F(NewcomersTest, ANetworkWithAsManyWaitingSendsNobodyAway) {
  for (int i = 0; i < 8; ++i) {
    ASSERT_TRUE(knocks("one " + std::to_string(i), 1));
    ASSERT_TRUE(knocks("two " + std::to_string(i), 2));
  }

  EXPECT_FALSE(knocks("one more", 1));
  EXPECT_FALSE(knocks("two more", 2));
  EXPECT_EQ(waiting_from("one"), 8);
  EXPECT_EQ(waiting_from("two"), 8);
}

TEST_F(NewcomersTest, NobodyGivesWayToSomebodyWhoNeedsNoPlace) {
  for (int i = 0; i < 16; ++i) ASSERT_TRUE(knocks("guest " + std::to_string(i), 1));
  Guest leader = guest("dora", 2);
  leader.role = Role::coFacilitator;
  Guest named = guest("cleo", 2);
  named.named = true;

  EXPECT_TRUE(enters(leader));
  EXPECT_TRUE(enters(named));
  EXPECT_TRUE(enters(guest("ben", 2))) << "he has a chair";
  EXPECT_TRUE(enters(guest("guest 3", 2))) << "by another network now";

  EXPECT_EQ(waiting_from("guest"), 16);
}

TEST_F(NewcomersTest, TheNetworkOfSomebodyWhoWasRemovedIsMarked) {
  ASSERT_TRUE(knocks("Co", 1));
  ASSERT_TRUE(knocks("neighbour", 1));
  ASSERT_TRUE(knocks("stranger", 2));
  EXPECT_EQ(mark_of("neighbour"), std::nullopt);

  ASSERT_TRUE(says("fay", command::Remove{id_of("Co")}));
  ASSERT_TRUE(knocks("again", 1));

  EXPECT_EQ(mark_of("again"), "Co");
  EXPECT_EQ(mark_of("neighbour"), "Co");
  EXPECT_EQ(mark_of("stranger"), std::nullopt);
  EXPECT_EQ(mark_of("again", "again"), std::nullopt) << "leaders alone are told";
  ASSERT_TRUE(says("fay", command::Admit{id_of("again")}));
  EXPECT_EQ(mark_of("again"), std::nullopt) << "a leader has decided";
}

TEST_F(NewcomersTest, TheNetworkIsKnownOfSomebodyWhoHadGoneBeforeTheRemoval) {
  ASSERT_TRUE(knocks("Co", 1));
  ASSERT_TRUE(says("fay", command::Admit{id_of("Co")}));
  ASSERT_TRUE(says("Co", command::Leave{}));
  ASSERT_TRUE(knocks("stranger", 2));

  ASSERT_TRUE(says("fay", command::Remove{id_of("Co")}));
  ASSERT_TRUE(knocks("again", 1));

  EXPECT_EQ(mark_of("again"), "Co");
}

TEST_F(NewcomersTest, TheNewNetworkCountsOfSomebodyWhoWasRecognised) {
  ASSERT_TRUE(knocks("Pia", 1));
  ASSERT_TRUE(says("fay", command::Admit{id_of("Pia")}));
  ASSERT_TRUE(says("Pia", command::Drop{}));
  ASSERT_TRUE(knocks("Pia 2", 2));
  ASSERT_TRUE(says("fay", command::Admit{.participant = id_of("Pia 2"), .as = id_of("Pia")}));

  ASSERT_TRUE(says("fay", command::Remove{id_of("Pia")}));
  ASSERT_TRUE(knocks("one", 1));
  ASSERT_TRUE(knocks("two", 2));

  EXPECT_EQ(mark_of("one"), std::nullopt);
  EXPECT_EQ(mark_of("two"), "Pia");
}

TEST_F(NewcomersTest, ANetworkThatIsNotKnownMarksNobody) {
  Guest unknown = guest("Co", 1);
  unknown.network = {};
  ASSERT_TRUE(enters(unknown));
  ASSERT_TRUE(says("fay", command::Remove{id_of("Co")}));
  unknown.id = id_of("other");
  unknown.name = "other";
  ASSERT_TRUE(enters(unknown));

  EXPECT_EQ(mark_of("other"), std::nullopt);
}

TEST_F(NewcomersTest, TheMarkOfANameGoesBeforeTheMarkOfANetwork) {
  ASSERT_TRUE(knocks("Co", 1));
  ASSERT_TRUE(says("fay", command::Remove{id_of("Co")}));
  ASSERT_TRUE(knocks("Bo", 2));
  ASSERT_TRUE(says("fay", command::Remove{id_of("Bo")}));
  Guest third = guest("third", 1);
  third.name = "BO";
  ASSERT_TRUE(enters(third));

  EXPECT_EQ(mark_of("third"), "Bo");
}

}  // namespace
}  // namespace stepback::signalling::test

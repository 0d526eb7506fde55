// The lead: the facilitator's seat, and everyone who may do a facilitator's work.

#include <gtest/gtest.h>

#include "tests/support/story.hpp"

namespace stepback::protocol {
namespace {

using namespace std::chrono_literals;
using stepback::test::id_of;
using stepback::test::refusal_of;
using stepback::test::Story;

TEST(Lead, TheFirstFacilitatorTakesTheSeat) {
  Story story;
  story.comes("cole", Role::coFacilitator);
  EXPECT_FALSE(story.session().lead);

  story.comes("fay", Role::facilitator);
  story.comes("flo", Role::facilitator);

  EXPECT_EQ(story.seat("fay"), Seat::facilitator);
  EXPECT_EQ(story.seat("flo"), Seat::coFacilitator);
  EXPECT_EQ(story.seat("cole"), Seat::coFacilitator);
}

TEST(Lead, ACoFacilitatorAloneCanHoldAWholeSession) {
  Story story;
  story.comes("cole", Role::coFacilitator);
  story.comes("ada", Role::member);

  for (const Command& command :
       {Command{command::Appoint{id_of("ada")}}, Command{command::Advance{"discussion"}},
        Command{command::Advance{"return"}}, Command{command::Advance{"closing"}},
        Command{command::Advance{"ended"}}}) {
    EXPECT_TRUE(story.says("cole", command));
  }
}

TEST(Lead, ACoFacilitatorLeadsAtOnceWhenTheLeadIsLost) {
  Story story = Story::seated();
  story.go_to("discussion");

  story.drops("fay");

  EXPECT_FALSE(story.session().leaderless_since);
  EXPECT_TRUE(story.says("cole", command::Advance{"return"}));
}

TEST(Lead, TheLeadComesBackToTheirSeatWhenPhaseAndClockHaveGoneOn) {
  Story story = Story::seated();
  story.go_to("discussion");
  const auto until = phase_until(story.session());
  story.drops("fay");
  story.let_pass(4min);

  story.comes_back("fay");

  EXPECT_EQ(story.seat("fay"), Seat::facilitator);
  EXPECT_EQ(story.phase(), "discussion");
  EXPECT_EQ(phase_until(story.session()), until);
}

TEST(Lead, IsHandedOverWithPhaseAndClockAsTheyAre) {
  Story story = Story::seated();
  story.go_to("discussion");
  story.let_pass(3min);
  Session expected = story.session();

  ASSERT_TRUE(story.says("fay", command::Handover{id_of("cole")}));

  expected.lead = id_of("cole");
  ++expected.revision;
  EXPECT_EQ(story.session(), expected);
  EXPECT_EQ(story.seat("cole"), Seat::facilitator);
  EXPECT_EQ(story.seat("fay"), Seat::coFacilitator);
}

TEST(Lead, OnceHandedOverIsTheOthersToGiveBack) {
  Story story = Story::seated();
  story.says("fay", command::Handover{id_of("cole")});

  EXPECT_EQ(refusal_of(story.says("fay", command::Handover{id_of("fay")})), Code::notPermitted);
  EXPECT_TRUE(story.says("cole", command::Handover{id_of("fay")}));
  EXPECT_EQ(story.seat("fay"), Seat::facilitator);
}

TEST(Lead, GoesToAConnectedLeaderOnly) {
  Story story = Story::seated();
  EXPECT_EQ(refusal_of(story.says("fay", command::Handover{id_of("ada")})), Code::notPermitted);
  EXPECT_EQ(refusal_of(story.says("fay", command::Handover{id_of("eve")})),
            Code::unknownParticipant);

  story.drops("cole");
  EXPECT_EQ(refusal_of(story.says("fay", command::Handover{id_of("cole")})), Code::notPermitted);
  story.comes_back("cole");
  story.leaves("cole");
  EXPECT_EQ(refusal_of(story.says("fay", command::Handover{id_of("cole")})),
            Code::unknownParticipant);
}

TEST(Lead, HandedToOneselfChangesNothing) {
  Story story = Story::seated();

  const auto outcome = story.says("fay", command::Handover{id_of("fay")});

  ASSERT_TRUE(outcome);
  EXPECT_TRUE(outcome->empty());
}

TEST(Lead, LeavingFreesTheSeat) {
  Story story = Story::seated();
  EXPECT_FALSE(story.may("cole").take_lead);

  story.leaves("fay");

  EXPECT_FALSE(story.session().lead);
  EXPECT_TRUE(story.may("cole").take_lead);
  EXPECT_FALSE(story.may("ada").take_lead);
}

TEST(Lead, LeavingGivesTheSeatToAnotherConnectedFacilitator) {
  Story story = Story::seated();
  story.comes("far", Role::facilitator);
  story.drops("far");
  story.comes("flo", Role::facilitator);

  const auto outcome = story.leaves("fay");

  ASSERT_TRUE(outcome);
  EXPECT_EQ(*outcome, (std::vector<Event>{ParticipantLeft{id_of("fay")}, LeadTaken{id_of("flo")}}));
  EXPECT_EQ(story.seat("flo"), Seat::facilitator);
}

TEST(Lead, AFacilitatorWhoLeftTakesTheFreeSeatAgain) {
  Story story = Story::seated();
  story.leaves("fay");

  story.comes_back("fay");

  EXPECT_EQ(story.seat("fay"), Seat::facilitator);
}

TEST(Lead, IsTakenByALeaderWhileTheSeatIsFree) {
  Story story = Story::seated();
  story.leaves("fay");

  ASSERT_TRUE(story.says("cole", command::TakeLead{}));

  EXPECT_EQ(story.seat("cole"), Seat::facilitator);
  EXPECT_FALSE(story.may("cole").take_lead);
}

TEST(Lead, IsTakenFromTheGhostOfAFacilitatorWhoIsThenRemoved) {
  Story story = Story::seated();
  story.go_to("discussion");
  story.drops("fay");
  story.comes("fay again", Role::facilitator, /*named=*/false);
  EXPECT_EQ(story.seat("fay again"), Seat::coFacilitator);
  EXPECT_EQ(refusal_of(story.says("fay again", command::Remove{id_of("fay")})), Code::notPermitted);
  EXPECT_TRUE(story.may("fay again").take_lead);

  const auto outcome = story.says("fay again", command::TakeLead{});

  ASSERT_TRUE(outcome);
  EXPECT_EQ(*outcome, (std::vector<Event>{LeadTaken{id_of("fay again")}}));
  EXPECT_EQ(story.seat("fay again"), Seat::facilitator);
  EXPECT_TRUE(story.says("fay again", command::Remove{id_of("fay")}));
  EXPECT_TRUE(story.says("fay again", command::Handover{id_of("cole")}));
}

TEST(Lead, OfAFacilitatorWhoIsHereIsNotTaken) {
  Story story = Story::seated();
  EXPECT_EQ(refusal_of(story.says("cole", command::TakeLead{})), Code::notPermitted);
  EXPECT_EQ(refusal_of(story.says("ada", command::TakeLead{})), Code::notPermitted);

  const auto again = story.says("fay", command::TakeLead{});

  ASSERT_TRUE(again);
  EXPECT_TRUE(again->empty());
}

TEST(Lead, ComesBackToAReturningFacilitatorByHandover) {
  Story story = Story::seated();
  story.drops("fay");
  story.says("cole", command::TakeLead{});

  story.comes_back("fay");

  EXPECT_EQ(story.seat("fay"), Seat::coFacilitator);
  EXPECT_EQ(refusal_of(story.says("fay", command::TakeLead{})), Code::notPermitted);
  EXPECT_TRUE(story.says("cole", command::Handover{id_of("fay")}));
  EXPECT_EQ(story.seat("fay"), Seat::facilitator);
}

TEST(Lead, OfSomeoneCutOffLeadsNothing) {
  Story story = Story::seated();
  story.go_to("discussion");
  story.drops("fay");

  EXPECT_EQ(refusal_of(story.says("fay", command::Advance{"return"})), Code::notJoined);
  EXPECT_EQ(refusal_of(story.says("fay", command::Remove{id_of("cole")})), Code::notJoined);
}

}  // namespace
}  // namespace stepback::protocol

// A group of peers: a leader presents a case, and another one leads meanwhile.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "protocol/session/signals.hpp"
#include "tests/support/story.hpp"

namespace stepback::protocol {
namespace {

using namespace std::chrono_literals;
using stepback::test::id_of;
using stepback::test::refusal_of;
using stepback::test::small_template;
using stepback::test::Story;
using testing::Contains;
using testing::Not;

// Fay, who holds the facilitator's seat, presents in this phase. Cole leads.
Story fay_presents_in(std::string_view phase, SessionTemplate template_ = small_template()) {
  Story story = Story::seated(std::move(template_));
  EXPECT_TRUE(story.says("cole", command::Appoint{id_of("fay")}));
  while (story.phase() != phase) {
    const std::size_t next = story.session().phase + 1;
    EXPECT_TRUE(story.says("cole", command::Advance{story.session().template_.phases[next].name}));
  }
  return story;
}

std::vector<LeaderAct> acts(const Story& story, std::string_view viewer, std::string_view whom) {
  const View shown = story.view(viewer);
  const auto found = std::ranges::find(shown.participants, id_of(whom), &ParticipantView::id);
  return found->can.value_or(std::vector<LeaderAct>{});
}

TEST(Peers, ALeaderMayPresentWhileAnotherLeaderIsConnected) {
  Story story = Story::seated();
  EXPECT_THAT(acts(story, "fay", "fay"), Contains(LeaderAct::appoint));
  EXPECT_THAT(acts(story, "fay", "cole"), Contains(LeaderAct::appoint));

  story.drops("cole");

  EXPECT_THAT(acts(story, "fay", "fay"), Not(Contains(LeaderAct::appoint)));
  EXPECT_EQ(refusal_of(story.says("fay", command::Appoint{id_of("fay")})), Code::notPermitted);
  EXPECT_TRUE(story.says("fay", command::Appoint{id_of("cole")})) << "Fay leads on";
}

TEST(Peers, AnObserverNeverPresents) {
  Story story = Story::seated();
  EXPECT_EQ(refusal_of(story.says("fay", command::Appoint{id_of("oli")})), Code::notPermitted);
}

TEST(Peers, ThePresenterGivesTheFacilitatorsSeatToAnotherLeaderInTheSameChange) {
  Story story = Story::seated();

  const auto outcome = story.says("fay", command::Appoint{id_of("fay")});

  ASSERT_TRUE(outcome);
  EXPECT_EQ(*outcome,
            (std::vector<Event>{PresenterAppointed{id_of("fay"), 1}, LeadTaken{id_of("cole")}}));
  EXPECT_EQ(story.seat("fay"), Seat::presenter);
  EXPECT_EQ(story.seat("cole"), Seat::facilitator);
}

TEST(Peers, AFacilitatorComesBeforeACoFacilitatorForThatSeat) {
  Story story = Story::seated();
  story.comes("flo", Role::facilitator);

  story.says("fay", command::Appoint{id_of("fay")});

  EXPECT_EQ(story.seat("flo"), Seat::facilitator);
}

TEST(Peers, APresentingCoFacilitatorLeavesTheSeatWhereItIs) {
  Story story = Story::seated();

  story.says("fay", command::Appoint{id_of("cole")});

  EXPECT_EQ(story.seat("fay"), Seat::facilitator);
  EXPECT_EQ(story.seat("cole"), Seat::presenter);
}

TEST(Peers, ALeaderWhoPresentsDoesNotLead) {
  Story story = fay_presents_in("discussion");

  EXPECT_EQ(refusal_of(story.says("fay", command::Advance{"return"})), Code::notPermitted);
  EXPECT_EQ(refusal_of(story.says("fay", command::Admit{id_of("ben")})), Code::notPermitted);
  EXPECT_EQ(refusal_of(story.says("fay", command::TakeLead{})), Code::notPermitted);
  EXPECT_EQ(refusal_of(story.says("cole", command::Handover{id_of("fay")})), Code::notPermitted);
  EXPECT_EQ(story.may("fay"), (Permissions{.hear = true, .come_back = true}));
  EXPECT_FALSE(story.view("fay").session.next);
  EXPECT_EQ(story.audience("fay", Media::audio), std::vector<std::string>{});
}

TEST(Peers, TheyAreNotShownTheLobbyNorTheSignalsOfOthers) {
  Story story = fay_presents_in("discussion");
  story.comes("guest", Role::member, /*named=*/false);
  Signals signals;
  for (const char* sender : {"ada", "fay"}) {
    ASSERT_TRUE(send_signal(signals, story.session(), id_of(sender), SignalKind::help,
                            SignalId{sender}, story.now()));
  }
  const auto shown_to = [&](std::string_view who) {
    return view(story.session(), signals, LiveFacts{}, story.person(who));
  };

  EXPECT_EQ(shown_to("cole").signals.size(), 2U);
  ASSERT_EQ(shown_to("fay").signals.size(), 1U);
  EXPECT_EQ(shown_to("fay").signals.front().from, id_of("fay"));
  EXPECT_THAT(shown_to("fay").participants,
              Not(Contains(testing::Field(&ParticipantView::id, id_of("guest")))));
  EXPECT_THAT(shown_to("guest").participants,
              Not(Contains(testing::Field(&ParticipantView::id, id_of("fay")))));
}

TEST(Peers, WithoutTheOtherLeaderTheSessionIsHeldAndThenClosed) {
  Story story = fay_presents_in("discussion");
  story.drops("cole");
  EXPECT_EQ(story.session().leaderless_since, story.now());

  story.let_pass(2min - 1ms);
  EXPECT_FALSE(story.session().held_since);
  story.let_pass(1ms);
  EXPECT_TRUE(story.session().held_since);
  story.let_pass(3min);

  EXPECT_EQ(story.phase(), "closing");
  EXPECT_FALSE(story.may("fay").lead);
  EXPECT_TRUE(story.session().leaderless_since);
}

TEST(Peers, APresentingLeaderWhoReconnectsEndsNoHold) {
  Story story = fay_presents_in("discussion");
  story.drops("fay");
  story.drops("cole");
  story.let_pass(3min);

  ASSERT_TRUE(story.comes_back("fay"));
  EXPECT_TRUE(story.session().held_since);
  EXPECT_EQ(story.seat("fay"), Seat::presenter);
  ASSERT_TRUE(story.comes_back("cole"));

  EXPECT_FALSE(story.session().held_since);
  EXPECT_FALSE(story.session().leaderless_since);
}

TEST(Peers, APresentingFacilitatorWhoComesBackDoesNotTakeTheFreeSeat) {
  Story story = fay_presents_in("presentation");
  story.leaves("cole");
  EXPECT_FALSE(story.session().lead) << "Fay presents and does not follow";

  story.drops("fay");
  story.comes_back("fay");

  EXPECT_FALSE(story.session().lead);
}

TEST(Peers, TheyLeadAgainWhenSomebodyElsePresents) {
  Story story = fay_presents_in("presentation");

  ASSERT_TRUE(story.says("cole", command::Appoint{id_of("ada")}));

  EXPECT_TRUE(story.may("fay").lead);
  EXPECT_EQ(story.seat("fay"), Seat::coFacilitator) << "the seat comes back by handover";
  EXPECT_TRUE(story.says("cole", command::Handover{id_of("fay")}));
  EXPECT_EQ(story.seat("fay"), Seat::facilitator);
}

TEST(Peers, ThePresenterUntilNowLeadsForTheNextPresenter) {
  Story story = fay_presents_in("presentation");

  ASSERT_TRUE(story.says("cole", command::Appoint{id_of("cole")}));

  EXPECT_EQ(story.seat("fay"), Seat::facilitator);
  EXPECT_EQ(story.seat("cole"), Seat::presenter);
  EXPECT_TRUE(story.says("fay", command::Advance{"clarification"}));
}

TEST(Peers, TheyLeadAgainInTheNextCase) {
  Story story = fay_presents_in("return");
  EXPECT_FALSE(story.may("fay").lead);

  ASSERT_TRUE(story.says("cole", command::Advance{"presentation"}));

  EXPECT_TRUE(story.may("fay").lead);
}

TEST(Peers, TheyLeadAgainInTheDebrief) {
  Story story = fay_presents_in("debrief");

  EXPECT_TRUE(story.may("fay").lead);
  EXPECT_TRUE(story.says("fay", command::Advance{"ended"}));
}

TEST(Peers, ADebriefThatTheClockBeginsGivesTheSessionItsLeaderBack) {
  SessionTemplate template_ = small_template();
  template_.phases[*template_.find("closing")].ends_by = EndsBy::clock;
  Story story = fay_presents_in("closing", std::move(template_));
  story.drops("cole");

  story.let_pass(9min);

  ASSERT_EQ(story.phase(), "debrief");
  EXPECT_FALSE(story.session().leaderless_since);
  EXPECT_TRUE(story.may("fay").lead);
}

}  // namespace
}  // namespace stepback::protocol

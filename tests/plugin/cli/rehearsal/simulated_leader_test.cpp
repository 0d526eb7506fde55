// A simulated facilitator (Amina's chair) with three simulated members (Farid, Maria, Lena's chair
// aside) and a person: Jonas.

#include "plugin/cli/rehearsal/simulated_leader.hpp"

#include <gtest/gtest.h>

#include <array>

#include "tests/plugin/cli/group.hpp"

namespace stepback::cli::rehearsal {
namespace {

using namespace stepback::test;

/// "admit p3", "appoint p3", "advance opening", "microphone", or empty for nothing.
std::string word(const std::optional<Action>& action) {
  if (!action) return {};
  if (const auto* each = std::get_if<actions::Admit>(&*action)) return "admit " + each->participant;
  if (const auto* each = std::get_if<actions::AdmitAs>(&*action)) {
    return "admit " + each->participant + " as " + each->as;
  }
  if (const auto* each = std::get_if<actions::AdmitNew>(&*action)) {
    return "admit " + each->participant + " new";
  }
  if (const auto* each = std::get_if<actions::Appoint>(&*action)) {
    return "appoint " + each->participant;
  }
  if (const auto* each = std::get_if<actions::Advance>(&*action)) return "advance " + each->phase;
  return std::holds_alternative<actions::OpenMicrophone>(*action) ? "microphone" : "other";
}

class SimulatedLeaderTest : public testing::Test {
 protected:
  SimulatedLeaderTest() {
    for (const char* each : {"p1", "p2", "p4"}) {
      troupe.expect_one_more();
      troupe.add(each);
    }
  }

  /// Before the session, everyone a member in the circle, the leader's microphone open.
  static TestState gathering() {
    TestState state = seen_by(group(), "Amina");
    state.begun_at = 0;
    state.return_at = 0;
    state.phase_name = "gathering";
    state.phase_until = 0;
    person(state, "Farid").seat = STEPBACK_SEAT_MEMBER;
    person(state, "Amina").audio = true;
    state = with_next(state, "presentation", STEPBACK_DOES_BEGIN);
    state.appoints = STEPBACK_APPOINTS_FIRST;
    return state;
  }
  static TestState presented_by_jonas(TestState state) {
    person(state, "Farid").seat = STEPBACK_SEAT_MEMBER;
    person(state, "Jonas").seat = STEPBACK_SEAT_PRESENTER;
    person(state, "Amina").audio = true;
    return state;
  }

  Troupe troupe;
  SimulatedLeader leader{troupe, 20'000};
};

TEST_F(SimulatedLeaderTest, LetsInWhoeverWaits) {
  TestState state = gathering();
  for (const char* each : {"Jonas", "Maria"}) {
    person(state, each).channel = STEPBACK_CHANNEL_LOBBY;
    person(state, each).can.admit = 1;
  }
  EXPECT_EQ(word(leader.next(state, kNow)), "admit p3");
  person(state, "Jonas").channel = STEPBACK_CHANNEL_CIRCLE;
  EXPECT_EQ(word(leader.next(state, kNow)), "admit p4");
}

TEST_F(SimulatedLeaderTest, RecognisesThePersonWhoComesBackAsSomebodyElse) {
  static constexpr std::array kAway{"p4", "p3"};  // Maria, simulated, and Jonas, who presents
  TestState state = presented_by_jonas(seen_by(group_with_farid_stepped_back(), "Amina"));
  person(state, "Jonas").connected = 0;
  stepback_participant waiting = ole();
  waiting.could = kAway.data();
  waiting.could_count = kAway.size();
  state.add(waiting);
  EXPECT_EQ(word(leader.next(state, kNow)), "admit p6 as p3");

  troupe.expect_one_more();
  troupe.add("p6");  // one of the simulated people, who is late
  EXPECT_EQ(word(leader.next(state, kNow)), "admit p6 new");
}

TEST_F(SimulatedLeaderTest, AppointsThePersonAndBeginsAfterTheGathering) {
  TestState state = gathering();
  EXPECT_EQ(word(leader.next(state, kNow)), "appoint p3");
  person(state, "Jonas").seat = STEPBACK_SEAT_PRESENTER;
  EXPECT_EQ(word(leader.next(state, kNow + 1000)), "");
  EXPECT_EQ(word(leader.next(state, kNow + 19'999)), "");
  EXPECT_EQ(word(leader.next(state, kNow + 20'000)), "advance presentation");
}

TEST_F(SimulatedLeaderTest, WaitsForAPersonAsLongAsItTakes) {
  TestState state = gathering();
  person(state, "Jonas").connected = false;
  EXPECT_EQ(word(leader.next(state, kNow)), "");
  EXPECT_EQ(word(leader.next(state, kNow + 3'600'000)), "");
  person(state, "Jonas").connected = true;
  person(state, "Jonas").seat = STEPBACK_SEAT_PRESENTER;
  EXPECT_EQ(word(leader.next(state, kNow + 3'600'000)), "") << "their time begins now";
}

TEST_F(SimulatedLeaderTest, TakesNobodyForAPersonBeforeTheTroupeIsKnown) {
  troupe.expect_one_more();
  EXPECT_EQ(word(leader.next(gathering(), kNow)), "");
  troupe.add("p6");
  EXPECT_EQ(word(leader.next(gathering(), kNow)), "appoint p3");
}

TEST_F(SimulatedLeaderTest, GoesOnWhenAPhasesPlannedTimeIsOver) {
  TestState state = presented_by_jonas(seen_by(group(), "Amina"));
  EXPECT_EQ(word(leader.next(state, state.phase_until - 1)), "");
  EXPECT_EQ(word(leader.next(state, state.phase_until)), "advance discussion");
}

TEST_F(SimulatedLeaderTest, InvitesThePresenterBackAtTheReturnPoint) {
  TestState state = presented_by_jonas(seen_by(group_with_farid_stepped_back(), "Amina"));
  person(state, "Farid").channel = STEPBACK_CHANNEL_CIRCLE;
  person(state, "Jonas").channel = STEPBACK_CHANNEL_OBSERVER;
  state.phase_until = state.return_at + 60'000;
  EXPECT_EQ(word(leader.next(state, state.return_at - 1)), "");
  EXPECT_EQ(word(leader.next(state, state.return_at)), "advance return");
}

TEST_F(SimulatedLeaderTest, EndsTheSessionAfterItsClosing) {
  TestState state = presented_by_jonas(seen_by(group(), "Amina"));
  state.phase_name = "closing";
  state = with_next(state, "debrief", STEPBACK_DOES_DEBRIEF);
  EXPECT_EQ(word(leader.next(state, state.phase_until)), "advance ended");
  state.ended_at = state.phase_until;
  EXPECT_EQ(word(leader.next(state, state.phase_until + 1000)), "");
}

TEST_F(SimulatedLeaderTest, EndsTheSessionWhereNothingElseFollows) {
  TestState state = presented_by_jonas(seen_by(group(), "Amina"));
  state = with_next(state, "ended", STEPBACK_DOES_END);
  EXPECT_EQ(word(leader.next(state, state.phase_until)), "advance ended");
}

TEST_F(SimulatedLeaderTest, AppointsThePersonAgainInTheNextCase) {
  TestState state = presented_by_jonas(seen_by(group(), "Amina"));
  state = with_next(state, "presentation", STEPBACK_DOES_HEAR_NEXT);
  state.appoints = STEPBACK_APPOINTS_NEXT;
  EXPECT_EQ(word(leader.next(state, state.phase_until)), "advance presentation");
  person(state, "Jonas").seat = STEPBACK_SEAT_MEMBER;
  state.appoints = STEPBACK_APPOINTS_FIRST;
  EXPECT_EQ(word(leader.next(state, kNow)), "appoint p3");
}

TEST_F(SimulatedLeaderTest, TheClockStandsWhileTheSessionIsHeld) {
  TestState state = presented_by_jonas(seen_by(group(), "Amina"));
  state.held = true;
  EXPECT_EQ(word(leader.next(state, state.phase_until + 60'000)), "");
}

TEST_F(SimulatedLeaderTest, SaysAFewWordsAtTheBeginningOfEachPhaseAndThenListens) {
  TestState state = presented_by_jonas(seen_by(group(), "Amina"));
  leader.next(state, kNow);
  EXPECT_EQ(leader.wish(state), Wish::first);
  leader.take_turn();
  EXPECT_EQ(leader.wish(state), Wish::none);
  state.phase_name = "discussion";
  leader.next(state, kNow + 1000);
  EXPECT_EQ(leader.wish(state), Wish::first);
  person(state, "Amina").audio = false;
  EXPECT_EQ(leader.wish(state), Wish::none);
}

TEST_F(SimulatedLeaderTest, OpensItsOwnMicrophone) {
  TestState state = gathering();
  person(state, "Amina").audio = false;
  leader.next(state, kNow);
  EXPECT_EQ(word(leader.next(state, kNow + 500)), "microphone");
}

}  // namespace
}  // namespace stepback::cli::rehearsal

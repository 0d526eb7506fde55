#include "plugin/cli/words/narration.hpp"

#include <gmock/gmock.h>

#include "plugin/cli/words/sentences.hpp"
#include "tests/plugin/cli/group.hpp"

namespace stepback::cli {
namespace {

using test::group;
using test::group_with_farid_stepped_back;
using test::kNow;
using test::person;
using test::seen_by;
using test::TestState;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Narration : public ::testing::Test {
 protected:
  void SetUp() override { test::use_utc(); }
};

/// From the clarification to the discussion, as someone sees it.
std::vector<std::string> step_back_seen_by(std::string_view name) {
  const TestState before = seen_by(group(), name);
  const TestState after = seen_by(group_with_farid_stepped_back(), name);
  return narrate(&before, after, kNow);
}

TEST_F(Narration, TellsTheCircleThatThePresenterHasSteppedBack) {
  EXPECT_THAT(step_back_seen_by("Jonas"),
              ElementsAre("Discussion. Planned until 14:45, in 18 minutes.",
                          "Farid has stepped back. Nobody hears or sees Farid. Return planned for "
                          "14:45, in 18 minutes."));
}

TEST_F(Narration, TellsThePresenterWhatSteppingBackMeans) {
  EXPECT_THAT(step_back_seen_by("Farid"),
              Contains("You have stepped back. Nobody hears or sees you. You hear everyone. Return "
                       "planned for 14:45, in 18 minutes."));
}

TEST_F(Narration, SaysNothingMoreOfTheMicrophoneThatTheStepBackCloses) {
  TestState before = seen_by(group(), "Farid");
  person(before, "Farid").audio = true;
  const TestState after = seen_by(group_with_farid_stepped_back(), "Farid");

  EXPECT_THAT(narrate(&before, after, kNow), Each(Not(HasSubstr("icrophone"))));
}

TEST_F(Narration, InvitesThePresenterBackAndLeavesTheMicrophoneToThem) {
  const TestState before = seen_by(group_with_farid_stepped_back(), "Farid");
  TestState after = seen_by(group(), "Farid");
  after.phase_name = "return";
  after.phase_title = "Return";

  EXPECT_THAT(narrate(&before, after, kNow),
              ElementsAre("Return. Planned until 14:30, in 3 minutes.",
                          "You are invited back. Type `mic on` when you are ready."));
}

TEST_F(Narration, TellsOthersThatThePresenterIsInvitedBack) {
  const TestState before = group_with_farid_stepped_back();
  const TestState after = group();

  EXPECT_THAT(narrate(&before, after, kNow), Contains("Farid is invited back."));
}

TEST_F(Narration, TellsLeadersAloneOfALateStart) {
  TestState before = seen_by(group(), "Amina");
  TestState after = seen_by(group_with_farid_stepped_back(), "Amina");
  after.return_at = kNow + 20 * kMinuteMs;
  after.phase_until = after.return_at;
  after.return_moved = STEPBACK_RETURN_MOVED_LATE_START;
  after.return_moved_from = before.return_at;

  EXPECT_THAT(narrate(&before, after, kNow),
              Contains("The step back began late, so the return was moved from 14:45. Return "
                       "planned for 14:47, in 20 minutes."));
}

TEST_F(Narration, TellsLeadersAloneThatAHoldMovedTheReturn) {
  TestState before = group_with_farid_stepped_back();
  before.held = 1;
  before.held_since = kNow - 4 * kMinuteMs;
  TestState after = group_with_farid_stepped_back();
  after.return_at = before.return_at + 4 * kMinuteMs;
  const std::string planned = "Return planned for 14:49, in 22 minutes.";
  EXPECT_THAT(narrate(&before, after, kNow), Contains(planned));

  TestState to_leader = seen_by(after, "Amina");
  to_leader.return_moved = STEPBACK_RETURN_MOVED_HOLD;
  to_leader.return_moved_from = before.return_at;
  const TestState of_leader = seen_by(before, "Amina");
  EXPECT_THAT(narrate(&of_leader, to_leader, kNow),
              Contains("The session stood still for 4 minutes. " + planned));

  // The next state tells it no more.
  EXPECT_THAT(narrate(&to_leader, to_leader, kNow), IsEmpty());
}

TEST_F(Narration, TellsEveryoneOfAMovedReturn) {
  const TestState before = group_with_farid_stepped_back();
  TestState after = before;
  after.return_at += 5 * kMinuteMs;

  EXPECT_THAT(narrate(&before, after, kNow),
              ElementsAre("Return planned for 14:50, in 23 minutes."));
}

TEST_F(Narration, TellsLeadersHowThePresenterHears) {
  const TestState before = seen_by(group_with_farid_stepped_back(), "Amina");
  TestState after = before;
  person(after, "Farid").hearing = STEPBACK_HEARING_POOR;

  EXPECT_THAT(narrate(&before, after, kNow), ElementsAre("Farid hears the circle poorly."));
}

TEST_F(Narration, TellsLeadersThatItIsNotKnownHowThePresenterHears) {
  const TestState after = seen_by(group_with_farid_stepped_back(), "Amina");
  TestState before = after;
  person(before, "Farid").hearing = STEPBACK_HEARING_OK;

  EXPECT_THAT(narrate(&before, after, kNow),
              ElementsAre("Farid is connected. The device has not said whether Farid hears."));

  TestState gone = after;
  person(gone, "Farid").connected = false;
  EXPECT_THAT(narrate(&before, gone, kNow),
              ElementsAre("Farid is not connected and hears nothing."));
}

TEST_F(Narration, TellsThatAConnectionDoesNotAnswer) {
  const TestState before = seen_by(group_with_farid_stepped_back(), "Amina");
  TestState after = before;
  person(after, "Farid").answers = STEPBACK_ANSWERS_NO;

  EXPECT_THAT(narrate(&before, after, kNow),
              ElementsAre("The connection of Farid does not answer now."));
  TestState again = after;
  person(again, "Farid").answers = STEPBACK_ANSWERS_YES;
  EXPECT_THAT(narrate(&after, again, kNow),
              ElementsAre("The connection of Farid answers again.",
                          "It is not known yet whether Farid hears."));
  TestState gone = after;
  person(gone, "Farid").connected = false;
  EXPECT_THAT(narrate(&after, gone, kNow),
              ElementsAre("Farid is not connected and hears nothing."));
}

TEST_F(Narration, TellsThatASteppedBackPresenterIsNotConnected) {
  const TestState before = group_with_farid_stepped_back();
  TestState after = before;
  person(after, "Farid").connected = false;

  EXPECT_THAT(narrate(&before, after, kNow),
              ElementsAre("Farid is not connected and hears nothing."));
  EXPECT_THAT(narrate(&after, before, kNow), ElementsAre("Farid is back, still stepped back."));
}

TEST_F(Narration, TellsPeopleComingAndGoing) {
  TestState before = group();
  TestState after = group();
  before.remove("Maria");
  person(after, "Amina").connected = false;

  EXPECT_THAT(narrate(&before, after, kNow),
              ElementsAre("Amina is not connected. The seat is kept.", "Maria is here."));
  EXPECT_THAT(narrate(&after, before, kNow), ElementsAre("Amina is back.", "Maria has left."));
}

TEST_F(Narration, DeclaresObservers) {
  TestState before = group();
  before.remove("Lena");

  EXPECT_THAT(narrate(&before, group(), kNow), ElementsAre("Lena is here as an observer."));
}

TEST_F(Narration, TellsLeadersWhoWaitsOutside) {
  const TestState before = seen_by(group(), "Amina");
  TestState after = before;
  after.add(test::ole());

  EXPECT_THAT(narrate(&before, after, kNow),
              ElementsAre("Ole waits outside. Type `admit Ole` to let them in."));
}

TEST_F(Narration, TellsWhoWaitsOutsideWhatTheyWaitFor) {
  TestState state = group();
  person(state, "Jonas").channel = STEPBACK_CHANNEL_LOBBY;

  EXPECT_THAT(narrate(nullptr, state, kNow),
              ElementsAre("You wait outside until you are let in. Leading: Amina."));
}

TEST_F(Narration, WelcomesWhoIsLetIn) {
  TestState before = group();
  person(before, "Jonas").channel = STEPBACK_CHANNEL_LOBBY;

  const auto lines = narrate(&before, group(), kNow);

  ASSERT_GE(lines.size(), 3U);
  EXPECT_EQ(lines[0], "You have been let in.");
  EXPECT_EQ(lines[1], "You are in \"Tuesday group\" as Jonas, member.");
}

TEST_F(Narration, TellsALatecomerOfTheStepBack) {
  EXPECT_THAT(narrate(nullptr, group_with_farid_stepped_back(), kNow),
              Contains(HasSubstr("Farid has stepped back.")));
}

TEST_F(Narration, TellsWhoseHandClosedTheMicrophone) {
  TestState before = group();
  person(before, "Jonas").audio = true;
  const TestState after = group();

  EXPECT_THAT(narrate(&before, after, kNow),
              ElementsAre(HasSubstr("A leader has closed your microphone.")));
  EXPECT_THAT(narrate(&before, after, kNow, {.closed_own_microphone = true}),
              ElementsAre("Your microphone is closed."));
  EXPECT_THAT(narrate(&before, after, kNow, {.reconnected = true}),
              ElementsAre(HasSubstr("since the connection was lost")));
}

TEST_F(Narration, TellsAMemberWhenToListenAndWhenToSpeak) {
  TestState listening = group();
  listening.may.speak = false;
  const TestState speaking = group();

  EXPECT_THAT(narrate(&speaking, listening, kNow),
              ElementsAre("You listen in this phase: your microphone is closed."));
  EXPECT_THAT(narrate(&listening, speaking, kNow),
              ElementsAre("You may speak. Type `mic on` when you want to."));
}

TEST_F(Narration, TellsOfTheHeldSession) {
  const TestState before = group();
  TestState after = before;
  after.held = true;
  after.held_since = kNow;

  EXPECT_THAT(narrate(&before, after, kNow), ElementsAre(HasSubstr("The clock stands still")));
  EXPECT_THAT(narrate(&after, before, kNow), ElementsAre(HasSubstr("The clock goes on")));
}

TEST_F(Narration, CountsFromTheHoldWhileTheClockStandsStill) {
  TestState before = group();
  TestState after = group_with_farid_stepped_back();
  before.held = after.held = true;
  after.held_since = kNow;

  EXPECT_THAT(narrate(&before, after, kNow + 4 * kMinuteMs),
              Contains(HasSubstr("14:45, in 18 minutes")));
}

TEST_F(Narration, TellsOfTheNextCaseAndItsPresenter) {
  TestState before = group();
  before.cases = 2;
  TestState after = before;
  after.case_number = 2;
  person(after, "Farid").seat = STEPBACK_SEAT_MEMBER;
  person(after, "Jonas").seat = STEPBACK_SEAT_PRESENTER;

  EXPECT_THAT(narrate(&before, after, kNow),
              ElementsAre("Case 2 of 2 begins.", "You present this case."));
}

TEST_F(Narration, TellsWhoLeads) {
  TestState before = group();
  person(before, "Maria").role = STEPBACK_ROLE_CO_FACILITATOR;
  person(before, "Maria").seat = STEPBACK_SEAT_CO_FACILITATOR;
  TestState after = before;
  person(after, "Amina").seat = STEPBACK_SEAT_CO_FACILITATOR;
  person(after, "Maria").seat = STEPBACK_SEAT_FACILITATOR;

  EXPECT_THAT(narrate(&before, after, kNow), ElementsAre("Maria leads now."));
  const TestState to_maria = seen_by(after, "Maria");
  const TestState of_maria = seen_by(before, "Maria");
  EXPECT_THAT(narrate(&of_maria, to_maria, kNow), ElementsAre("You lead now."));
}

TEST_F(Narration, TellsALeaderThatTheLeadMayBeTaken) {
  TestState before = group();
  person(before, "Maria").role = STEPBACK_ROLE_CO_FACILITATOR;
  person(before, "Maria").seat = STEPBACK_SEAT_CO_FACILITATOR;
  TestState away = before;
  person(away, "Amina").connected = false;
  TestState of_maria = seen_by(away, "Maria");
  of_maria.may.take_lead = 1;
  const TestState maria_before = seen_by(before, "Maria");

  EXPECT_THAT(narrate(&maria_before, of_maria, kNow),
              ElementsAre("Amina is not connected. The seat is kept.",
                          "Amina is away. Type `lead` to take the lead."));

  TestState free = before;
  free.remove("Amina");
  TestState to_maria = seen_by(free, "Maria");
  to_maria.may.take_lead = 1;
  EXPECT_THAT(narrate(&maria_before, to_maria, kNow),
              ElementsAre("Amina has left.",
                          "The facilitator's seat is free. Type `lead` to take the lead."));

  TestState taken = free;
  person(taken, "Maria").seat = STEPBACK_SEAT_FACILITATOR;
  EXPECT_THAT(narrate(&free, taken, kNow), ElementsAre("Maria leads now."));
}

TEST_F(Narration, TellsOfRaisedHands) {
  const TestState before = group();
  TestState after = before;
  person(after, "Maria").hand = true;
  person(after, "Jonas").hand = true;

  EXPECT_THAT(narrate(&before, after, kNow),
              ElementsAre("Maria raises a hand.", "Your hand is up."));
}

// A debrief: the members are gone, and leaders alone have a place.
TEST_F(Narration, TellsThatTheGroupHasGoneInOneSentence) {
  TestState before = seen_by(group(), "Amina");
  stepback_phase debrief{};
  debrief.name = "debrief";
  debrief.title = "Leaders' debrief";
  debrief.leaders_only = 1;
  before.add(debrief);
  TestState after = before;
  after.phase_name = "debrief";
  after.phase_title = "Leaders' debrief";
  after.phase_until = 0;
  for (const char* gone : {"Farid", "Jonas", "Maria", "Lena"}) after.remove(gone);

  EXPECT_THAT(narrate(&before, after, kNow),
              ElementsAre("Leaders' debrief.", "The group has gone. Only leaders are here."));
  EXPECT_THAT(narrate(nullptr, after, kNow),
              Contains("The group has gone. Only leaders are here."));
}

TEST_F(Narration, SaysNothingOfRightsWhenTheSessionEnds) {
  for (const char* name : {"Amina", "Farid", "Jonas"}) {
    TestState before = seen_by(group_with_farid_stepped_back(), name);
    person(before, name).hand = person(before, name).audio = name != std::string_view{"Farid"};
    TestState after = before;
    after.ended_at = kNow;
    after.phase_name = "ended";
    after.phase_title = "Ended";
    after.phase_until = after.return_at = 0;
    after.may = {};
    person(after, name).hand = person(after, name).audio = 0;
    person(after, "Farid").channel = STEPBACK_CHANNEL_CIRCLE;

    EXPECT_THAT(narrate(&before, after, kNow), ElementsAre("Ended.")) << name;
  }
}

TEST_F(Narration, TellsEverybodyWhoseDeviceRecords) {
  for (const char* name : {"Amina", "Farid", "Jonas", "Lena"}) {
    const TestState before = seen_by(group_with_farid_stepped_back(), name);
    TestState after = before;
    person(after, "Lena").records = 1;
    const bool own = std::string_view{name} == "Lena";

    EXPECT_THAT(
        narrate(&before, after, kNow),
        ElementsAre(own ? "Your device records. Everybody sees that." : "Lena's device records."))
        << name;
    EXPECT_THAT(
        narrate(&after, before, kNow),
        ElementsAre(own ? "Your device records no longer." : "Lena's device records no longer."))
        << name;
    EXPECT_THAT(narrate(nullptr, after, kNow), Contains(HasSubstr("device records."))) << name;
    EXPECT_THAT(narrate(&after, after, kNow), IsEmpty());
    EXPECT_THAT(sentences::who(after).at(4), HasSubstr("records")) << name;
  }
}

TEST_F(Narration, IsSilentWhenNothingForPeopleHasChanged) {
  const TestState before = group();
  TestState after = before;
  ++after.revision;
  person(after, "Maria").audio = true;

  EXPECT_THAT(narrate(&before, after, kNow), IsEmpty());
}

}  // namespace
}  // namespace stepback::cli

#include "plugin/cli/person/participation.hpp"

#include <gmock/gmock.h>

#include <array>

#include "tests/plugin/cli/part.hpp"

namespace stepback::cli {
namespace {

using std::chrono::seconds;
using test::group;
using test::kNow;
using test::kTwoOClock;
using test::person;
using test::seen_by;
using test::TestState;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ParticipationTest : public test::Part {};

TEST_F(ParticipationTest, TurnsTypedLinesIntoCommands) {
  Participation part = make();
  TestState state = seen_by(group(), "Amina");
  join(part, state);

  for (const char* line :
       {"appoint jo", "advance disc", "next", "remove Maria", "remove p4 close-link", "mute p4",
        "handover farid", "lock on", "mic on", "hand up", "say Hello all", "signal tech",
        "return-at +5", "return-at at 50", "return-at 14:40", "lead"}) {
    part.line(line);
  }

  EXPECT_THAT(
      module.calls,
      ElementsAre("appoint p3", "advance discussion", "advance discussion", "remove p4",
                  "remove p4 and close the link", "mute p4", "handover p2", "lock 1",
                  "publish 1 -1", "hand 1", "chat Hello all", "signal 2",
                  "scheduleReturn " + std::to_string(kTwoOClock + 50 * kMinuteMs),
                  "scheduleReturn " + std::to_string(kTwoOClock + 50 * kMinuteMs),
                  "scheduleReturn " + std::to_string(kTwoOClock + 40 * kMinuteMs), "takeLead"));
  EXPECT_THAT(display.answers, IsEmpty());
  EXPECT_FALSE(part.idle());
}

TEST_F(ParticipationTest, TellsThoseWhoDoNotLeadThatTheyCannotGoOn) {
  Participation part = make();
  join(part, seen_by(group(), "Jonas"));

  part.line("next");

  ASSERT_EQ(display.answers.size(), 1U);
  EXPECT_EQ(display.answers[0].code, "notPermitted");
  EXPECT_THAT(module.calls, IsEmpty());
}

TEST_F(ParticipationTest, AnswersWhenTheServerHasAnswered) {
  Participation part = make();
  join(part, seen_by(group(), "Amina"));
  part.line("  advance discussion ");

  answer(part, 1);

  ASSERT_EQ(display.answers.size(), 1U);
  EXPECT_EQ(display.answers[0].command, "advance discussion");
  EXPECT_TRUE(display.answers[0].ok);
  EXPECT_TRUE(part.idle());
}

TEST_F(ParticipationTest, HandsOnTheServersReason) {
  Participation part = make();
  join(part, seen_by(group(), "Amina"));
  part.line("advance discussion");

  answer(part, 1, STEPBACK_REFUSED, "noPresenter", "Name the presenter first.");

  ASSERT_EQ(display.answers.size(), 1U);
  EXPECT_FALSE(display.answers[0].ok);
  EXPECT_EQ(display.answers[0].code, "noPresenter");
  EXPECT_EQ(display.answers[0].message, "Name the presenter first.");
}

TEST_F(ParticipationTest, TakesARefusalWithoutACodeForNoBrokenLine) {
  Participation part = make();
  join(part, seen_by(group(), "Amina"));
  part.line("lock on");
  part.line("hand up");

  answer(part, 1, STEPBACK_REFUSED, "", "For a reason that is not known here.");
  answer(part, 2, STEPBACK_NETWORK);

  ASSERT_EQ(display.answers.size(), 2U);
  EXPECT_EQ(display.answers[0].code, "refused");
  EXPECT_EQ(display.answers[0].message, "For a reason that is not known here.");
  EXPECT_EQ(display.answers[1].code, "network");
}

TEST_F(ParticipationTest, SaysInItsOwnWordsWhatTheWireRefuses) {
  Participation part = make();
  join(part, seen_by(group(), "Amina"));
  const std::vector<std::pair<std::string, std::string>> refused{
      {"say x", "/text: expected 1 to 2000 characters, found 2001"},
      {"return-at 50", "/at: expected a time within the next 24 hours"},
      {"lock on", "/on: expected true or false, found nothing"}};
  std::uint32_t request = 0;
  for (const auto& [line, text] : refused) {
    part.line(line);
    answer(part, ++request, STEPBACK_REFUSED, "badMessage", text);
    EXPECT_THAT(display.answers.back().message, ::testing::Not(HasSubstr("/"))) << line;
    EXPECT_EQ(display.answers.back().code, "badMessage");
  }
  EXPECT_EQ(display.answers[0].message, "A line is of 1 to 2,000 characters.");
  EXPECT_THAT(display.answers[1].message, HasSubstr("next 24 hours"));
}

TEST_F(ParticipationTest, SaysThatALinkNeedsAName) {
  Participation part = make();
  part.event(ConnectionEvent{STEPBACK_CONNECTION_ENDED, "badMessage",
                             "/name: expected text, found nothing"},
             start);
  ASSERT_TRUE(part.outcome());
  EXPECT_THAT(part.outcome()->sentence, HasSubstr("--name"));
  EXPECT_THAT(part.outcome()->sentence, ::testing::Not(HasSubstr("/name")));
}

TEST_F(ParticipationTest, TellsWhoHasSteppedBackKindlyThatListeningIsEnough) {
  Participation part = make();
  join(part, seen_by(test::group_with_farid_stepped_back(), "Farid"));
  part.line("hand up");
  part.line("say I would like to add something");
  part.line("private off");
  ASSERT_EQ(display.answers.size(), 3U);
  EXPECT_THAT(display.answers[0].message, HasSubstr("listen for now"));
  EXPECT_THAT(display.answers[1].message, HasSubstr("`signal pause` reaches the leaders alone"));
  EXPECT_THAT(display.answers[2].message,
              ::testing::AllOf(HasSubstr("You hear the group again."),
                               HasSubstr("until you are invited back")));
  EXPECT_THAT(module.calls, IsEmpty());
}

TEST_F(ParticipationTest, PrivateOffPromisesNothingThatIsNotSo) {
  Participation outside = make();
  outside.line("private off");
  EXPECT_EQ(display.answers.back().message, "Sound is on again.");

  Participation part = make();
  TestState listening = group();
  listening.may.speak = false;
  join(part, listening);
  part.line("private off");
  EXPECT_THAT(display.answers.back().message, HasSubstr("In this phase you listen"));
  join(part, group());
  part.line("private off");
  EXPECT_THAT(display.answers.back().message, HasSubstr("until you type `mic on`"));
}

TEST_F(ParticipationTest, AdmittingSomeoneWhoDoesNotWaitSaysWhoDoes) {
  Participation part = make();
  TestState state = seen_by(group(), "Amina");
  person(state, "Maria").channel = STEPBACK_CHANNEL_LOBBY;
  join(part, state);
  part.line("admit Jonas");
  EXPECT_EQ(display.answers.back().message,
            "Nobody called \"Jonas\" waits outside. Waiting: Maria.");
  EXPECT_THAT(module.calls, IsEmpty());
}

TEST_F(ParticipationTest, SaysAtOnceWhatTheModuleDoesNotTake) {
  Participation part = make();
  join(part, group());
  module.result = STEPBACK_BUSY;

  part.line("say Hello");

  ASSERT_EQ(display.answers.size(), 1U);
  EXPECT_EQ(display.answers[0].code, "busy");
  EXPECT_TRUE(part.idle());
}

TEST_F(ParticipationTest, AsksNothingForALineThatMeansNothing) {
  Participation part = make();
  join(part, group());

  part.line("appoint Zoe");
  part.line("dance");
  part.line("");
  part.line("camera on");

  ASSERT_EQ(display.answers.size(), 3U);
  EXPECT_EQ(display.answers[0].code, "unknownParticipant");
  EXPECT_EQ(display.answers[1].code, "badCommand");
  EXPECT_THAT(display.answers[2].message, HasSubstr("sends no picture"));
  EXPECT_THAT(module.calls, IsEmpty());
}

TEST_F(ParticipationTest, AdmitsAllAndAnswersOnce) {
  Participation part = make();
  TestState state = seen_by(group(), "Amina");
  person(state, "Jonas").channel = STEPBACK_CHANNEL_LOBBY;
  person(state, "Maria").channel = STEPBACK_CHANNEL_LOBBY;
  join(part, state);

  part.line("admit all");
  EXPECT_THAT(module.calls, ElementsAre("admit p3", "admit p4"));
  answer(part, 2);
  EXPECT_THAT(display.answers, IsEmpty());
  answer(part, 1, STEPBACK_REFUSED, "sessionFull", "No chair is free.");

  ASSERT_EQ(display.answers.size(), 1U);
  EXPECT_EQ(display.answers[0].code, "sessionFull");
}

/// Farid has stepped back and is away. Another Farid and Ole wait, of whom Ole was let in before.
TestState farid_waits_outside() {
  static constexpr std::array kFarid{"p2"};
  TestState state = seen_by(test::group_with_farid_stepped_back(), "Amina");
  person(state, "Farid").connected = 0;
  stepback_participant waiting = test::ole();
  waiting.id = "p7";
  waiting.name = "Farid";
  waiting.by = STEPBACK_CAME_BY_SHARED;
  waiting.could = kFarid.data();
  waiting.could_count = kFarid.size();
  state.add(waiting);
  state.add(test::ole());
  person(state, "Ole").can.admit = 1;
  return state;
}
constexpr const char* kWhoIsFarid =
    "Farid waits outside, by the members' link. Farid is away. Type `admit Farid as Farid` or "
    "`admit Farid new`.";

TEST_F(ParticipationTest, AdmitsAllButThoseWhomALeaderHasToRecognise) {
  Participation part = make();
  join(part, farid_waits_outside());

  part.line("admit all");
  EXPECT_THAT(module.calls, ElementsAre("admit p6"));
  EXPECT_THAT(display.answers, IsEmpty());
  answer(part, 1);

  ASSERT_EQ(display.answers.size(), 1U);
  EXPECT_FALSE(display.answers[0].ok);
  EXPECT_EQ(display.answers[0].code, "whoIsThis");
  EXPECT_EQ(display.answers[0].message, std::string{"Say who this is. "} + kWhoIsFarid);
}

TEST_F(ParticipationTest, AsksForEachOneIfAllHaveToBeRecognised) {
  Participation part = make();
  TestState state = farid_waits_outside();
  person(state, "Ole").can.admit = 0;
  person(state, "Ole").could = find(state, "p7")->could;
  person(state, "Ole").could_count = 1;
  join(part, state);

  part.line("admit all");

  EXPECT_THAT(module.calls, IsEmpty());
  ASSERT_EQ(display.answers.size(), 1U);
  EXPECT_EQ(display.answers[0].code, "whoIsThis");
  EXPECT_THAT(display.answers[0].message,
              ::testing::AllOf(HasSubstr("`admit Farid as Farid` or `admit Farid new`"),
                               HasSubstr("`admit Ole as Farid` or `admit Ole new`")));
  EXPECT_TRUE(part.idle());
}

TEST_F(ParticipationTest, TellsAnotherReasonRatherThanTheQuestion) {
  Participation part = make();
  join(part, farid_waits_outside());
  part.line("admit all");

  answer(part, 1, STEPBACK_REFUSED, "sessionFull", "The circle is full.");

  ASSERT_EQ(display.answers.size(), 1U);
  EXPECT_EQ(display.answers[0].code, "sessionFull");
}

TEST_F(ParticipationTest, RecognisesSomebodyAsTheOneWhoWasAway) {
  Participation part = make();
  join(part, farid_waits_outside());

  part.line("admit Farid as Farid");
  part.line("admit Farid new");
  part.line("way-back p2");

  EXPECT_THAT(module.calls, ElementsAre("admit p7 as p2", "admit p7 new", "wayBack p2"));
}

TEST_F(ParticipationTest, AddsTheCommandsToTheServersQuestion) {
  Participation part = make();
  join(part, farid_waits_outside());
  part.line("admit Farid");
  EXPECT_THAT(module.calls, ElementsAre("admit p7"));

  answer(part, 1, STEPBACK_REFUSED, "whoIsThis", "The presenter is away. Say who this is.");

  ASSERT_EQ(display.answers.size(), 1U);
  EXPECT_EQ(display.answers[0].code, "whoIsThis");
  EXPECT_EQ(display.answers[0].message,
            std::string{"The presenter is away. Say who this is. "} + kWhoIsFarid);
}

TEST_F(ParticipationTest, SaysOfADoneCommandThatItIsNotKeptYet) {
  Participation part = make();
  join(part, seen_by(group(), "Amina"));
  part.line("lock on");

  part.event(AnswerEvent{1, STEPBACK_OK, {}, {}, false}, start);

  ASSERT_EQ(display.answers.size(), 1U);
  EXPECT_TRUE(display.answers[0].ok);
  EXPECT_FALSE(display.answers[0].kept);
  EXPECT_EQ(display.answers[0].message, "In force, not kept yet.");
}

TEST_F(ParticipationTest, HandsOnALinkThatBringsSomebodyBack) {
  Participation part = make();
  join(part, group());

  part.event(WayBackEvent{"p2", "http://h/#join=t", 5}, start);

  EXPECT_THAT(display.lines, ElementsAre("p2 http://h/#join=t"));
}

TEST_F(ParticipationTest, AdmitsOnlyThoseWhoWait) {
  Participation part = make();
  join(part, seen_by(group(), "Amina"));

  part.line("admit Jonas");

  ASSERT_EQ(display.answers.size(), 1U);
  EXPECT_EQ(display.answers[0].message, "Nobody waits outside.");
}

TEST_F(ParticipationTest, LetsAScriptsLinesWaitForTheSession) {
  Participation part = make({.lines_wait = true});
  part.line("hand up");
  part.line("say Hello");
  EXPECT_FALSE(part.idle());
  EXPECT_THAT(module.calls, IsEmpty());

  join(part, group());

  EXPECT_THAT(module.calls, ElementsAre("hand 1", "chat Hello"));
}

TEST_F(ParticipationTest, LeavesBehindTheLinesThatWereTypedBefore) {
  Participation part = make({.lines_wait = true});
  part.line("say Goodbye");
  part.line("leave");
  EXPECT_FALSE(part.outcome().has_value());

  join(part, group());

  EXPECT_THAT(module.calls, ElementsAre("chat Goodbye"));
  EXPECT_TRUE(part.outcome().has_value());
}

TEST_F(ParticipationTest, TellsAPersonThatTheyAreNotInYet) {
  Participation part = make();

  part.line("hand up");
  part.line("help");

  ASSERT_EQ(display.answers.size(), 2U);
  EXPECT_EQ(display.answers[0].code, "notJoined");
  EXPECT_TRUE(display.answers[1].ok);
}

TEST_F(ParticipationTest, KnowsThatItCameBack) {
  Participation part = make();
  join(part, group());
  EXPECT_FALSE(display.circumstances.reconnected);
  part.event(ConnectionEvent{STEPBACK_CONNECTION_LOST, {}, {}}, start);

  join(part, group());

  EXPECT_TRUE(display.circumstances.reconnected);
}

TEST_F(ParticipationTest, ReadsTheServersClockBetweenStates) {
  Participation part = make();
  join(part, group());

  EXPECT_EQ(part.server_now(start + seconds{90}), kNow + 90'000);
}

class SignalsTest : public ParticipationTest {
 protected:
  static TestState led_with_signals() {
    TestState state = seen_by(group(), "Amina");
    for (const char* from : {"p2", "p1", "p3"}) {
      stepback_signal_record signal{};
      signal.id = from[1] == '1' ? "n1" : from[1] == '2' ? "n2" : "n3";
      signal.from = from;
      signal.times = 1;
      state.add(signal);
    }
    return state;
  }
};

TEST_F(SignalsTest, AreSeenByALeaderWhoReadsThem) {
  Participation part = make();
  display.read = true;
  join(part, led_with_signals());

  EXPECT_THAT(module.calls, ElementsAre("seen n2", "seen n3"));
}

TEST_F(SignalsTest, AreSeenAgainIfTheServerDoesNotTakeIt) {
  Participation part = make();
  display.read = true;
  join(part, led_with_signals());
  part.tick(start + seconds{4});
  EXPECT_EQ(module.calls.size(), 2U);

  part.tick(start + seconds{5});

  EXPECT_THAT(module.calls, ElementsAre("seen n2", "seen n3", "seen n2", "seen n3"));
}

TEST_F(SignalsTest, OfAScriptAreSeenOnItsWordAlone) {
  Participation part = make();
  join(part, led_with_signals());
  EXPECT_THAT(module.calls, IsEmpty());

  part.line("seen Farid");
  part.line("done all");
  part.line("signal off");

  EXPECT_THAT(module.calls, ElementsAre("seen n2", "done n2", "done n3", "done n1"));
}

TEST_F(SignalsTest, ComeBackIsForPeopleWhoMay) {
  Participation part = make();
  TestState state = group();
  join(part, state);
  part.line("signal comeback");
  EXPECT_EQ(display.answers.back().code, "notPermitted");

  state.may.come_back = 1;
  part.event(state_event(state), start);
  part.line("signal comeback");

  EXPECT_THAT(module.calls, ElementsAre("signal 3"));
}

TEST_F(SignalsTest, AreEndedByLeadersAndTheirSenders) {
  Participation part = make();
  join(part, group());

  part.line("done Farid");
  EXPECT_EQ(display.answers.back().code, "notPermitted");
  part.line("signal off");
  EXPECT_EQ(display.answers.back().code, "unknownParticipant");
}

}  // namespace
}  // namespace stepback::cli

#include "plugin/cli/screen/json_events.hpp"

#include <gtest/gtest.h>

#include <array>
#include <nlohmann/json.hpp>

#include "tests/plugin/cli/group.hpp"

namespace stepback::cli {
namespace {

using nlohmann::json;
using test::group;
using test::group_with_farid_stepped_back;
using test::kTwoOClock;
using test::person;
using test::seen_by;
using test::TestState;
using test::with_next;

TEST(JsonEvents, SayAStateInTheWordsOfTheWire) {
  TestState state = seen_by(group_with_farid_stepped_back(), "Amina");
  person(state, "Farid").hearing = STEPBACK_HEARING_OK;
  person(state, "Maria").ssrc = 4;
  state.return_moved = STEPBACK_RETURN_MOVED_LATE_START;
  state.ends_at = kTwoOClock + 60 * kMinuteMs;
  state.return_moved_from = kTwoOClock + 40 * kMinuteMs;

  const json event = json::parse(to_json(state));

  EXPECT_EQ(event["event"], "state");
  EXPECT_EQ(event["revision"], 8);
  const json& session = event["session"];
  EXPECT_EQ(session["template"], "cmh-60");
  EXPECT_EQ(session["returnAt"], kTwoOClock + 45 * kMinuteMs);
  EXPECT_TRUE(session["endedAt"].is_null());
  EXPECT_EQ(session["case"], json::parse(R"({"number":1,"of":1,"discussed":true,"over":false})"));
  EXPECT_EQ(session["endsAt"], kTwoOClock + 60 * kMinuteMs);
  EXPECT_EQ(session["returnMoved"]["why"], "lateStart");
  EXPECT_EQ(session["phase"]["name"], "discussion");
  EXPECT_EQ(session["phase"]["endsBy"], "leader");
  EXPECT_EQ(session["phase"]["prompts"].size(), 2U);
  EXPECT_EQ(session["phases"][3],
            json::parse(R"({"name":"discussion","title":"Discussion","minutes":28,
                            "stepBack":true,"eachCase":true,"leadersOnly":false})"));
  EXPECT_EQ(session["next"], json::parse(R"({"phase":"return","title":"Return","does":"invite",
    "presenter":"p2","needsPresenter":false,"sure":null})"));
  EXPECT_TRUE(session.at("appoints").is_null());
  EXPECT_EQ(event["participants"][1], json::parse(R"({
    "id":"p2","name":"Farid","role":"member","seat":"presenter","channel":"observer",
    "connected":true,"audio":false,"video":false,"hand":false,"ssrc":0,"hearing":"ok"})"));
  EXPECT_FALSE(event["participants"][3].contains("hearing"));
  EXPECT_EQ(event["you"], json::parse(R"({"id":"p1","may":{
    "speak":true,"show":true,"hear":true,"chat":true,"lead":true,"takeLead":false,"comeBack":false}})"));
}

TEST(JsonEvents, SayTheChangesThatAreNotKeptYet) {
  TestState state = seen_by(group_with_farid_stepped_back(), "Amina");
  const json calm = json::parse(to_json(state))["session"];
  EXPECT_FALSE(calm.contains("pending"));
  EXPECT_FALSE(calm.contains("trouble"));

  state.trouble = STEPBACK_TROUBLE_DISK;
  state.add(stepback_pending_change{STEPBACK_PENDING_STEP_BACK, "discussion", "p2", 5});
  state.add(stepback_pending_change{STEPBACK_PENDING_LOCK, nullptr, nullptr, 6});
  const json session = json::parse(to_json(state))["session"];

  EXPECT_EQ(session["pending"], json::parse(R"([
    {"does":"stepBack","phase":"discussion","participant":"p2","since":5},
    {"does":"lock","since":6}])"));
  EXPECT_EQ(session["trouble"], "disk");
}

TEST(JsonEvents, SayOfAnAnswerOnlyThatItIsNotKept) {
  Answer answer;
  answer.command = "lock on";
  answer.ok = true;
  EXPECT_FALSE(json::parse(to_json(answer)).contains("kept"));
  answer.kept = false;
  EXPECT_EQ(json::parse(to_json(answer)).at("kept"), false);
}

TEST(JsonEvents, SayTheSignalsOfAState) {
  const std::array<const char*, 1> seen_by_amina{"p1"};
  stepback_signal_record signal{};
  signal.id = "n1";
  signal.from = "p2";
  signal.kind = STEPBACK_SIGNAL_COME_BACK;
  signal.at = kTwoOClock;
  signal.times = 2;
  signal.seen_by = seen_by_amina.data();
  signal.seen_by_count = seen_by_amina.size();
  TestState state = seen_by(group_with_farid_stepped_back(), "Amina");
  EXPECT_EQ(json::parse(to_json(state))["signals"], json::array());
  state.add(signal);

  EXPECT_EQ(json::parse(to_json(state))["signals"], json::parse(R"([{"id":"n1","from":"p2",
    "kind":"comeBack","at":1709647200000,"times":2,"seenBy":["p1"],"doneAt":null}])"));
}

TEST(JsonEvents, KeepPromptsAndTheNextStepFromThoseWhoDoNotLead) {
  const json event = json::parse(to_json(group_with_farid_stepped_back()));

  EXPECT_FALSE(event["session"]["phase"].contains("prompts"));
  EXPECT_FALSE(event["session"].contains("next"));
  EXPECT_FALSE(event["session"].contains("appoints"));
}

TEST(JsonEvents, SayWhatTheEndAsksFor) {
  TestState state = with_next(seen_by(group(), "Amina"), "ended", STEPBACK_DOES_END);
  state.next_presenter = nullptr;
  state.next_sure = STEPBACK_SURE_END;
  state.appoints = STEPBACK_APPOINTS_FIRST;

  const json session = json::parse(to_json(state))["session"];

  EXPECT_EQ(session["next"], json::parse(R"({"phase":"ended","title":null,"does":"end",
    "presenter":null,"needsPresenter":false,"sure":"end"})"));
  EXPECT_EQ(session["appoints"], "first");
}

TEST(JsonEvents, SayConnections) {
  EXPECT_EQ(to_json(ConnectionEvent{STEPBACK_CONNECTION_JOINED, {}, {}}),
            R"({"event":"connection","connection":"joined"})");
  EXPECT_EQ(
      to_json(ConnectionEvent{STEPBACK_CONNECTION_ENDED, "removed", "Sent out."}),
      R"({"event":"connection","connection":"ended","code":"removed","message":"Sent out."})");
}

TEST(JsonEvents, SayWhatOthersSend) {
  EXPECT_EQ(to_json(ChatEvent{"p4", "Hello \"all\""}),
            R"({"event":"chat","from":"p4","text":"Hello \"all\""})");
  EXPECT_EQ(to_json(KeyframeEvent{}), R"({"event":"keyframe"})");
}

TEST(JsonEvents, SayThatAConnectionDoesNotAnswer) {
  EXPECT_EQ(to_json(SilenceEvent{true}), R"({"event":"silence","silent":true})");
  TestState state = seen_by(group_with_farid_stepped_back(), "Amina");
  person(state, "Farid").answers = STEPBACK_ANSWERS_NO;
  person(state, "Amina").answers = STEPBACK_ANSWERS_YES;

  const std::string line = to_json(state);

  EXPECT_NE(line.find(R"("answers":false)"), std::string::npos);
  EXPECT_NE(line.find(R"("answers":true)"), std::string::npos);
}

TEST(JsonEvents, SayALeadersPeopleWithTheirActs) {
  static constexpr std::array kFarid{"p2"};
  TestState state = seen_by(group_with_farid_stepped_back(), "Amina");
  stepback_participant waiting = test::ole();
  waiting.by = STEPBACK_CAME_BY_SHARED;
  waiting.could = kFarid.data();
  waiting.could_count = kFarid.size();
  waiting.can.remove = 1;
  waiting.alike = kFarid.data();
  waiting.alike_count = kFarid.size();
  waiting.after_removal = "OLE";
  state.add(waiting);
  person(state, "Farid").by = STEPBACK_CAME_BY_OWN;
  person(state, "Farid").can = {1, 1, 1, 1, 1, 1};

  const json people = json::parse(to_json(state))["participants"];

  EXPECT_EQ(people[5]["by"], "shared");
  EXPECT_EQ(people[5]["could"], json::parse(R"(["p2"])"));
  EXPECT_EQ(people[5]["can"], json::parse(R"(["remove"])"));
  EXPECT_EQ(people[5]["alike"], json::parse(R"(["p2"])"));
  EXPECT_EQ(people[5]["afterRemoval"], "OLE");
  EXPECT_FALSE(people[1].contains("alike"));
  EXPECT_FALSE(people[1].contains("afterRemoval"));
  EXPECT_EQ(people[1]["by"], "own");
  EXPECT_FALSE(people[1].contains("could"));
  EXPECT_EQ(people[1]["can"],
            json::parse(R"(["admit","appoint","mute","remove","handover","wayBack"])"));
  EXPECT_FALSE(people[2].contains("can"));
}

TEST(JsonEvents, SayAWayBackAsALink) {
  EXPECT_EQ(to_json(WayBackEvent{"p2", "https://h/#join=a.b.c", 1'764'086'400'000}),
            R"({"event":"wayBack","participant":"p2","link":"https://h/#join=a.b.c",)"
            R"("expires":1764086400000})");
}

TEST(JsonEvents, SayAnswers) {
  EXPECT_EQ(to_json(Answer{"advance discussion", true, {}, {}, {}}),
            R"({"event":"answer","command":"advance discussion","ok":true})");
  EXPECT_EQ(to_json(Answer{"next", false, "noPresenter", "Name one.", {}}),
            R"({"event":"answer","command":"next","ok":false,"code":"noPresenter",)"
            R"("message":"Name one."})");
  EXPECT_EQ(to_json(Answer{"who", true, {}, {}, {"Amina: facilitator"}}),
            R"({"event":"answer","command":"who","ok":true,"lines":["Amina: facilitator"]})");
}

TEST(JsonEvents, StayOneLineOfValidJsonWhateverIsInIt) {
  const std::string line = to_json(ChatEvent{"p4", "two\nlines \xFF"});

  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_EQ(json::parse(line)["text"], "two\nlines \xEF\xBF\xBD");
}

}  // namespace
}  // namespace stepback::cli

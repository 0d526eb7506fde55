// Events to JSON and back: the same event, the same bytes, and described refusals of everything
// else.

#include "protocol/record/event_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>

#include "protocol/session/pseudonyms.hpp"
#include "protocol/session/replay.hpp"
#include "tests/protocol/record/event_samples.hpp"
#include "tests/protocol/session/random/session_random_actions.hpp"

namespace stepback::protocol::test {
namespace {

using nlohmann::json;
using stepback::test::Story;
using testing::HasSubstr;
using testing::StartsWith;

RC_GTEST_PROP(EventJson, ComesBackAsItWas, ()) {
  const Event event = *any_event();

  const auto decoded = decode_event(encode_event(event));

  if (!decoded) RC_FAIL(decoded.error());
  RC_ASSERT(*decoded == event);
}

RC_GTEST_PROP(EventJson, HasTheSameBytesAgain, ()) {
  const std::string text = encode_event(*any_event());

  RC_ASSERT(encode_event(decode_event(text).value()) == text);
  RC_ASSERT(json::parse(text).dump() == text);  // sorted, and nothing between the members
}

RC_GTEST_PROP(EventJson, WithoutAnyOfItsMembersIsRefusedWithItsName, ()) {
  json whole = json::parse(encode_event(*any_event()));
  whole.erase("answer");  // journals of earlier days leave out these two
  whole.erase("linksUntil");
  const auto which = *rc::gen::inRange<std::size_t>(0, whole.size());
  json part = whole;
  const std::string name = std::next(whole.begin(), static_cast<std::ptrdiff_t>(which)).key();
  part.erase(name);

  const auto decoded = decode_event(part.dump());

  RC_ASSERT(!decoded);
  RC_ASSERT(decoded.error().starts_with("/" + name + ": expected "));
}

RC_GTEST_PROP(EventJson, WithAMemberTooMuchIsRefused, ()) {
  json event = json::parse(encode_event(*any_event()));
  event["more"] = 1;

  RC_ASSERT(!decode_event(event.dump()));
}

RC_GTEST_PROP(EventJson, CutOffAnywhereIsRefused, ()) {
  const std::string text = encode_event(*any_event());

  RC_ASSERT(!decode_event(text.substr(0, *rc::gen::inRange<std::size_t>(0, text.size()))));
}

RC_GTEST_PROP(EventJson, AnyBytesAreAnEventOrASentence, ()) {
  std::string text = encode_event(*any_event());
  for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
    text[*rc::gen::inRange<std::size_t>(0, text.size())] = *rc::gen::arbitrary<char>();
  }

  const auto decoded = decode_event(text);

  if (!decoded) RC_ASSERT(!decoded.error().empty());
}

RC_GTEST_PROP(EventJson, AWholeStoryIsReplayedToTheSameSession, ()) {
  Story story = Story::seated(any_template(*rc::gen::inRange<std::size_t>(0, kPlans)));
  constexpr std::size_t kMost = 60;
  for (const RandomAction& action : *random_actions(kMost)) perform(story, action);

  std::vector<Event> read;
  for (const Event& event : story.events())
    read.push_back(decode_event(encode_event(event)).value());
  const auto replayed = replay(read);

  RC_ASSERT(replayed.has_value());
  RC_ASSERT(*replayed == story.session());
}

TEST(EventJson, LooksLikeThis) {
  EXPECT_EQ(encode_event(DevicesChanged{ParticipantId{"p\"1"}, true, false}),
            R"({"audio":true,"participant":"p\"1","type":"devicesChanged","version":1,)"
            R"("video":false})");
  EXPECT_EQ(encode_event(ReturnMoved{from_epoch_ms(5), {}, ReturnMoved::Why::lateStart}),
            R"({"from":null,"to":5,"type":"returnMoved","version":1,"why":"lateStart"})");
  EXPECT_EQ(encode_event(StepBackCounted{ParticipantId{"p"}, from_epoch_ms(7), 1, 2, 3, 4}),
            R"({"forwarded":{"audio":3,"video":4},"participant":"p",)"
            R"("refused":{"audio":1,"video":2},"since":7,"type":"stepBackCounted","version":1})");
}

TEST(EventJson, BytesThatAreNoTextBecomeOne) {
  const auto decoded = decode_event(encode_event(ParticipantReturned{ParticipantId{"p"},
                                                                     "a\xFF"
                                                                     "b"}));

  ASSERT_TRUE(decoded) << decoded.error();
  EXPECT_EQ(std::get<ParticipantReturned>(*decoded).name, "a\uFFFDb");
}

TEST(EventJson, RefusalsSayWhereAndWhatWasExpected) {
  const auto why = [](const char* text) { return decode_event(text).error(); };

  EXPECT_THAT(why(""), StartsWith("the event: expected "));
  EXPECT_THAT(why("[]"), HasSubstr("expected an object, found an array"));
  EXPECT_EQ(why(R"({"type":"sessionSung","version":1})"),
            "/type: expected the name of an event, found another word");
  EXPECT_EQ(why(R"({"type":"sessionLocked","version":2,"on":true})"),
            "/version: expected an integer from 1 to 1, found another number");
  EXPECT_EQ(why(R"({"type":"sessionEnded","version":1,"by":"rain","at":1})"),
            "/by: expected leader, clock, leaderless or coordinator, found another word");
  EXPECT_EQ(why(R"({"type":"handChanged","version":1,"participant":"p","raised":true})"),
            "/type: expected the name of an event, found another word");
  EXPECT_THAT(why(R"({"type":"sessionLocked","version":1,"on":true,"on":false})"),
              HasSubstr("/on"));
}

TEST(EventJson, ATemplateThatBreaksARuleIsRefused) {
  json event = json::parse(encode_event(create_session(
      SessionId{"s"}, "t", stepback::test::small_template(), stepback::test::kStoryBegins)));
  json without_phases = event;
  without_phases["plan"]["phases"] = json::array();
  event["plan"]["phases"][0]["name"] = "beginning";

  EXPECT_EQ(decode_event(event.dump()).error(),
            "/plan/phases/0/name: expected gathering: every session begins with it");
  EXPECT_EQ(decode_event(without_phases.dump()).error(),
            "/plan/phases: expected at least one phase, found none");
}

TEST(Replay, SaysWhichEventCannotFollow) {
  const Story story = Story::seated();
  std::vector<Event> events = story.events();
  const auto fault = [&] { return replay(events).error(); };

  events.insert(events.begin() + 2, events.front());
  EXPECT_EQ(fault().revision, 3U);
  EXPECT_THAT(fault().what, HasSubstr("which is the first alone"));
  events = story.events();
  events.emplace_back(PhaseEntered{7, PhaseEntered::By::leader, {}});
  EXPECT_EQ(fault().revision, events.size());
  EXPECT_EQ(fault().what, "expected a phase from 0 to 6, found 7");
  events.erase(events.begin());
  EXPECT_EQ(fault().revision, 1U);
  EXPECT_EQ(fault().what, "expected sessionCreated, found participantJoined");
  events.clear();
  EXPECT_EQ(fault().what, "expected sessionCreated, found none");
}

// No name, identifier or title is left in any event, and people can still be told apart.
RC_GTEST_PROP(Pseudonyms, LeaveNoNameAndKeepPeopleApart, ()) {
  Pseudonyms pseudonyms;
  const Event event = *any_event();

  const Event coded = pseudonyms(event);
  const Event again = pseudonyms(event);

  RC_ASSERT(coded == again);
  std::visit(
      [](const auto& each) {
        if constexpr (requires { each.participant; }) RC_ASSERT(each.participant.str() == "P1");
        if constexpr (requires { each.name; }) RC_ASSERT(each.name == "P1");
        if constexpr (requires { each.id; }) RC_ASSERT(each.id.str() == "S");
        if constexpr (requires { each.title; }) RC_ASSERT(each.title == each.template_.title);
      },
      coded);
  const auto other = pseudonyms(ParticipantLeft{ParticipantId{"somebody who is in no sample\n"}});
  RC_ASSERT(std::get<ParticipantLeft>(other).participant.str() != "P1" || !std::visit(
                                                                              [](const auto& each) {
                                                                                return requires {
                                                                                  each.participant;
                                                                                };
                                                                              },
                                                                              coded));
}

}  // namespace
}  // namespace stepback::protocol::test

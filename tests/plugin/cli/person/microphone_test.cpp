#include "plugin/cli/person/participation.hpp"

#include <gmock/gmock.h>

#include "tests/plugin/cli/part.hpp"

namespace stepback::cli {
namespace {

using test::group;
using test::group_with_farid_stepped_back;
using test::person;
using test::seen_by;
using test::state_event;
using test::TestState;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class MicrophoneTest : public test::Part {};

TEST_F(MicrophoneTest, NeverMakesPrivacyWait) {
  Participation part = make({.lines_wait = true});
  part.line("hand up");

  part.line("private on");

  EXPECT_TRUE(sound.not_private);
}

TEST_F(MicrophoneTest, KeepsTheMicrophoneClosedForOneWhoListens) {
  Participation part = make();
  join(part, seen_by(group_with_farid_stepped_back(), "Farid"));

  part.line("mic on");

  ASSERT_EQ(display.answers.size(), 1U);
  EXPECT_EQ(display.answers[0].code, "notPermitted");
  EXPECT_THAT(display.answers[0].message, HasSubstr("You have stepped back"));
  EXPECT_THAT(module.calls, IsEmpty());
}

TEST_F(MicrophoneTest, OpensTheMicrophoneByItselfOnlyUntilTheStepBack) {
  Participation part = make({.open_microphone = true});
  join(part, seen_by(group(), "Farid"));
  EXPECT_THAT(module.calls, ElementsAre("publish 1 -1"));
  answer(part, 1);
  EXPECT_THAT(display.answers, IsEmpty());

  part.event(state_event(seen_by(group_with_farid_stepped_back(), "Farid")), start);
  part.event(state_event(seen_by(group(), "Farid")), start);

  EXPECT_THAT(module.calls, ElementsAre("publish 1 -1"));
}

TEST_F(MicrophoneTest, StaysClosedForOneWhoIsRecognisedInTheirStepBack) {
  Participation part = make({.open_microphone = true});
  TestState waiting = group_with_farid_stepped_back();
  waiting.add(test::ole());
  waiting.you = "p6";
  waiting.may = {};
  join(part, waiting);

  part.event(state_event(seen_by(group_with_farid_stepped_back(), "Farid")), start);
  part.event(state_event(seen_by(group(), "Farid")), start);

  EXPECT_THAT(module.calls, IsEmpty());
  EXPECT_FALSE(sound.microphone_open);
}

TEST_F(MicrophoneTest, GoesSilentBothWaysWhenItIsNotPrivate) {
  Participation part = make();
  TestState state = group();
  person(state, "Jonas").audio = true;
  join(part, state);
  EXPECT_TRUE(sound.microphone_open);

  part.line("private on");

  EXPECT_TRUE(sound.not_private);
  EXPECT_FALSE(sound.microphone_open);
  EXPECT_THAT(module.calls, ElementsAre("publish 0 -1"));
  answer(part, 1);
  ASSERT_EQ(display.answers.size(), 1U);
  EXPECT_THAT(display.answers[0].message, HasSubstr("nothing is played"));
}

TEST_F(MicrophoneTest, DoesNotOpenAMicrophoneThatIsNotPrivate) {
  Participation part = make();
  join(part, group());
  part.line("private on");

  part.line("mic on");
  EXPECT_THAT(module.calls, IsEmpty());
  part.line("private off");
  EXPECT_FALSE(sound.not_private);
  EXPECT_THAT(module.calls, IsEmpty());
  part.line("mic on");

  EXPECT_THAT(module.calls, ElementsAre("publish 1 -1"));
}

TEST_F(MicrophoneTest, IsPrivateBeforeTheSessionToo) {
  Participation part = make({.open_microphone = true});

  part.line("private on");
  join(part, group());

  EXPECT_TRUE(sound.not_private);
  EXPECT_THAT(module.calls, IsEmpty());
}

TEST_F(MicrophoneTest, KnowsWhoClosedTheMicrophone) {
  Participation part = make();
  TestState open = group();
  person(open, "Jonas").audio = true;
  join(part, open);

  part.line("mic off");
  part.event(state_event(group()), start);
  EXPECT_TRUE(display.circumstances.closed_own_microphone);

  part.event(state_event(open), start);
  part.event(state_event(group()), start);
  EXPECT_FALSE(display.circumstances.closed_own_microphone);
}

}  // namespace
}  // namespace stepback::cli

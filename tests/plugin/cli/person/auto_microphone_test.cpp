#include "plugin/cli/person/auto_microphone.hpp"

#include <gtest/gtest.h>

#include "tests/plugin/cli/group.hpp"

namespace stepback::cli {
namespace {

using test::group;
using test::group_with_farid_stepped_back;
using test::person;
using test::seen_by;
using test::TestState;

TestState farid_speaking() {
  TestState state = seen_by(group(), "Farid");
  person(state, "Farid").audio = true;
  return state;
}
TestState farid_silent() {
  return seen_by(group(), "Farid");
}
TestState farid_stepped_back() {
  return seen_by(group_with_farid_stepped_back(), "Farid");
}

TEST(AutoMicrophone, OpensOnceAfterJoining) {
  AutoMicrophone microphone{true};
  microphone.joined();

  EXPECT_TRUE(microphone.opens(farid_silent()));
  EXPECT_FALSE(microphone.opens(farid_silent()));
}

TEST(AutoMicrophone, NeverOpensUnasked) {
  AutoMicrophone microphone{false};
  microphone.joined();

  EXPECT_FALSE(microphone.opens(farid_silent()));
  microphone.chosen(true);
  microphone.joined();
  EXPECT_FALSE(microphone.opens(farid_silent()));
}

TEST(AutoMicrophone, WaitsUntilThePersonMaySpeak) {
  AutoMicrophone microphone{true};
  microphone.joined();
  TestState waiting = farid_silent();
  waiting.may = {};

  EXPECT_FALSE(microphone.opens(waiting));
  EXPECT_TRUE(microphone.opens(farid_silent()));
}

TEST(AutoMicrophone, OpensAgainAfterALostConnection) {
  AutoMicrophone microphone{true};
  microphone.joined();
  microphone.opens(farid_silent());
  microphone.opens(farid_speaking());

  microphone.joined();

  EXPECT_TRUE(microphone.opens(farid_silent()));
}

TEST(AutoMicrophone, NeverOpensAfterAStepBack) {
  AutoMicrophone microphone{true};
  microphone.joined();
  microphone.opens(farid_silent());
  microphone.opens(farid_speaking());

  EXPECT_FALSE(microphone.opens(farid_stepped_back()));
  EXPECT_FALSE(microphone.opens(farid_silent()));
  microphone.joined();
  EXPECT_FALSE(microphone.opens(farid_silent()));
}

TEST(AutoMicrophone, NeverOpensForOneWhoJoinedSteppedBack) {
  AutoMicrophone microphone{true};
  microphone.joined();

  EXPECT_FALSE(microphone.opens(farid_stepped_back()));
  EXPECT_FALSE(microphone.opens(farid_silent()));
}

TEST(AutoMicrophone, NeverOpensWhatALeaderHasClosed) {
  AutoMicrophone microphone{true};
  microphone.joined();
  microphone.opens(farid_silent());
  microphone.opens(farid_speaking());

  EXPECT_FALSE(microphone.opens(farid_silent()));
  microphone.joined();
  EXPECT_FALSE(microphone.opens(farid_silent()));
}

TEST(AutoMicrophone, NeverOpensWhatThePersonHasClosed) {
  AutoMicrophone microphone{true};
  microphone.joined();
  microphone.chosen(false);

  EXPECT_FALSE(microphone.opens(farid_silent()));
}

TestState farid_in_the_lobby() {
  TestState state = group();
  stepback_participant waiting = test::ole();
  waiting.name = "Farid";
  state.add(waiting);
  state.you = waiting.id;
  state.may = {};
  return state;
}

TEST(AutoMicrophone, NeverOpensForOneWhoWasRecognisedAsSteppedBack) {
  AutoMicrophone microphone{true};
  microphone.joined();
  EXPECT_FALSE(microphone.opens(farid_in_the_lobby()));

  EXPECT_FALSE(microphone.opens(farid_stepped_back()));
  EXPECT_FALSE(microphone.opens(farid_silent())) << "invited back";
  microphone.joined();
  EXPECT_FALSE(microphone.opens(farid_silent())) << "after a lost connection";
}

// The step back may be over by the time that a leader recognises the person.
TEST(AutoMicrophone, NeverOpensForOneWhoWasRecognised) {
  AutoMicrophone microphone{true};
  microphone.joined();
  EXPECT_FALSE(microphone.opens(farid_in_the_lobby()));

  EXPECT_FALSE(microphone.opens(farid_silent()));
  microphone.joined();
  EXPECT_FALSE(microphone.opens(farid_silent()));
  microphone.chosen(true);
  microphone.joined();
  EXPECT_TRUE(microphone.opens(farid_silent())) << "the person opened it since";
}

TEST(AutoMicrophone, OpensForOneWhoWasLetIn) {
  AutoMicrophone microphone{true};
  microphone.joined();
  TestState waiting = farid_in_the_lobby();
  EXPECT_FALSE(microphone.opens(waiting));
  person(waiting, "Farid").name = "Lea";
  waiting.may.speak = 1;
  EXPECT_TRUE(microphone.opens(waiting));
}

TEST(AutoMicrophone, TrustsAPersonWhoOpenedItThemselves) {
  AutoMicrophone microphone{true};
  microphone.joined();
  microphone.opens(farid_stepped_back());
  microphone.chosen(true);

  microphone.joined();

  EXPECT_TRUE(microphone.opens(farid_silent()));
}

}  // namespace
}  // namespace stepback::cli

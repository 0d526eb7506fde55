// A simulated member in the tests' group, driven by hand: Farid presents, Jonas is a member.

#include "plugin/cli/rehearsal/member.hpp"

#include <gtest/gtest.h>

#include "tests/plugin/cli/group.hpp"

namespace stepback::cli::rehearsal {
namespace {

using namespace stepback::test;

bool opens(const std::optional<Action>& action) {
  return action && std::holds_alternative<actions::OpenMicrophone>(*action);
}
std::optional<bool> hand_of(const std::optional<Action>& action) {
  const auto* hand = action ? std::get_if<actions::Hand>(&*action) : nullptr;
  return hand == nullptr ? std::nullopt : std::optional{hand->raised};
}
bool asks_for_pause(const std::optional<Action>& action) {
  const auto* signal = action ? std::get_if<actions::Signal>(&*action) : nullptr;
  return signal != nullptr && signal->kind == STEPBACK_SIGNAL_PAUSE;
}

/// Opens the microphone of the person who sees the state.
TestState open(TestState state) {
  person(state, self(state)->name).audio = 1;
  return state;
}

constexpr Member::Manner kCalm{.hesitation_ms = 1500, .raises_hand = false};
constexpr Member::Manner kEager{.hesitation_ms = 0, .raises_hand = true};

TEST(Member, OpensTheirMicrophoneAMomentAfterTheyMaySpeak) {
  Member member{kCalm};
  const TestState state = seen_by(group(), "Jonas");
  EXPECT_EQ(member.next(state, kNow), std::nullopt);
  EXPECT_EQ(member.next(state, kNow + 1499), std::nullopt);
  EXPECT_TRUE(opens(member.next(state, kNow + 1500)));
  EXPECT_TRUE(opens(member.next(state, kNow + 2500))) << "until the state shows it open";
  EXPECT_EQ(member.next(open(state), kNow + 3000), std::nullopt);
}

TEST(Member, DoesNotOpenWhatALeaderHasClosed) {
  Member member{kCalm};
  const TestState state = seen_by(group(), "Jonas");
  member.next(state, kNow);
  member.next(open(state), kNow + 2000);
  EXPECT_EQ(member.next(state, kNow + 60'000), std::nullopt);
  EXPECT_EQ(member.wish(state), Wish::none);
}

TEST(Member, OpensItAgainAfterALostConnection) {
  Member member{kCalm};
  const TestState state = seen_by(group(), "Jonas");
  member.next(state, kNow);
  member.next(open(state), kNow + 2000);
  member.rejoined();
  EXPECT_EQ(member.next(state, kNow + 5000), std::nullopt);
  EXPECT_TRUE(opens(member.next(state, kNow + 6500)));
}

TEST(Member, WaitsInTheLobbyWithoutAnAction) {
  Member member{kEager};
  TestState state = seen_by(group(), "Jonas");
  person(state, "Jonas").channel = STEPBACK_CHANNEL_LOBBY;
  state.may = {};
  for (Instant at = 0; at < 120'000; at += 1000) {
    EXPECT_EQ(member.next(state, kNow + at), std::nullopt);
  }
  EXPECT_EQ(member.wish(state), Wish::none);
}

TEST(Member, TalksWhileTheyMaySpeakAndTheirMicrophoneIsOpen) {
  Member member{kCalm};
  TestState state = seen_by(group(), "Jonas");
  member.next(state, kNow);
  EXPECT_EQ(member.wish(state), Wish::none);
  EXPECT_EQ(member.wish(open(state)), Wish::some);
  state = open(state);
  state.may.speak = false;
  EXPECT_EQ(member.wish(state), Wish::none);
}

TEST(Member, SteppedBackIsSilentAndAsksOnceForAPauseAfterHalfAMinute) {
  Member member{kCalm};
  const TestState before = open(seen_by(group(), "Farid"));
  member.next(before, kNow);
  const TestState away = seen_by(group_with_farid_stepped_back(), "Farid");
  EXPECT_EQ(member.next(away, kNow), std::nullopt);
  EXPECT_EQ(member.wish(away), Wish::none);
  EXPECT_EQ(member.next(away, kNow + 29'999), std::nullopt);
  EXPECT_TRUE(asks_for_pause(member.next(away, kNow + 30'000)));
  EXPECT_EQ(member.next(away, kNow + 31'000), std::nullopt);
  EXPECT_EQ(member.next(away, kNow + 90'000), std::nullopt);
}

TEST(Member, PressesTheMicrophoneAgainAfterTheReturnAndTalksFirst) {
  Member member{kCalm};
  member.next(open(seen_by(group(), "Farid")), kNow);
  member.next(seen_by(group_with_farid_stepped_back(), "Farid"), kNow + 1000);
  TestState back = seen_by(group(), "Farid");
  back.phase_name = "return";
  back.phase_since = kNow + 40'000;
  EXPECT_EQ(member.next(back, kNow + 40'000), std::nullopt);
  EXPECT_TRUE(opens(member.next(back, kNow + 41'500)));
  EXPECT_EQ(member.wish(open(back)), Wish::first);
  member.take_turn();
  member.take_turn();
  EXPECT_EQ(member.wish(open(back)), Wish::some);
}

TEST(Member, SomeRaiseAHandOnceInAPhaseAndTakeItDownAfterTheirTurn) {
  Member member{kEager};
  TestState state = open(seen_by(group(), "Jonas"));
  EXPECT_EQ(member.next(state, kNow), std::nullopt);
  EXPECT_EQ(hand_of(member.next(state, kNow + Member::kHandAfterMs)), true);
  person(state, "Jonas").hand = true;
  EXPECT_EQ(member.next(state, kNow + 9000), std::nullopt);
  EXPECT_EQ(member.wish(state), Wish::first) << "a raised hand gets a turn";
  member.take_turn();
  EXPECT_EQ(hand_of(member.next(state, kNow + 12'000)), false);
  person(state, "Jonas").hand = false;
  EXPECT_EQ(member.next(state, kNow + 60'000), std::nullopt);
  state.phase_name = "closing";
  EXPECT_EQ(member.next(state, kNow + 61'000), std::nullopt);
  EXPECT_EQ(hand_of(member.next(state, kNow + 61'000 + Member::kHandAfterMs)), true);
}

TEST(Member, TakesAHandDownThatNobodySaw) {
  Member member{kEager};
  TestState state = open(seen_by(group(), "Jonas"));
  member.next(state, kNow);
  person(state, "Jonas").hand = true;
  EXPECT_EQ(member.next(state, kNow + 10'000), std::nullopt);
  EXPECT_EQ(hand_of(member.next(state, kNow + 10'000 + Member::kHandForMs)), false);
}

TEST(Member, RaisesNoHandBeforeTheSessionNorWithoutTheRightToSpeak) {
  Member member{kEager};
  TestState gathering = open(seen_by(group(), "Jonas"));
  gathering.begun_at = 0;
  member.next(gathering, kNow);
  EXPECT_EQ(member.next(gathering, kNow + 60'000), std::nullopt);
  TestState listening = seen_by(group(), "Jonas");
  listening.phase_name = "presentation";
  listening.may.speak = false;
  member.next(listening, kNow + 61'000);
  EXPECT_EQ(member.next(listening, kNow + 120'000), std::nullopt);
}

}  // namespace
}  // namespace stepback::cli::rehearsal

#include "plugin/cli/words/signal_narration.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <string_view>
#include <vector>

#include "plugin/cli/person/signal_watch.hpp"
#include "tests/plugin/cli/group.hpp"

namespace stepback::cli {
namespace {

using test::group_with_farid_stepped_back;
using test::kNow;
using test::person;
using test::seen_by;
using test::TestState;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::StrEq;

stepback_signal_record signal_of(const char* from, const char* id = "n1") {
  stepback_signal_record signal{};
  signal.id = id;
  signal.from = from;
  signal.kind = STEPBACK_SIGNAL_PAUSE;
  signal.at = kNow;
  signal.times = 1;
  return signal;
}

TestState state_of(std::string_view you, const std::vector<stepback_signal_record>& signals) {
  TestState state = seen_by(group_with_farid_stepped_back(), you);
  for (const stepback_signal_record& each : signals) state.add(each);
  return state;
}

TEST(NewSignals, AreToldToLeadersOnceAndAgainWhenTheyAreSentAgain) {
  const TestState one = state_of("Amina", {signal_of("p2")});
  stepback_signal_record again = signal_of("p2");
  again.times = 2;
  const TestState two = state_of("Amina", {again});

  EXPECT_THAT(new_signals(nullptr, one),
              ElementsAre("To the leaders alone: Farid asks for a pause."));
  EXPECT_THAT(new_signals(&one, one), IsEmpty());
  EXPECT_EQ(new_signals(&one, two).size(), 1U);
  EXPECT_THAT(new_signals(nullptr, state_of("Farid", {signal_of("p2")})), IsEmpty());
}

TEST(NewSignals, AreToldAgainWhenADoneOneIsOpenAgain) {
  stepback_signal_record done = signal_of("p2");
  done.done_at = kNow + 1;
  const TestState before = state_of("Amina", {done});

  EXPECT_EQ(new_signals(&before, state_of("Amina", {signal_of("p2")})).size(), 1U);
}

TEST(NewSignals, NameEvenSomebodyWhoHasLeft) {
  EXPECT_THAT(new_signals(nullptr, state_of("Amina", {signal_of("p99")})),
              ElementsAre("To the leaders alone: Somebody who has left asks for a pause."));
}

TEST(NewSignals, SayThatAPresenterWouldLikeToComeBackIn) {
  stepback_signal_record signal = signal_of("p2");
  signal.kind = STEPBACK_SIGNAL_COME_BACK;

  EXPECT_THAT(new_signals(nullptr, state_of("Amina", {signal})),
              ElementsAre("To the leaders alone: Farid would like to come back in."));
}

TEST(OpenSignals, KeepTheServersOrderAndCountTheRest) {
  std::vector<stepback_signal_record> signals;
  for (const char* from : {"p2", "p3", "p4", "p5", "p2"}) signals.push_back(signal_of(from));
  signals.push_back(signal_of("p1"));  // a leader's own
  signals.push_back(signal_of("p4"));
  signals.back().done_at = kNow;

  EXPECT_THAT(open_signals(state_of("Amina", signals)),
              ElementsAre("To the leaders alone: Farid asks for a pause.",
                          "To the leaders alone: Jonas asks for a pause.",
                          "To the leaders alone: Maria asks for a pause. (and 2 more)"));
}

TEST(OwnSignals, TellWhoHasSeenThemAndThatTheyAreDone) {
  const std::array<const char*, 1> seen_by_amina{"p1"};
  stepback_signal_record seen = signal_of("p2");
  seen.seen_by = seen_by_amina.data();
  seen.seen_by_count = seen_by_amina.size();
  stepback_signal_record done = seen;
  done.done_at = kNow + 1;
  const TestState sent = state_of("Farid", {signal_of("p2")});
  const TestState after = state_of("Farid", {seen});

  EXPECT_THAT(own_signals(sent, sent), IsEmpty());
  EXPECT_THAT(own_signals(sent, after), ElementsAre("Amina has seen it."));
  EXPECT_THAT(own_signals(after, after), IsEmpty());
  EXPECT_THAT(own_signals(after, state_of("Farid", {done})), ElementsAre("Dealt with."));
}

TEST(SignalWatch, TellsASenderAfterFiveSecondsOnce) {
  SignalWatch watch;
  const TestState state = state_of("Farid", {signal_of("p2")});

  EXPECT_THAT(watch.overdue(state, kNow + 4999), IsEmpty());
  EXPECT_THAT(watch.overdue(state, kNow + 5000),
              ElementsAre("No leader has seen it yet. It stays with them."));
  EXPECT_THAT(watch.overdue(state, kNow + 9000), IsEmpty());
}

TEST(SignalWatch, TellsASenderThatNoLeaderIsConnected) {
  SignalWatch watch;
  TestState state = state_of("Farid", {signal_of("p2")});
  person(state, "Amina").connected = 0;

  EXPECT_THAT(watch.overdue(state, kNow + 5000),
              ElementsAre("No leader is connected. Whoever leads next will see it."));
}

TEST(SignalWatch, TakesALeaderWhoseConnectionDoesNotAnswerForAbsent) {
  SignalWatch watch;
  TestState state = state_of("Farid", {signal_of("p2")});
  person(state, "Amina").answers = STEPBACK_ANSWERS_NO;

  EXPECT_THAT(watch.overdue(state, kNow + 5000),
              ElementsAre("No leader is connected. Whoever leads next will see it."));
}

class SeenSignals : public testing::Test {
 protected:
  SignalWatch watch;
  const SignalWatch::Steady::time_point start{};
  const TestState state = state_of("Amina", {signal_of("p2", "n1"), signal_of("p1", "n2")});
};

TEST_F(SeenSignals, AreThoseOfOthersOnceAndAgainWhenTheyAreSentAgain) {
  stepback_signal_record again = signal_of("p2", "n1");
  again.times = 2;

  EXPECT_THAT(watch.to_see(state, start), ElementsAre(StrEq("n1")));
  EXPECT_THAT(watch.to_see(state, start), IsEmpty());
  EXPECT_THAT(watch.to_see(state_of("Amina", {again}), start), ElementsAre(StrEq("n1")));
  EXPECT_THAT(watch.to_see(state_of("Farid", {signal_of("p2")}), start), IsEmpty());
}

TEST_F(SeenSignals, AreSaidAgainOnANewConnection) {
  watch.to_see(state, start);
  watch.reconnected();

  EXPECT_EQ(watch.to_see(state, start).size(), 1U);
}

TEST_F(SeenSignals, AreSaidAgainEveryFiveSecondsUntilTheServerKnows) {
  const auto after = [this](int ms) {
    return watch.to_see(state, start + std::chrono::milliseconds{ms}).size();
  };

  EXPECT_EQ(after(0), 1U);
  EXPECT_EQ(after(4999), 0U);
  EXPECT_EQ(after(5000), 1U);
  EXPECT_EQ(after(9999), 0U);
  EXPECT_EQ(after(10'000), 1U);
}

TEST_F(SeenSignals, AreForgottenWithTheState) {
  watch.to_see(state, start);
  watch.to_see(state_of("Amina", {}), start);

  EXPECT_EQ(watch.to_see(state, start).size(), 1U);
}

TEST(SignalWatch, ForgetsWhatItToldOfASignalThatIsGone) {
  SignalWatch watch;
  const TestState state = state_of("Farid", {signal_of("p2")});
  watch.overdue(state, kNow + 5000);
  watch.overdue(state_of("Farid", {}), kNow + 6000);

  EXPECT_EQ(watch.overdue(state, kNow + 7000).size(), 1U);
}

}  // namespace
}  // namespace stepback::cli

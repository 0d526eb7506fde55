#include "signalling/net/websocket/silence_watch.hpp"

#include <gtest/gtest.h>

#include <string>

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;

constexpr SilenceWatch::Bounds kBounds{.ping_after = 10s, .hangup_after = 20s};

/// The seconds at which something is due, such as "2 ping, 5 silent".
std::string due_within(SilenceWatch& watch, int seconds) {
  std::string all;
  const auto add = [&](int second, const char* what) {
    if (!all.empty()) all += ", ";
    all += std::to_string(second) + " " + what;
  };
  for (int second = 0; second <= seconds; ++second) {
    const SilenceWatch::Due due = watch.second_passed(kBounds);
    if (due.ping) add(second, "ping");
    if (due.tell) add(second, "silent");
    if (due.hangup) add(second, "over");
  }
  return all;
}

TEST(SilenceWatch, PingsAfterTenSecondsAndGivesUpAfterTwenty) {
  SilenceWatch watch;
  EXPECT_FALSE(watch.heard());
  EXPECT_EQ(due_within(watch, 20), "10 ping, 20 over");
}

TEST(SilenceWatch, OfACloselyWatchedPeerPingsAfterTwoSecondsAndTellsAfterFive) {
  SilenceWatch watch;
  watch.watch_closely(true);
  EXPECT_EQ(due_within(watch, 20), "2 ping, 5 silent, 10 ping, 20 over");
}

TEST(SilenceWatch, TellsEachChangeOnce) {
  SilenceWatch watch;
  watch.watch_closely(true);
  EXPECT_TRUE(watch.heard());
  watch.watch_closely(true);
  EXPECT_FALSE(watch.heard());
  EXPECT_EQ(due_within(watch, 9), "2 ping, 5 silent");
  EXPECT_TRUE(watch.heard());
  EXPECT_FALSE(watch.heard());
}

TEST(SilenceWatch, TellsNothingOfAPeerThatIsWatchedNoMoreAndBeginsAnew) {
  SilenceWatch watch;
  watch.watch_closely(true);
  EXPECT_TRUE(watch.heard());
  watch.watch_closely(false);
  EXPECT_EQ(due_within(watch, 9), "");
  EXPECT_FALSE(watch.heard());
  watch.watch_closely(true);
  EXPECT_TRUE(watch.heard());
}

}  // namespace
}  // namespace stepback::signalling::test

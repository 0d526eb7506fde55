#include "plugin/cli/words/time_words.hpp"

#include <gtest/gtest.h>

#include "tests/plugin/cli/group.hpp"

namespace stepback::cli {
namespace {

using test::kTwoOClock;

TEST(TimeWords, CountsBegunMinutesAsWhole) {
  EXPECT_EQ(minutes_in_words(18 * kMinuteMs), "18 minutes");
  EXPECT_EQ(minutes_in_words(18 * kMinuteMs + 400), "18 minutes");
  EXPECT_EQ(minutes_in_words(17 * kMinuteMs + 30'000), "18 minutes");
  EXPECT_EQ(minutes_in_words(kMinuteMs), "1 minute");
  EXPECT_EQ(minutes_in_words(30'000), "less than a minute");
  EXPECT_EQ(minutes_in_words(-5), "less than a minute");
}

TEST(TimeWords, SaysDistancesBothWays) {
  EXPECT_EQ(distance_in_words(18 * kMinuteMs), "in 18 minutes");
  EXPECT_EQ(distance_in_words(10'000), "now");
  EXPECT_EQ(distance_in_words(-10'000), "now");
  EXPECT_EQ(distance_in_words(-45'000), "less than a minute ago");
  EXPECT_EQ(distance_in_words(-3 * kMinuteMs), "3 minutes ago");
}

TEST(TimeWords, ShowsLocalTimesOfDay) {
  test::use_utc();

  EXPECT_EQ(time_of_day(kTwoOClock + 45 * kMinuteMs), "14:45");
}

TEST(TimeWords, TakesTheNearestTimeAcrossMidnight) {
  test::use_utc();
  const Instant before_midnight = kTwoOClock + (9 * 60 + 50) * kMinuteMs;  // 23:50

  EXPECT_EQ(nearest_time_of_day(0, 10, before_midnight), before_midnight + 20 * kMinuteMs);
  EXPECT_EQ(nearest_time_of_day(23, 40, before_midnight), before_midnight - 10 * kMinuteMs);
  EXPECT_EQ(nearest_time_of_day(23, 50, before_midnight + 20 * kMinuteMs), before_midnight);
}

}  // namespace
}  // namespace stepback::cli

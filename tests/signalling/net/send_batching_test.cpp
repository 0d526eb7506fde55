#include "signalling/net/websocket/batch_time.hpp"

#include <gtest/gtest.h>

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::microseconds kLate = 6ms;
constexpr std::chrono::microseconds kInTime = 1ms;

void measure(BatchTime& time, int times, std::chrono::microseconds late) {
  for (int i = 0; i < times; ++i) time.measured(late);
}

TEST(BatchTime, BeginsWhenTheLoopIsLateThreeTimesInARow) {
  BatchTime time;
  EXPECT_EQ(time.time(), 0ms);
  measure(time, 2, kLate);
  EXPECT_EQ(time.time(), 0ms);
  measure(time, 1, kLate);
  EXPECT_EQ(time.time(), 2ms);
}

TEST(BatchTime, DoesNotBeginForLatenessNowAndThen) {
  BatchTime time;
  for (int i = 0; i < 100; ++i) {
    measure(time, 2, kLate);
    measure(time, 1, kInTime);
  }
  EXPECT_EQ(time.time(), 0ms);
}

TEST(BatchTime, GrowsWhileTheLoopStaysLateButNotBeyondTenMilliseconds) {
  BatchTime time;
  measure(time, 6, kLate);
  EXPECT_EQ(time.time(), 4ms);
  measure(time, 100, kLate);
  EXPECT_EQ(time.time(), 10ms);
}

TEST(BatchTime, EndsStepByStepWhenTheLoopIsInTime) {
  BatchTime time;
  measure(time, 6, kLate);
  measure(time, 3, kInTime);
  EXPECT_EQ(time.time(), 2ms);
  measure(time, 3, kInTime);
  EXPECT_EQ(time.time(), 0ms);
  measure(time, 100, kInTime);
  EXPECT_EQ(time.time(), 0ms);
}

TEST(BatchTime, ExactlyAsLateAsIsBearableIsInTime) {
  BatchTime time;
  measure(time, 100, BatchTime::kLate);
  EXPECT_EQ(time.time(), 0ms);
}

}  // namespace
}  // namespace stepback::signalling::test

#include "signalling/net/websocket/hold.hpp"

#include <gtest/gtest.h>

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::microseconds kLate = 6ms;
constexpr std::chrono::microseconds kInTime = 1ms;

void measure(Hold& hold, int times, std::chrono::microseconds late) {
  for (int i = 0; i < times; ++i) hold.measured(late);
}

TEST(Hold, BeginsWhenTheLoopIsLateThreeTimesInARow) {
  Hold hold;
  EXPECT_EQ(hold.time(), 0ms);
  measure(hold, 2, kLate);
  EXPECT_EQ(hold.time(), 0ms);
  measure(hold, 1, kLate);
  EXPECT_EQ(hold.time(), 2ms);
}

TEST(Hold, DoesNotBeginForLatenessNowAndThen) {
  Hold hold;
  for (int i = 0; i < 100; ++i) {
    measure(hold, 2, kLate);
    measure(hold, 1, kInTime);
  }
  EXPECT_EQ(hold.time(), 0ms);
}

TEST(Hold, GrowsWhileTheLoopStaysLateButNotBeyondTenMilliseconds) {
  Hold hold;
  measure(hold, 6, kLate);
  EXPECT_EQ(hold.time(), 4ms);
  measure(hold, 100, kLate);
  EXPECT_EQ(hold.time(), 10ms);
}

TEST(Hold, EndsStepByStepWhenTheLoopIsInTime) {
  Hold hold;
  measure(hold, 6, kLate);
  measure(hold, 3, kInTime);
  EXPECT_EQ(hold.time(), 2ms);
  measure(hold, 3, kInTime);
  EXPECT_EQ(hold.time(), 0ms);
  measure(hold, 100, kInTime);
  EXPECT_EQ(hold.time(), 0ms);
}

TEST(Hold, ExactlyAsLateAsIsBearableIsInTime) {
  Hold hold;
  measure(hold, 100, Hold::kLate);
  EXPECT_EQ(hold.time(), 0ms);
}

}  // namespace
}  // namespace stepback::signalling::test

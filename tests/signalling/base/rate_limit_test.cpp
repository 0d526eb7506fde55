#include "signalling/base/rate_limit.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;

int take_all(RateLimit& limit, protocol::Duration now) {
  int taken = 0;
  while (limit.take(1, now)) ++taken;
  return taken;
}

TEST(RateLimit, IsFullAtFirst) {
  RateLimit limit{20, 40};

  EXPECT_EQ(take_all(limit, 10min), 40);
}

TEST(RateLimit, RefillsAtItsRate) {
  RateLimit limit{20, 40};
  take_all(limit, 0ms);

  EXPECT_EQ(take_all(limit, 49ms), 0);
  EXPECT_EQ(take_all(limit, 50ms), 1);
  EXPECT_EQ(take_all(limit, 1050ms), 20);
}

TEST(RateLimit, HoldsNoMoreThanItsBurst) {
  RateLimit limit{20, 40};
  take_all(limit, 0ms);

  EXPECT_EQ(take_all(limit, 24h), 40);
}

TEST(RateLimit, WhatIsTooMuchTakesNothing) {
  RateLimit limit{10, 10};

  EXPECT_FALSE(limit.take(11, 0ms));
  EXPECT_TRUE(limit.take(10, 0ms));
}

TEST(RateLimit, NeverGivesMoreThanBurstAndRateInAnyStretch) {
  EXPECT_TRUE(rc::check("burst + rate * time bounds what is given", [] {
    const auto waits = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 300));
    RateLimit limit{20, 40};
    protocol::Duration now = 1h;
    double given = 0;
    for (const int wait : waits) {
      now += protocol::Duration{wait};
      while (limit.take(1, now)) ++given;
      const double passed = std::chrono::duration<double>(now - protocol::Duration{1h}).count();
      RC_ASSERT(given <= 40 + 20 * passed + 1e-6);
    }
  }));
}

}  // namespace
}  // namespace stepback::signalling::test

#include "plugin/cli/rehearsal/turn_taking.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <vector>

namespace stepback::cli::rehearsal {
namespace {

/// A stretch of time in which one person talked, or nobody did.
struct Stretch {
  std::optional<std::size_t> who;
  Instant length = 0;
};

/// Turn taking over ten minutes of unchanging wishes, asked ten times a second.
std::vector<Stretch> stretches(std::span<const Wish> wishes, std::uint32_t seed = 5) {
  TurnTaking turns{seed};
  std::vector<Stretch> all;
  for (Instant now = 1'000'000; now < 1'600'000; now += 100) {
    const auto who = turns.talker(now, wishes);
    if (all.empty() || all.back().who != who) all.push_back({who, 0});
    all.back().length += 100;
  }
  all.pop_back();  // cut off by the end
  return all;
}

TEST(TurnTaking, GivesOneAfterAnotherAPhraseWithPausesBetween) {
  const std::array<Wish, 4> wishes{Wish::some, Wish::some, Wish::some, Wish::some};
  std::map<std::size_t, int> turns;
  std::optional<std::size_t> last;
  for (const Stretch& each : stretches(wishes)) {
    if (!each.who) {
      EXPECT_GE(each.length, TurnTaking::kShortestPauseMs - 100);
      EXPECT_LE(each.length, TurnTaking::kLongestPauseMs + 100);
      continue;
    }
    EXPECT_GE(each.length, TurnTaking::kShortestPhraseMs - 100);
    EXPECT_LE(each.length, TurnTaking::kLongestPhraseMs + 100);
    EXPECT_NE(each.who, last) << "others want to talk as well";
    last = each.who;
    ++turns[*each.who];
  }
  ASSERT_EQ(turns.size(), wishes.size());
  for (const auto& [who, count] : turns) EXPECT_GE(count, 5) << who;
}

TEST(TurnTaking, LetsNobodyTalkWhileNobodyWantsTo) {
  const std::array<Wish, 2> wishes{Wish::none, Wish::none};
  EXPECT_TRUE(stretches(wishes).empty()) << "one silence, to the end";
}

TEST(TurnTaking, OneAloneGoesOnAfterABreath) {
  const std::array<Wish, 3> wishes{Wish::none, Wish::some, Wish::none};
  for (const Stretch& each : stretches(wishes)) {
    if (each.who) {
      EXPECT_EQ(*each.who, 1U);
    } else {
      EXPECT_LE(each.length, TurnTaking::kLongestBreathMs + 100);
    }
  }
}

TEST(TurnTaking, PrefersTheStrongestWish) {
  const std::array<Wish, 3> wishes{Wish::some, Wish::first, Wish::some};
  for (const Stretch& each : stretches(wishes)) {
    if (each.who) {
      EXPECT_EQ(*each.who, 1U);
    }
  }
}

TEST(TurnTaking, WhoMayNotTalkAnyMoreIsSilentAtOnce) {
  TurnTaking turns{5};
  std::array<Wish, 2> wishes{Wish::none, Wish::some};
  ASSERT_EQ(turns.talker(10'000, wishes), 1U);
  wishes[1] = Wish::none;
  EXPECT_EQ(turns.talker(10'100, wishes), std::nullopt);
}

}  // namespace
}  // namespace stepback::cli::rehearsal

#include "plugin/src/audio/spsc_ring.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <numeric>
#include <thread>
#include <vector>

namespace stepback::plugin {
namespace {

TEST(SpscRing, GivesBackWhatWasWrittenInOrderAcrossItsEnd) {
  SpscRing<int> ring(5);
  std::array<int, 4> out{};
  for (int round = 0; round < 20; ++round) {
    const std::array<int, 3> in{round, round + 1, round + 2};
    ASSERT_EQ(ring.write(in), 3U);
    ASSERT_EQ(ring.readable(), 3U);
    ASSERT_EQ(ring.read(out), 3U);
    EXPECT_EQ(std::vector<int>(out.begin(), out.begin() + 3),
              std::vector<int>(in.begin(), in.end()));
  }
  EXPECT_EQ(ring.written(), 60U);
}

TEST(SpscRing, TakesNoMoreThanItHasRoomFor) {
  SpscRing<int> ring(4);
  const std::array<int, 6> in{1, 2, 3, 4, 5, 6};

  EXPECT_EQ(ring.write(in), 4U);
  EXPECT_EQ(ring.write(in), 0U);

  std::array<int, 6> out{};
  EXPECT_EQ(ring.read(out), 4U);
  EXPECT_EQ(out[3], 4);
  EXPECT_EQ(ring.read(out), 0U);
}

TEST(SpscRing, LosesNothingBetweenTwoThreads) {
  constexpr std::uint32_t kItems = 200'000;
  SpscRing<std::uint32_t> ring(97);
  std::thread writer([&ring] {
    std::vector<std::uint32_t> chunk(13);
    std::uint32_t next = 0;
    while (next < kItems) {
      std::iota(chunk.begin(), chunk.end(), next);
      const std::size_t most = std::min<std::size_t>(chunk.size(), kItems - next);
      const std::size_t taken = ring.write(std::span(chunk).first(most));
      next += static_cast<std::uint32_t>(taken);
      if (taken == 0) std::this_thread::yield();
    }
  });

  std::uint32_t expected = 0;
  std::uint32_t wrong = 0;
  std::array<std::uint32_t, 17> out{};
  while (expected < kItems) {
    const std::size_t count = ring.read(out);
    for (std::size_t i = 0; i < count; ++i) wrong += out[i] == expected++ ? 0U : 1U;
    if (count == 0) std::this_thread::yield();
  }
  writer.join();

  EXPECT_EQ(wrong, 0U);
}

}  // namespace
}  // namespace stepback::plugin

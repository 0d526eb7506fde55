#include "plugin/src/playout/limiter.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "tests/plugin/playout/sound.hpp"

namespace stepback::plugin {
namespace {

Samples limited(Samples samples) {
  Limiter limiter;
  samples.resize(samples.size() + Limiter::kLookahead);
  limiter.process(samples);
  return samples;
}

TEST(Limiter, LeavesOneVoiceUnchangedAndOneMillisecondLater) {
  const Samples voice = Tone(440, 0.97).next(kSampleRate);
  const Samples out = limited(voice);
  for (std::size_t i = 0; i < voice.size(); ++i) {
    ASSERT_EQ(out[i + Limiter::kLookahead], voice[i]) << "sample " << i;
  }
}

TEST(Limiter, TurnsALoudSumDownWithoutBendingIt) {
  const Samples out = limited(Tone(440, 3.0).next(kSampleRate));
  const auto second_half = std::span(out).subspan(kSampleRate / 2, kSampleRate / 4);
  EXPECT_NEAR(amplitude_of(440, second_half), Limiter::kCeiling, 0.02);
  // Clipping would put 30 % of the amplitude into the third harmonic.
  EXPECT_LT(amplitude_of(1320, second_half), 0.01 * amplitude_of(440, second_half));
}

TEST(Limiter, ComesBackToFullGainAfterAPeak) {
  Samples samples = Tone(440, 0.5).next(kSampleRate * 2);
  samples[100] = 8.0F;
  const Samples out = limited(samples);
  const std::size_t late = kSampleRate * 2 - 1000;
  EXPECT_EQ(out[late + Limiter::kLookahead], samples[late]);
  EXPECT_LT(std::abs(out[300 + Limiter::kLookahead]), 0.2F);
}

TEST(Limiter, MakesSilenceOfWhatIsNoNumber) {
  Samples samples(1000, 0.1F);
  samples[10] = std::numeric_limits<float>::quiet_NaN();
  samples[20] = std::numeric_limits<float>::infinity();
  const Samples out = limited(samples);
  EXPECT_EQ(out[10 + Limiter::kLookahead], 0.0F);
  EXPECT_EQ(out[20 + Limiter::kLookahead], 0.0F);
  EXPECT_EQ(out[21 + Limiter::kLookahead], 0.1F);
}

RC_GTEST_PROP(Limiter, NeverExceedsTheCeiling, ()) {
  const auto gain = *rc::gen::inRange(1, 40);
  const auto steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(-1000, 1000));
  Limiter limiter;
  for (const int step : steps) {
    Samples chunk(static_cast<std::size_t>(std::abs(step) % 97 + 1),
                  static_cast<float>(gain * step) / 1000.0F);
    limiter.process(chunk);
    for (const float sample : chunk) RC_ASSERT(std::abs(sample) <= Limiter::kCeiling);
  }
}

}  // namespace
}  // namespace stepback::plugin

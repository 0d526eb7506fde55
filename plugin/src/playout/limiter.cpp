#include "plugin/src/playout/limiter.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stepback::plugin {
namespace {

constexpr float kRelease = 1.0F / 4800.0F;  // a time constant of 100 ms at 48 kHz
constexpr float kNothing = 1e-5F;           // an inaudible cut: 0.0001 dB

}  // namespace

void Limiter::process(std::span<float> samples) {
  for (float& sample : samples) sample = next(sample);
}

// The cut that a peak needs stays in `needed_` while the peak waits in `delayed_`. So each of the
// kLookahead cuts in `held_` whose mean meets the peak is at least that cut, and so is the mean.
// Because the mean is applied, the gain moves without a step.
float Limiter::next(float sample) {
  if (!std::isfinite(sample)) sample = 0.0F;
  const float peak = std::abs(sample);
  const float out = delayed_[at_];
  delayed_[at_] = sample;
  needed_[at_] = peak > kCeiling ? 1.0F - kCeiling / peak : 0.0F;

  cut_ -= cut_ * kRelease;
  if (cut_ < kNothing) cut_ = 0.0F;
  cut_ = std::max(cut_, *std::max_element(needed_.begin(), needed_.end()));
  const float applied = std::accumulate(held_.begin(), held_.end(), 0.0F) / kLookahead;
  held_[at_] = cut_;
  at_ = (at_ + 1) % kLookahead;
  return std::clamp(out * (1.0F - applied), -kCeiling, kCeiling);
}

}  // namespace stepback::plugin

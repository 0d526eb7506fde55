#pragma once

// Keeps the sum of several voices within full scale. It looks 1 ms ahead: the gain is down before a
// peak arrives, and comes back over about 100 ms. Below the ceiling samples pass unchanged, 1 ms
// later; above it the output never exceeds the ceiling, whatever comes in.

#include <array>
#include <cstddef>
#include <span>

namespace stepback::plugin {

/// One thread; no allocation.
class Limiter {
 public:
  static constexpr float kCeiling = 0.98F;
  /// Samples of delay: 1 ms.
  static constexpr std::size_t kLookahead = 48;

  /// Limits in place. What is not a finite number comes out as silence.
  void process(std::span<float> samples);

 private:
  float next(float sample);

  std::array<float, kLookahead> delayed_{};
  // "Cut" is 1 - gain. What each delayed sample needs, and the held cut whose mean is applied.
  std::array<float, kLookahead> needed_{};
  std::array<float, kLookahead> held_{};
  float cut_ = 0.0F;
  std::size_t at_ = 0;
};

}  // namespace stepback::plugin

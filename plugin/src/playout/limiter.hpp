#pragma once

// Keeps the sum of several voices within full scale. The limiter looks 1 ms ahead: the gain goes
// down before a peak arrives, and comes back over about 100 ms. Samples below the ceiling pass
// unchanged, 1 ms later. The output never exceeds the ceiling, whatever the input.

#include <array>
#include <cstddef>
#include <span>

namespace stepback::plugin {

/// Used on one thread; does not allocate.
class Limiter {
 public:
  static constexpr float kCeiling = 0.98F;
  /// Samples of delay: 1 ms.
  static constexpr std::size_t kLookahead = 48;

  /// Limits the samples in place. A sample that is not a finite number becomes silence.
  void process(std::span<float> samples);

 private:
  float next(float sample);

  std::array<float, kLookahead> delayed_{};
  // A "cut" is 1 - gain. needed_: the cut that each delayed sample needs. held_: the cuts of the
  // last millisecond, whose mean is applied.
  std::array<float, kLookahead> needed_{};
  std::array<float, kLookahead> held_{};
  float cut_ = 0.0F;
  std::size_t at_ = 0;
};

}  // namespace stepback::plugin

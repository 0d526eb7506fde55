#pragma once

// The wait before the next attempt to connect: 250 ms, doubled up to 5 s. Each wait is shortened at
// random by up to a half, so that a group does not come back in one wave after a restart.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <random>

namespace stepback::plugin {

class Backoff {
 public:
  static constexpr std::chrono::milliseconds kFirst{250};
  static constexpr std::chrono::milliseconds kLongest{5000};

  explicit Backoff(std::uint32_t seed) : random_(seed) {}

  /// The wait before the next attempt.
  std::chrono::milliseconds next() {
    const std::chrono::milliseconds full = next_;
    next_ = std::min(2 * next_, kLongest);
    std::uniform_int_distribution<std::int64_t> jitter(full.count() / 2, full.count());
    return std::chrono::milliseconds{jitter(random_)};
  }

  /// Call it when a connection was good: the next wait is the shortest again.
  void reset() { next_ = kFirst; }

 private:
  std::chrono::milliseconds next_ = kFirst;
  std::minstd_rand random_;
};

}  // namespace stepback::plugin

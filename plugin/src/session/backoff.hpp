#pragma once

// The wait before the next attempt to connect: the first pause of kClientTimings, doubled up to the
// longest. Each wait is shortened at random by up to a half, so that a group does not come back in
// one wave after a restart.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <random>

#include "protocol/base/client_timings.hpp"

namespace stepback::plugin {

class Backoff {
 public:
  explicit Backoff(std::uint32_t seed) : random_(seed) {}

  /// The wait before the next attempt.
  std::chrono::milliseconds next() {
    const std::chrono::milliseconds full = next_;
    next_ = std::min(2 * next_, protocol::kClientTimings.longest_pause);
    std::uniform_int_distribution<std::int64_t> jitter(full.count() / 2, full.count());
    return std::chrono::milliseconds{jitter(random_)};
  }

  /// Call it when a connection was good: the next wait is the shortest again.
  void reset() { next_ = protocol::kClientTimings.first_pause; }

 private:
  std::chrono::milliseconds next_ = protocol::kClientTimings.first_pause;
  std::minstd_rand random_;
};

}  // namespace stepback::plugin

#pragma once

// A token bucket: limits the average rate per second and the size of a burst.

#include <algorithm>

#include "protocol/base/ids.hpp"

namespace stepback::signalling {

class RateLimit {
 public:
  /// Full at first. `burst` is the most that may be taken at once.
  RateLimit(double per_second, double burst)
      : per_second_(per_second), burst_(burst), tokens_(burst) {}

  /// Takes `amount` if it is there; else returns false. `now` must never go back.
  bool take(double amount, protocol::Duration now) {
    if (!has(amount, now)) return false;
    tokens_ -= amount;
    return true;
  }
  /// Whether `amount` is there. `now` must never go back.
  bool has(double amount, protocol::Duration now) {
    tokens_ = at(now);
    last_ = now;
    return tokens_ >= amount;
  }
  /// How much is there.
  double left(protocol::Duration now) const { return at(now); }
  /// Whether the bucket is full again.
  bool is_full(protocol::Duration now) const { return at(now) >= burst_; }

 private:
  double at(protocol::Duration now) const {
    return std::min(burst_, tokens_ + per_second_ * seconds(now - last_));
  }
  static double seconds(protocol::Duration span) {
    return std::chrono::duration<double>(span).count();
  }

  double per_second_;
  double burst_;
  double tokens_;
  protocol::Duration last_{};
};

}  // namespace stepback::signalling

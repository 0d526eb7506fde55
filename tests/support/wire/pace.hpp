#pragma once

// Computes how soon a client may send its next message within the limits that the server states in
// `welcome`. Without it a test on a fast machine would exceed them. Pure: the caller passes the
// time.

#include <algorithm>
#include <chrono>

namespace stepback {

/// Counts only the time in which every message has its answer. The server sees no less time go by
/// between an answered message and the next one. So the server never counts more messages than
/// this.
class Pace {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// Sets the limits: `per_second` messages in the long run, `burst` at once.
  void keep_to(double per_second, double burst, Time now) {
    per_second_ = per_second;
    burst_ = burst;
    idle_since_ = now;
  }
  /// Call this for each message that is sent.
  void sent() { ++spent_; }
  /// Call this when every message that was sent has been answered.
  void answered(Time now) { idle_since_ = now; }
  /// Returns when the next message may be sent: `now`, or later. Call next() again after the wait,
  /// since it counts the wait only then.
  Time next(Time now) {
    if (per_second_ <= 0) return now;
    const std::chrono::duration<double> idle = now - idle_since_;
    idle_since_ = now;
    spent_ = std::max(0.0, spent_ - per_second_ * idle.count());
    const std::chrono::duration<double> wait{std::max(0.0, (spent_ + 1 - burst_) / per_second_)};
    return now + std::chrono::ceil<Time::duration>(wait);
  }

 private:
  double per_second_ = 0;  ///< 0: no limit is known yet
  double burst_ = 0;
  double spent_ = 0;  ///< messages that time has not yet made up for
  Time idle_since_{};
};

}  // namespace stepback

#pragma once

// How soon a client may send its next message if it keeps to the limits that the server states in
// `welcome`. A test on a fast machine would exceed them otherwise. Pure: the time comes in.

#include <algorithm>
#include <chrono>

namespace stepback::flow {

/// Counts only the time in which every message has its answer. The server sees no less time go by
/// between an answered message and the next one. So the server never counts more messages than
/// this.
class Pace {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// The limits have come: so many messages a second in the long run, so many at once.
  void keep_to(double per_second, double burst, Time now) {
    per_second_ = per_second;
    burst_ = burst;
    idle_since_ = now;
  }
  /// A message goes out.
  void sent() { ++spent_; }
  /// All that was sent has been answered.
  void answered(Time now) { idle_since_ = now; }
  /// When the next message may go out: `now`, or later. After a wait it has to be asked again, for
  /// that is when the wait is counted.
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
  double spent_ = 0;  ///< messages that time has not forgiven yet
  Time idle_since_{};
};

}  // namespace stepback::flow

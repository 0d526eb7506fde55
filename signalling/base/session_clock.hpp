#pragma once

// The clock of the sessions. It reads the wall clock once and then follows the time since the
// machine's start, so it never jumps when somebody sets the machine's clock. A planned end stays at
// its minute, also if the machine slept in between.

#include "signalling/base/clock.hpp"
#include "signalling/base/time_source.hpp"

namespace stepback::signalling {

/// Loop thread, or before it runs.
class SessionClock final : public Clock {
 public:
  /// Reads the wall clock. The reference outlives the clock.
  explicit SessionClock(const TimeSource& source)
      : source_(source), anchor_(source.wall()), anchored_at_(source.since_boot()) {}

  protocol::Instant now() const override { return anchor_ + (source_.since_boot() - anchored_at_); }
  protocol::Duration uptime() const override { return source_.since_boot(); }
  bool in_doubt() const override { return in_doubt_; }

  /// Makes `now` the present time. Every age and every planned end of a session is moved by that,
  /// so call it only while no session has begun.
  void anchor(protocol::Instant now) {
    anchor_ = now;
    anchored_at_ = source_.since_boot();
  }
  /// How far the wall clock is ahead of this clock; less than zero if it is behind.
  protocol::Duration wall_ahead() const { return source_.wall() - now(); }
  void set_in_doubt(bool doubted) { in_doubt_ = doubted; }
  const TimeSource& source() const { return source_; }

 private:
  const TimeSource& source_;
  protocol::Instant anchor_;
  protocol::Duration anchored_at_;
  bool in_doubt_ = false;
};

}  // namespace stepback::signalling

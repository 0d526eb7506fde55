#pragma once

// Watches the machine's clock for the session clock: notices jumps, logs them, and anchors the
// session clock anew when nobody is harmed by that. Says when dates are sure enough to delete
// records by them.

#include <chrono>
#include <optional>

#include "signalling/base/clock_start.hpp"
#include "signalling/base/session_clock.hpp"

namespace stepback::signalling {

/// The session clock is anchored anew only if it is further off than this.
inline constexpr std::chrono::seconds kClockStep{2};
/// How long the clock must not have jumped before records are purged.
inline constexpr std::chrono::hours kQuietBeforePurge{1};

/// Loop thread, or before it runs.
class ClockWatch {
 public:
  /// The reference outlives the watch.
  explicit ClockWatch(SessionClock& clock);

  /// Anchors the session clock by what the journal knows. Call it once, before any session uses the
  /// clock. Logs `clockJumped` or `clockUnseen` with the difference in seconds if there is a doubt.
  void start(const KnownTimes& known);
  /// Compares the clocks; call it about every 200 ms. `begun` says whether a session has begun and
  /// not ended. Logs `clockJumped` for each jump of more than kClockJump. Anchors the session clock
  /// at the wall clock if it is off and no session has begun, and then returns true. Whether dates
  /// are sure enough to delete by them is not changed by that.
  bool look(bool begun);
  /// Whether records may be deleted because of their age now. They may not while the date is in
  /// doubt, nor in the first kQuietBeforePurge after the start or a jump.
  bool may_purge() const;
  /// Whether the date is in doubt: start() or a long jump raised a doubt that has not passed, or
  /// the wall clock and the session clock differ by more than kClockJump.
  bool is_date_in_doubt() const { return is_doubted() || clock_.in_doubt(); }
  /// What is to be kept about the time now.
  ClockMark mark() const;

 private:
  protocol::Duration quiet_for() const { return clock_.uptime() - quiet_since_; }
  bool is_doubted() const { return doubted_until_ && clock_.uptime() < *doubted_until_; }

  SessionClock& clock_;
  protocol::Duration quiet_since_;    ///< the uptime at the start or the last jump
  protocol::Duration known_ahead_{};  ///< SessionClock::wall_ahead() after the last jump
  std::optional<protocol::Duration> doubted_until_;  ///< an uptime
};

}  // namespace stepback::signalling

#pragma once

// Judges the machine's clock when a server starts or an operator wants to purge: whether it agrees
// with what the journal knows about the time. It reads the time source and nothing else.

#include <chrono>
#include <optional>
#include <string>

#include "protocol/base/ids.hpp"
#include "signalling/base/time_source.hpp"

namespace stepback::signalling {

/// A difference beyond this is a jump of the clock. Less is a correction such as NTP makes.
inline constexpr std::chrono::minutes kClockJump{2};
/// A server that runs keeps a mark at least this often.
inline constexpr std::chrono::hours kMarkPeriod{1};
/// A machine that was off may come back this much later without a doubt about its clock.
inline constexpr std::chrono::hours kUnseen{24};
/// How long nothing is purged after a start at a doubtful time, or after a jump of more than
/// kUnseen. By then the clock is corrected, or an operator has seen the warning.
inline constexpr std::chrono::hours kDoubt{24};

/// What a server knew about the time. It is kept every kMarkPeriod, when the server stops, and when
/// its clock is anchored anew.
struct ClockMark {
  std::string boot;               ///< TimeSource::boot()
  protocol::Duration since_boot;  ///< TimeSource::since_boot()
  protocol::Instant at;           ///< the session clock at that moment
  /// If the date was in doubt then: the time since boot before which nothing may be purged.
  std::optional<protocol::Duration> doubted_until;
  friend bool operator==(const ClockMark&, const ClockMark&) = default;
};

/// What a journal knows about the time.
struct KnownTimes {
  std::optional<ClockMark> mark;                  ///< the newest
  std::optional<protocol::Instant> newest_entry;  ///< of all sessions
};

struct StartTime {
  enum class Kind {
    trusted,
    unseen,  ///< the wall clock is more than kUnseen ahead of all that is known; it may be right
    jumped   ///< the wall clock is wrong, or was wrong earlier
  };
  Kind kind = Kind::trusted;
  protocol::Instant now;            ///< the best knowledge of the present time
  protocol::Duration wall_ahead{};  ///< how far the wall clock is ahead of what is known
  /// The time since boot before which nothing may be purged, if there is a doubt.
  std::optional<protocol::Duration> doubted_until;
};

/// If the machine has not been started since the mark, the elapsed time is known exactly. `now` is
/// then the expected time, and a wall clock that is more than kClockJump off has jumped. The mark's
/// doubt goes on. It is renewed only if the wall clock is more than kUnseen ahead.
///
/// If the machine has been started since the mark, or if there is no mark, the newest known time
/// counts. A wall clock that is more than kClockJump behind that time has jumped, and `now` is that
/// time. An entry that is more than two kMarkPeriod newer than the mark does not count: the clock
/// was ahead when the entry was written, and was corrected later.
StartTime judge_start(const KnownTimes& known, const TimeSource& source);

}  // namespace stepback::signalling

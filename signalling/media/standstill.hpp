#pragma once

// Knows when the server has stood still: its process was stopped, or its machine had no time for
// it. Packets that waited in the kernel meanwhile are old. If they were passed on, listeners would
// hear seconds of talk at once. Pure: callers pass the time since an arbitrary zero that never
// jumps (Clock::uptime). Loop thread; one for the whole server; outlives the connections.

#include <chrono>
#include <optional>

#include "protocol/base/ids.hpp"

namespace stepback::signalling {

class Standstill {
 public:
  /// A loop that is later than this has stood still. A packet in an Outbox may become as old.
  static constexpr std::chrono::milliseconds kMostLate{400};
  /// For so long after a standstill packets may still come that waited on their sender's machine,
  /// because the server's buffer was full.
  static constexpr std::chrono::milliseconds kAfterwards{200};

  /// The loop is at work. Call this at every audio frame; until the first call nothing is old.
  void loop_works(protocol::Duration now) {
    if (is_late(now)) old_until_ = now + kAfterwards;
    last_ = now;
  }

  /// Whether a packet that is read now may have waited while the server stood still. The loop's
  /// timer may run after the reads of the same turn, so the time of its last call counts too.
  bool may_have_waited(protocol::Duration now) const { return now < old_until_ || is_late(now); }

 private:
  bool is_late(protocol::Duration now) const { return last_ && now - *last_ > kMostLate; }

  std::optional<protocol::Duration> last_;  ///< when the loop was last known to work
  protocol::Duration old_until_ = protocol::Duration::min();
};

}  // namespace stepback::signalling

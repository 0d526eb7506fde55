#pragma once

// What the server does about the time and about old records: it watches the clock, keeps what it
// knows about the time, deletes what is too old, and logs the ledger's head.

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "signalling/base/clock_watch.hpp"
#include "signalling/journal/journal.hpp"

namespace stepback::signalling {

/// How often a mark of the time is kept, old records are deleted, and `journalHead` is logged.
inline constexpr std::chrono::hours kUpkeepPeriod = kMarkPeriod;

/// Loop thread, or before and after it runs.
class Upkeep {
 public:
  /// Gets the sessions that were deleted.
  using Forget = std::function<void(const std::vector<protocol::SessionId>&)>;

  /// The references outlive the object. Without `retention` nothing is deleted.
  Upkeep(SessionClock& clock, Journal& journal, std::optional<std::chrono::seconds> retention,
         Forget forget);

  /// Sets the session clock by what the journal knows about the time. Call start() before the
  /// sessions are recovered. Returns a sentence, and has not set the clock, if the journal cannot
  /// be read.
  tl::expected<void, std::string> start();
  /// Call recovered() when the sessions are recovered. `begun` says whether one of them has begun
  /// and not ended. Takes the machine's time if none has, keeps the first mark, and logs
  /// `journalHead`.
  void recovered(bool begun);
  /// Call tick() about every 200 ms. `begun` says whether a session has begun and not ended. Logs
  /// `purgeHeld` each hour if the date is in doubt and old records would be deleted otherwise.
  void tick(bool begun);
  /// Call stop() after the loop. Keeps a mark, ends the journal's work, and logs `journalHead`.
  void stop();

 private:
  void purge(std::chrono::seconds older_than);
  void log_head() const;

  SessionClock& clock_;
  Journal& journal_;
  std::optional<std::chrono::seconds> retention_;
  Forget forget_;
  ClockWatch watch_;
  protocol::Duration due_{};        ///< the uptime of the next mark
  protocol::Duration purge_due_{};  ///< the uptime from which the next purge may be
};

}  // namespace stepback::signalling

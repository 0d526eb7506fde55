#pragma once

// The journal keeps a session's events. If it does not keep a change, the change does not happen.
// The interface is the seam between the rooms, which never wait, and whatever keeps the events: a
// disk (sqlite/disk_journal.hpp), or later a database on another machine.

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/base/ids.hpp"
#include "protocol/session/event.hpp"
#include "protocol/session/signals.hpp"
#include "signalling/base/clock.hpp"
#include "signalling/base/metrics.hpp"
#include "signalling/journal/archive.hpp"
#include "signalling/journal/lease.hpp"
#include "signalling/journal/placement.hpp"

namespace stepback::signalling {

/// A session that nobody has ended is kept for at least kOldestIdle after its last change. It is
/// also kept until `linksUntil`, if its creator named that time. So the session is kept as long as
/// any of its links works.
inline constexpr std::chrono::days kOldestIdle{7};

/// The events of one change, in order. The first becomes the session's revision `first`.
struct Change {
  protocol::SessionId session;
  protocol::Revision first = 1;
  protocol::Instant at;
  std::vector<protocol::Event> events;
};

/// The open private signals of a session, in place of those before.
struct OpenSignals {
  protocol::SessionId session;
  protocol::Signals signals;
};

/// Why the journal did not carry out an order.
struct JournalFault {
  enum class Kind {
    /// Nothing of the order was made, because nothing can be kept now. The same order may be given
    /// again later.
    unavailable,
    /// The session is not this server's any more: the journal has it at another revision, does not
    /// have it, or has another server for it. The order may stand in the journal, and is not
    /// acknowledged. This server must not go on with the session.
    conflict
  };
  Kind kind = Kind::unavailable;
  std::string why;  ///< a sentence for the log and the operator; people are not shown it
};

/// Why the journal does not carry out orders as it should.
struct JournalTrouble {
  enum class Kind {
    unavailable,  ///< orders are refused as they come
    unknown       ///< orders wait; whether they were made is not known yet
  };
  Kind kind = Kind::unavailable;
  std::string why;  ///< a sentence for the operator
};

/// What a purge did.
struct PurgeOutcome {
  std::vector<protocol::SessionId> sessions;  ///< forgotten for good
  /// Old sessions that stay, because their entries are damaged or do not confirm their dates.
  std::size_t set_aside = 0;
};

/// The objects that a journal uses; they outlive it.
struct JournalDependencies {
  const Clock& clock;
  Metrics& metrics;
  /// Runs a task on the loop thread (EventLoop::post). Called on any thread, and only after the
  /// first order.
  std::function<void(std::function<void()>)> post;
};

/// Loop thread only. Outlives the rooms. Every `done` is called once, on the loop thread, in the
/// order of the calls: later, or before the call returns.
///
/// The outcome of an order can be unknown for a time: the disk hangs, or a connection broke while a
/// change was being committed. The journal itself finds the outcome out. Until then it holds `done`
/// and the later orders back, and trouble() says `unknown`. So an order that may have been made is
/// never reported as not made.
class Journal {
 public:
  /// Nothing if the order is kept for good, else the fault.
  using Kept = tl::expected<void, JournalFault>;
  using Done = std::function<void(Kept)>;
  using Purged = std::function<void(PurgeOutcome)>;

  virtual ~Journal() = default;
  /// Gives back the sessions that this server continues: those that have not ended, or ended at
  /// `since` or later. Waits for the storage, so call it once, before the first order and before
  /// the loop runs. Returns a sentence if the journal cannot be read.
  virtual tl::expected<journal::Recovered, std::string> recover(protocol::Instant since) = 0;
  /// Keeps all of the change's events, or none.
  virtual void append(Change change, Done done) = 0;
  /// Calls `then` once all answers that come together with the present one have come: later in the
  /// same turn of the loop, or before the call returns if no other answer comes with it. So an
  /// owner of many changes announces those together that were kept together.
  virtual void after_answers(std::function<void()> then) = 0;
  /// Keeps the open signals of a session, outside the chain of its events, so that they outlive
  /// this server and can be forgotten. Nobody waits for it. If the journal cannot keep them now, it
  /// tries again by itself with the newest that it was given. It drops the signals of a session
  /// that it does not know or that has ended.
  virtual void keep_signals(OpenSignals signals) = 0;
  /// Forgets a session for good. Succeeds also if the journal does not know the session.
  virtual void remove(const protocol::SessionId& session, Done done) = 0;
  /// Forgets for good the sessions that ended longer ago than `older_than`. Also forgets a session
  /// that nobody has ended, if its last change is longer ago than both `older_than` and
  /// kOldestIdle, and if its `linksUntil` has passed or was not given. A session stays if its
  /// entries do not confirm these dates. `done` gets no session if the journal cannot forget now.
  virtual void purge(std::chrono::seconds older_than, Purged done) = 0;
  /// Remembers what this server knows about the time, in place of an earlier mark. If the journal
  /// cannot keep it now, the earlier one stays.
  virtual void mark(ClockMark mark) = 0;
  /// Returns the ledger's newest row that this server has kept or found at recover(). Nothing if
  /// the journal has no ledger. May also be called after stop().
  virtual std::optional<journal::LedgerHead> head() const = 0;
  /// Calls `done` once all earlier orders are done.
  virtual void flush(std::function<void()> done) = 0;
  /// Says what is wrong now; nothing if all is well. A lease that is not valid is wrong.
  virtual std::optional<JournalTrouble> trouble() const = 0;
  /// Whether this server may act for the journal's sessions. Valid as long as the journal.
  virtual Lease& lease() = 0;
  /// Finds sessions of this journal that this server does not serve. Valid as long as the journal.
  virtual Placement& placement() = 0;
  /// Opens a reader of what the journal has kept, or returns a sentence. To read waits for the
  /// storage, so use it on another thread than the loop's.
  virtual tl::expected<std::unique_ptr<journal::Archive>, std::string> archive() const = 0;
  /// Carries out the waiting orders and ends the journal's work. Call it while the loop behind
  /// `post` still exists. Later orders are unavailable at once.
  virtual void stop() = 0;
};

}  // namespace stepback::signalling

#pragma once

// Reads a journal back: the list of its sessions, and each session's history with its chain, events
// and counts checked. Damage in one session does not concern the others. The interface is the same
// for every journal.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/session/session.hpp"
#include "protocol/session/signals.hpp"
#include "signalling/base/clock_start.hpp"
#include "signalling/journal/ledger.hpp"

namespace stepback::signalling::journal {

/// The dates of a session. What a journal keeps beside the entries has to agree with them.
struct Dates {
  protocol::Instant created_at;               ///< the time of its first entry
  protocol::Instant changed_at;               ///< the time of its last entry
  std::optional<protocol::Instant> ended_at;  ///< the time in its end's event
  friend bool operator==(const Dates&, const Dates&) = default;
};

/// The facts about a session that a journal gives without checking its entries. The dates come from
/// the entries, if there are any.
struct Listed {
  protocol::SessionId id;
  protocol::Instant created_at;
  protocol::Instant changed_at;
  std::optional<protocol::Instant> ended_at;
  protocol::Revision revision = 0;  ///< of its last entry
};

struct Entry {
  protocol::Revision revision = 0;
  protocol::Instant at;  ///< when the change was decided
  protocol::Event event;
};

/// The history of a session that is whole.
struct History {
  std::vector<Entry> entries;
  protocol::Session session;  ///< the session after all entries
};

/// The first fault in a session.
struct Damage {
  protocol::SessionId session;
  protocol::Revision revision = 0;  ///< of the faulty or missing entry; 0 if none is meant
  std::string what;                 ///< a sentence that says what was expected, or what failed
};

/// What a check of the ledger finds.
struct LedgerCheck {
  LedgerHead head;                  ///< the last row that is whole
  std::vector<std::string> faults;  ///< a sentence each
};

/// One thread at a time. Nothing here writes. May read beside a server that writes.
class Archive {
 public:
  Archive() = default;
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;
  virtual ~Archive() = default;

  /// Returns all sessions, in the order of their creation, or a sentence if they cannot be read.
  virtual tl::expected<std::vector<Listed>, std::string> list() const = 0;
  /// Returns a session's history, or its first fault.
  virtual tl::expected<History, Damage> read(const protocol::SessionId& session) const = 0;
  /// Returns a session's open private signals, or a sentence if they cannot be read.
  virtual tl::expected<protocol::Signals, std::string> signals(
      const protocol::SessionId& session) const = 0;
  /// Returns the faults of what the sessions are stored in, a sentence each. Reads all of it.
  /// Returns none if the journal leaves this check to other tools.
  virtual std::vector<std::string> check_storage() const = 0;
  /// Walks the whole ledger and compares it with the sessions. `expected` is a head that was
  /// written down elsewhere, which the ledger has to have. Returns a sentence if the ledger cannot
  /// be read.
  virtual tl::expected<LedgerCheck, std::string> check_ledger(
      const std::optional<LedgerHead>& expected) const = 0;
  /// Returns the ledger's newest row, or a sentence if it cannot be read. Checks nothing.
  virtual tl::expected<LedgerHead, std::string> ledger_head() const = 0;
  /// Returns what the journal knows about the time, or a sentence if it cannot be read.
  virtual tl::expected<KnownTimes, std::string> known_times() const = 0;
};

/// The sessions to continue, and those that cannot be read, which the journal keeps as they are.
struct Recovered {
  std::vector<protocol::Session> sessions;
  std::map<protocol::SessionId, protocol::Signals> signals;  ///< of sessions that have open ones
  std::size_t unreadable_signals = 0;  ///< sessions whose signals cannot be read, and are lost
  std::vector<Damage> set_aside;
};

/// Reads the sessions that have not ended, or ended at `since` or later. Returns a sentence if the
/// list of sessions cannot be read.
tl::expected<Recovered, std::string> read_sessions(const Archive& archive, protocol::Instant since);

}  // namespace stepback::signalling::journal

#pragma once

// Writes to the journal's tables, in SQL. Each call is part of the transaction that the caller has
// open. Throws SQLite::Exception if SQLite fails; the caller then rolls back.

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <vector>

#include "protocol/base/ids.hpp"
#include "signalling/journal/journal.hpp"
#include "signalling/journal/sqlite/ledger_table.hpp"
#include "signalling/journal/sqlite/signal_table.hpp"
#include "signalling/journal/sqlite/sqlite_archive.hpp"

namespace stepback::signalling::journal {

/// Which sessions Store::purge() removes, and why.
struct PurgeRule {
  protocol::Instant before;
  protocol::Instant now;
  LedgerWhat what = LedgerWhat::deletedByAge;
  bool damaged_too = false;  ///< also sessions whose entries are damaged
};

class Store {
 public:
  /// The reference outlives the store.
  explicit Store(SQLite::Database& database);

  /// Begins a transaction's work: forgets what an earlier transaction left if it was rolled back.
  /// Call begin() first in each transaction. It does not throw.
  void begin() noexcept;
  /// Adds the change's events to its session's chain. The signals of a session that ends are
  /// deleted. Returns a conflict, and has written nothing, if the journal does not have the session
  /// or has another revision of it.
  Journal::Kept append(const Change& change);
  /// Keeps the signals in place of those before. Does nothing if the session is not known or has
  /// ended.
  void keep(const OpenSignals& open);
  /// Deletes the session's rows and overwrites them.
  void remove(const protocol::SessionId& session, protocol::Instant now, LedgerWhat what);
  /// Removes the sessions that ended before `before`. Removes sessions that nobody has ended if
  /// nothing has happened in them since `before`, nor in the last kOldestIdle before `now`, and if
  /// their creators wanted no link to work at `now`. A session's entries have to confirm its dates,
  /// or it stays.
  PurgeOutcome purge(const PurgeRule& rule);
  /// Replaces what is known about the time.
  void mark(const ClockMark& mark);
  /// Ends a transaction's work: completes the ledger. Call finish() before the commit. Returns
  /// whether rows were deleted that must not stay in the write-ahead log. If finish() throws, some
  /// of the ledger's rows may have been written. The caller has to roll the transaction back, and
  /// may use the store again after begin().
  bool finish();

 private:
  std::vector<protocol::SessionId> old(const PurgeRule& rule);

  SqliteArchive archive_;
  LedgerTable ledger_;
  SignalTable signals_;
  SQLite::Statement find_;
  SQLite::Statement create_;
  SQLite::Statement add_;
  SQLite::Statement advance_;
  SQLite::Statement running_;
  SQLite::Statement remove_;
  SQLite::Statement old_;
  SQLite::Statement mark_;
  bool deleted_ = false;  ///< in this transaction
};

}  // namespace stepback::signalling::journal

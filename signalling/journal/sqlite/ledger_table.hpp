#pragma once

// The ledger's table in SQL: writes rows within the caller's transaction, and reads them back.
// Throws SQLite::Exception if SQLite fails.

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <map>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "signalling/journal/ledger.hpp"

namespace stepback::signalling::journal {

/// One thread at a time.
class LedgerTable {
 public:
  /// The reference outlives the object.
  explicit LedgerTable(SQLite::Database& database);

  /// Begins a transaction's rows. Forgets what is left of a transaction that was rolled back.
  void begin() { kept_.clear(); }
  /// Adds a row for a session that was created or deleted. The row's number is set here.
  void add(LedgerRow row);
  /// Remembers a session's new end. One row for each session is added by finish().
  void keep(const LedgerRow& row) { kept_.insert_or_assign(row.session, row); }
  /// Adds the remembered rows. Call it before the transaction is committed.
  void finish();

 private:
  SQLite::Statement last_;
  SQLite::Statement add_;
  std::map<std::int64_t, LedgerRow> kept_;
};

/// Writes a `created` row for every session of a journal that had no ledger, and a `kept` row for
/// every session whose row names an entry.
void begin_ledger(SQLite::Database& database);

/// Returns the newest row's number and hash. Returns a sentence if the hash has another size.
tl::expected<LedgerHead, std::string> read_ledger_head(SQLite::Database& database);

/// Takes every row into the reader. Returns the first fault, a sentence.
tl::expected<void, std::string> read_ledger(SQLite::Database& database, LedgerReader& reader);

}  // namespace stepback::signalling::journal

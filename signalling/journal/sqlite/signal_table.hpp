#pragma once

// The table of open private signals. Its rows are no part of a session's chain, so that a call for
// help can be forgotten: they hold who signalled, when and of what kind, and no words. Each call is
// part of the transaction that the caller has open. Throws SQLite::Exception if SQLite fails.

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <string>
#include <tl/expected.hpp>

#include "protocol/session/signals.hpp"

namespace stepback::signalling::journal {

class SignalTable {
 public:
  /// The reference outlives the table.
  explicit SignalTable(SQLite::Database& database);

  /// Replaces the signals of the session with this number. Returns whether rows were deleted, which
  /// must not stay in the write-ahead log.
  bool replace(std::int64_t session, const protocol::Signals& signals);
  /// Deletes the signals of the session with this number, and overwrites them. Returns whether
  /// there were any.
  bool erase(std::int64_t session);

 private:
  SQLite::Statement add_;
  SQLite::Statement erase_;
};

/// Reads the signals of the session with this number, in the order in which they were opened.
/// Returns a sentence if a row is not what SignalTable writes.
tl::expected<protocol::Signals, std::string> read_signals(const SQLite::Database& database,
                                                          std::int64_t session);

}  // namespace stepback::signalling::journal

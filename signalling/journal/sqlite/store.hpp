#pragma once

// Writes to the journal's tables, in SQL. Each call is part of the transaction that the caller has
// open. Throws SQLite::Exception if SQLite fails; the caller then rolls back.

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <vector>

#include "protocol/base/ids.hpp"
#include "signalling/journal/journal.hpp"

namespace stepback::signalling::journal {

class Store {
 public:
  /// The reference outlives the store.
  explicit Store(SQLite::Database& database);

  /// Adds the change's events to its session's chain. Returns a conflict, and has written nothing,
  /// if the journal does not have the session or has another revision of it.
  Journal::Kept append(const Change& change);
  /// Deletes the session's rows and overwrites them.
  void remove(const protocol::SessionId& session);
  /// Removes the sessions that ended before `before`. Removes sessions that nobody has ended if
  /// nothing has happened in them since `before`, nor in the last kOldestIdle before `now`, and if
  /// their creators wanted no link to work at `now`. Returns the removed sessions.
  std::vector<protocol::SessionId> purge(protocol::Instant before, protocol::Instant now);

 private:
  SQLite::Statement find_;
  SQLite::Statement create_;
  SQLite::Statement add_;
  SQLite::Statement advance_;
  SQLite::Statement remove_;
  SQLite::Statement purge_;
};

}  // namespace stepback::signalling::journal

#pragma once

// What is written to the journal, in SQL. Each call is part of the transaction that the caller has
// open. Throws SQLite::Exception if SQLite fails: the caller rolls back then.

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <chrono>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/base/ids.hpp"
#include "signalling/journal/journal.hpp"

namespace stepback::signalling::journal {

/// A session that nobody has ended is not old before its links are: they are good for a week.
inline constexpr std::chrono::days kOldestIdle{7};

class Store {
 public:
  /// The reference outlives the store.
  explicit Store(SQLite::Database& database);

  /// Adds the change's events to its session's chain. A sentence, and nothing written, if the
  /// journal has no such session, or is at another revision of it.
  tl::expected<void, std::string> append(const Change& change);
  /// The session's rows are gone, and overwritten.
  void remove(const protocol::SessionId& session);
  /// Removes the sessions that ended before `before`, and those that nobody has ended, but in which
  /// nothing has happened since, nor for kOldestIdle before `now`. Says which.
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

#include "signalling/journal/sqlite/migrations.hpp"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <array>

#include "signalling/journal/sqlite/ledger_table.hpp"

namespace stepback::signalling::journal {
namespace {

// A session's `revision` and `head` are those of its last entry, so that entries missing at the end
// are noticed too.
constexpr const char* kSessions = R"(
  CREATE TABLE session (
    number     INTEGER PRIMARY KEY,
    id         TEXT    NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    ended_at   INTEGER,
    revision   INTEGER NOT NULL,
    head       BLOB    NOT NULL
  ) STRICT;
  CREATE TABLE entry (
    session  INTEGER NOT NULL REFERENCES session (number) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    event    TEXT    NOT NULL,
    hash     BLOB    NOT NULL,
    PRIMARY KEY (session, revision)
  ) STRICT, WITHOUT ROWID;
)";

// The rows of `signal` are no part of any chain, so that a call for help can be forgotten. `clock`
// has one row at most. A ledger's row outlives its session, so it refers to no row of `session`.
constexpr const char* kLedger = R"(
  CREATE TABLE signal (
    session     INTEGER NOT NULL REFERENCES session (number) ON DELETE CASCADE,
    id          TEXT    NOT NULL,
    participant TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    times       INTEGER NOT NULL,
    seen_by     TEXT    NOT NULL,
    PRIMARY KEY (session, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE clock (
    only          INTEGER PRIMARY KEY CHECK (only = 1),
    boot          TEXT    NOT NULL,
    since_boot    INTEGER NOT NULL,
    at            INTEGER NOT NULL,
    doubted_until INTEGER
  ) STRICT;
  CREATE TABLE ledger (
    number   INTEGER PRIMARY KEY,
    at       INTEGER NOT NULL,
    what     TEXT    NOT NULL,
    session  INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    head     BLOB    NOT NULL,
    hash     BLOB    NOT NULL
  ) STRICT;
)";

constexpr std::array<Migration, 2> kMigrations{{{kSessions}, {kLedger, begin_ledger}}};

int form_of(SQLite::Database& database) {
  return database.execAndGet("PRAGMA user_version").getInt();
}

std::string newer(int form, std::size_t known) {
  return "its tables have form " + std::to_string(form) + ", and this program knows up to " +
         std::to_string(known) + ": expected a program at least as new as the one that wrote it";
}

}  // namespace

std::span<const Migration> migrations() {
  return kMigrations;
}

tl::expected<void, std::string> migrate(SQLite::Database& database,
                                        std::span<const Migration> steps) {
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  const int form = form_of(database);
  if (form < 0 || static_cast<std::size_t>(form) > steps.size()) {
    return tl::unexpected(newer(form, steps.size()));
  }
  const auto missing = steps.subspan(static_cast<std::size_t>(form));
  if (missing.empty()) return {};
  for (const Migration& step : missing) {
    database.exec(step.sql);
    if (step.and_then != nullptr) step.and_then(database);
  }
  database.exec("PRAGMA user_version = " + std::to_string(steps.size()));
  transaction.commit();
  return {};
}

tl::expected<void, std::string> check_form(SQLite::Database& database) {
  const int form = form_of(database);
  if (form == static_cast<int>(kMigrations.size())) return {};
  if (form > static_cast<int>(kMigrations.size())) {
    return tl::unexpected(newer(form, kMigrations.size()));
  }
  return tl::unexpected("its tables have form " + std::to_string(form) +
                        ", which is older than this program's: start stepbackd on it once");
}

}  // namespace stepback::signalling::journal

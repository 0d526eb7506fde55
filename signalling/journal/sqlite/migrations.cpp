#include "signalling/journal/sqlite/migrations.hpp"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <array>

namespace stepback::signalling::journal {
namespace {

// A session's `revision` and `head` are those of its last entry, so that entries missing at the end
// are noticed too.
constexpr std::array<Migration, 1> kMigrations{R"(
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
)"};

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
  for (const Migration step : missing) database.exec(step);
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

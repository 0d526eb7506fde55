#include "signalling/journal/sqlite/sqlite_archive.hpp"

#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>

#include <utility>

#include "protocol/record/event_json.hpp"
#include "signalling/journal/history_reader.hpp"
#include "signalling/journal/sqlite/database.hpp"
#include "signalling/journal/sqlite/ledger_table.hpp"
#include "signalling/journal/sqlite/signal_table.hpp"
#include "signalling/journal/sqlite/statements.hpp"

namespace stepback::signalling::journal {
namespace {

using protocol::Revision;

/// Returns the time of the session's end in its event, or nothing if the text is no such event.
std::optional<protocol::Instant> end_of(const std::string& event) {
  const auto decoded = protocol::decode_event(event);
  if (!decoded) return std::nullopt;
  const auto* const ended = std::get_if<protocol::SessionEnded>(&*decoded);
  if (ended == nullptr) return std::nullopt;
  return ended->at;
}

Dates dates_of(SQLite::Statement& row, int first) {
  Dates dates{.created_at = instant_of(row.getColumn(first)),
              .changed_at = instant_of(row.getColumn(first + 1)),
              .ended_at = {}};
  if (!row.isColumnNull(first + 2)) dates.ended_at = instant_of(row.getColumn(first + 2));
  return dates;
}

// The end's event is sought from the last entry on, near which it stands. Quotes in names are
// escaped in an event, so no name looks like its type.
constexpr const char* kList = R"(
  SELECT id, revision,
    coalesce((SELECT at FROM entry WHERE session = number ORDER BY revision LIMIT 1), created_at),
    coalesce((SELECT at FROM entry WHERE session = number ORDER BY revision DESC LIMIT 1),
             changed_at),
    CASE WHEN ended_at IS NOT NULL THEN
      (SELECT event FROM entry WHERE session = number AND instr(event, '"type":"sessionEnded"')
       ORDER BY revision DESC LIMIT 1)
    END
  FROM session ORDER BY created_at, number)";

/// An archive with the database that it reads.
struct OpenedDatabase {
  SQLite::Database database;
};
class OpenedArchive final : OpenedDatabase, public SqliteArchive {
 public:
  explicit OpenedArchive(SQLite::Database opened)
      : OpenedDatabase{std::move(opened)}, SqliteArchive(database) {
    // A transaction sees what was there when it read first. It ends with the connection.
    database.exec("BEGIN");
    static_cast<void>(database.execAndGet("SELECT count(*) FROM sqlite_schema"));
  }
};

}  // namespace

tl::expected<std::vector<Listed>, std::string> SqliteArchive::list() const try {
  std::vector<Listed> sessions;
  SQLite::Statement row(database_, kList);
  while (row.executeStep()) {
    Listed listed{.id = protocol::SessionId{row.getColumn(0).getString()},
                  .created_at = instant_of(row.getColumn(2)),
                  .changed_at = instant_of(row.getColumn(3)),
                  .ended_at = {},
                  .revision = static_cast<Revision>(row.getColumn(1).getInt64())};
    if (!row.isColumnNull(4)) listed.ended_at = end_of(row.getColumn(4).getString());
    sessions.push_back(std::move(listed));
  }
  return sessions;
} catch (const SQLite::Exception& error) {
  return tl::unexpected("the journal's list of sessions cannot be read: " + describe(error));
}

tl::expected<History, Damage> SqliteArchive::read(const protocol::SessionId& session) const try {
  SQLite::Statement known(database_,
                          "SELECT number, revision, head, created_at, changed_at, ended_at "
                          "FROM session WHERE id = ?");
  known.bind(1, session.str());
  if (!known.executeStep()) return tl::unexpected(Damage{session, 0, "there is no such session"});

  HistoryReader reader{session};
  SQLite::Statement row(database_,
                        "SELECT revision, at, event, hash FROM entry WHERE session = ? "
                        "ORDER BY revision");
  row.bind(1, known.getColumn(0).getInt64());
  while (row.executeStep()) {
    const std::string text = row.getColumn(2).getString();
    auto taken = reader.take(static_cast<Revision>(row.getColumn(0).getInt64()),
                             instant_of(row.getColumn(1)), text, hash_of(row.getColumn(3)));
    if (!taken) return tl::unexpected(std::move(taken.error()));
  }
  return reader.finish(static_cast<Revision>(known.getColumn(1).getInt64()),
                       hash_of(known.getColumn(2)), dates_of(known, 3));
} catch (const SQLite::Exception& error) {
  return tl::unexpected(Damage{session, 0, "the journal cannot be read: " + describe(error)});
}

tl::expected<protocol::Signals, std::string> SqliteArchive::signals(
    const protocol::SessionId& session) const try {
  SQLite::Statement known(database_, "SELECT number FROM session WHERE id = ?");
  known.bind(1, session.str());
  if (!known.executeStep()) return protocol::Signals{};
  return read_signals(database_, known.getColumn(0).getInt64());
} catch (const SQLite::Exception& error) {
  return tl::unexpected("private signals cannot be read: " + describe(error));
}

std::vector<std::string> SqliteArchive::check_storage() const try {
  std::vector<std::string> faults;
  SQLite::Statement row(database_, "PRAGMA integrity_check");
  while (row.executeStep()) {
    std::string line = row.getColumn(0).getString();
    if (line != "ok") faults.push_back(std::move(line));
  }
  return faults;
} catch (const SQLite::Exception& error) {
  return {describe(error)};
}

tl::expected<LedgerCheck, std::string> SqliteArchive::check_ledger(
    const std::optional<LedgerHead>& expected) const try {
  LedgerReader reader(expected);
  LedgerCheck check;
  if (auto read = read_ledger(database_, reader); !read) {
    check.faults.push_back(std::move(read.error()));
  } else {
    std::vector<SessionEnd> sessions;
    SQLite::Statement row(database_, "SELECT number, revision, head FROM session ORDER BY number");
    while (row.executeStep()) {
      sessions.push_back({.session = row.getColumn(0).getInt64(),
                          .revision = static_cast<Revision>(row.getColumn(1).getInt64()),
                          .head = hash_of(row.getColumn(2))});
    }
    check.faults = reader.compare(sessions);
  }
  check.head = reader.head();
  return check;
} catch (const SQLite::Exception& error) {
  return tl::unexpected("the ledger cannot be read: " + describe(error));
}

tl::expected<LedgerHead, std::string> SqliteArchive::ledger_head() const try {
  return read_ledger_head(database_);
} catch (const SQLite::Exception& error) {
  return tl::unexpected("the ledger cannot be read: " + describe(error));
}

tl::expected<KnownTimes, std::string> SqliteArchive::known_times() const try {
  KnownTimes known;
  SQLite::Statement mark(database_, "SELECT boot, since_boot, at, doubted_until FROM clock");
  if (mark.executeStep()) {
    known.mark = ClockMark{.boot = mark.getColumn(0).getString(),
                           .since_boot = protocol::Duration{mark.getColumn(1).getInt64()},
                           .at = instant_of(mark.getColumn(2)),
                           .doubted_until = {}};
    if (!mark.isColumnNull(3)) {
      known.mark->doubted_until = protocol::Duration{mark.getColumn(3).getInt64()};
    }
  }
  SQLite::Statement newest(database_,
                           "SELECT max((SELECT at FROM entry WHERE session = number "
                           "ORDER BY revision DESC LIMIT 1)) FROM session");
  if (newest.executeStep() && !newest.isColumnNull(0)) {
    known.newest_entry = instant_of(newest.getColumn(0));
  }
  return known;
} catch (const SQLite::Exception& error) {
  return tl::unexpected("what the journal knows about the time cannot be read: " + describe(error));
}

tl::expected<std::unique_ptr<Archive>, std::string> open_archive(
    const std::filesystem::path& folder) try {
  auto database = open_to_read(folder);
  if (!database) return tl::unexpected(std::move(database.error()));
  return std::make_unique<OpenedArchive>(*std::move(database));
} catch (const SQLite::Exception& error) {
  return tl::unexpected("the journal cannot be read: " + describe(error));
}

}  // namespace stepback::signalling::journal

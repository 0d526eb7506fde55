#include "signalling/journal/sqlite/sqlite_archive.hpp"

#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <utility>

#include "signalling/journal/history_reader.hpp"
#include "signalling/journal/sqlite/database.hpp"

namespace stepback::signalling::journal {
namespace {

using protocol::Revision;

protocol::Instant instant(const SQLite::Column& column) {
  return protocol::from_epoch_ms(column.getInt64());
}

std::optional<Hash> hash(const SQLite::Column& column) {
  Hash bytes{};
  if (static_cast<std::size_t>(column.getBytes()) != bytes.size()) return std::nullopt;
  const auto* const blob = static_cast<const std::uint8_t*>(column.getBlob());
  std::copy_n(blob, bytes.size(), bytes.begin());
  return bytes;
}

/// An archive with the database that it reads.
struct OpenedDatabase {
  SQLite::Database database;
};
class OpenedArchive final : OpenedDatabase, public SqliteArchive {
 public:
  explicit OpenedArchive(SQLite::Database opened)
      : OpenedDatabase{std::move(opened)}, SqliteArchive(database) {}
};

}  // namespace

tl::expected<std::vector<Listed>, std::string> SqliteArchive::list() const try {
  std::vector<Listed> sessions;
  SQLite::Statement row(database_,
                        "SELECT id, created_at, changed_at, ended_at, revision FROM session "
                        "ORDER BY created_at, number");
  while (row.executeStep()) {
    Listed listed{.id = protocol::SessionId{row.getColumn(0).getString()},
                  .created_at = instant(row.getColumn(1)),
                  .changed_at = instant(row.getColumn(2)),
                  .ended_at = {},
                  .revision = static_cast<Revision>(row.getColumn(4).getInt64())};
    if (!row.isColumnNull(3)) listed.ended_at = instant(row.getColumn(3));
    sessions.push_back(std::move(listed));
  }
  return sessions;
} catch (const SQLite::Exception& error) {
  return tl::unexpected("the journal's list of sessions cannot be read: " + describe(error));
}

tl::expected<History, Damage> SqliteArchive::read(const protocol::SessionId& session) const try {
  SQLite::Statement known(database_, "SELECT number, revision, head FROM session WHERE id = ?");
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
                             instant(row.getColumn(1)), text, hash(row.getColumn(3)));
    if (!taken) return tl::unexpected(std::move(taken.error()));
  }
  return reader.finish(static_cast<Revision>(known.getColumn(1).getInt64()),
                       hash(known.getColumn(2)));
} catch (const SQLite::Exception& error) {
  return tl::unexpected(Damage{session, 0, "the journal cannot be read: " + describe(error)});
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

tl::expected<std::unique_ptr<Archive>, std::string> open_archive(
    const std::filesystem::path& folder) {
  auto database = open_to_read(folder);
  if (!database) return tl::unexpected(std::move(database.error()));
  return std::make_unique<OpenedArchive>(*std::move(database));
}

}  // namespace stepback::signalling::journal

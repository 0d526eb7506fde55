#include "signalling/journal/sqlite/database.hpp"

#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "signalling/journal/sqlite/migrations.hpp"

namespace stepback::signalling::journal {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFile = "journal.sqlite";
/// How long one writer waits for another, such as a purge beside the server.
constexpr int kPatienceMs = 5000;

std::string cannot(const char* what, const fs::path& path, const std::string& why) {
  return std::string("cannot ") + what + " the journal " + path.string() + ": " + why;
}

// SQLite would make the file readable by everyone whom the umask does not exclude, and it holds
// names. SQLite gives its other files the same mode.
tl::expected<void, std::string> make_file(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return tl::unexpected(cannot("write", path, std::generic_category().message(errno)));
  }
  ::close(descriptor);
  return {};
}

void forbid_tricks(SQLite::Database& database) {
  // Others may have changed the file, so its schema may not call functions.
  database.exec("PRAGMA trusted_schema = OFF");
  database.exec("PRAGMA cell_size_check = ON");
}

}  // namespace

tl::expected<SQLite::Database, std::string> open_to_write(const fs::path& folder) {
  const fs::path path = folder / kFile;
  if (auto made = make_file(path); !made) return tl::unexpected(std::move(made.error()));
  try {
    SQLite::Database database(path.string(), SQLite::OPEN_READWRITE, kPatienceMs);
    forbid_tricks(database);
    const std::string mode = database.execAndGet("PRAGMA journal_mode = WAL").getString();
    if (mode != "wal") return tl::unexpected(cannot("write", path, "its mode is " + mode));
    database.exec("PRAGMA synchronous = FULL");
    database.exec("PRAGMA secure_delete = ON");
    database.exec("PRAGMA foreign_keys = ON");
    if (auto migrated = migrate(database); !migrated) {
      return tl::unexpected(cannot("use", path, migrated.error()));
    }
    return database;
  } catch (const SQLite::Exception& error) {
    return tl::unexpected(cannot("use", path, describe(error)));
  }
}

bool has_journal(const fs::path& folder) {
  std::error_code ignored;
  return fs::exists(folder / kFile, ignored);
}

tl::expected<SQLite::Database, std::string> open_to_read(const fs::path& folder) {
  const fs::path path = folder / kFile;
  if (!has_journal(folder)) {
    return tl::unexpected("there is no journal " + path.string() +
                          ": expected the data folder of a server");
  }
  try {
    SQLite::Database database(path.string(), SQLite::OPEN_READONLY, kPatienceMs);
    forbid_tricks(database);
    if (auto known = check_form(database); !known) {
      return tl::unexpected(cannot("read", path, known.error()));
    }
    return database;
  } catch (const SQLite::Exception& error) {
    return tl::unexpected(cannot("read", path, describe(error)));
  }
}

std::string describe(const SQLite::Exception& error) {
  switch (error.getErrorCode()) {
    case SQLITE_FULL:
      return "the disk is full";
    case SQLITE_READONLY:
      return "it is read-only";
    case SQLITE_IOERR:
      return "the disk does not take it";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "somebody else is writing to it";
    case SQLITE_CORRUPT:
      return "it is damaged";
    case SQLITE_NOTADB:
      return "it is not an SQLite database";
    case SQLITE_CANTOPEN:
      return "it cannot be opened";
    default:
      return error.getErrorStr();
  }
}

bool checkpoint(SQLite::Database& database, Patience patience) {
  SQLite::Statement statement(database, "PRAGMA wal_checkpoint(TRUNCATE)");
  if (patience == Patience::none) database.setBusyTimeout(0);
  const bool told = statement.tryExecuteStep() == SQLITE_ROW;
  database.setBusyTimeout(kPatienceMs);
  return told && statement.getColumn(0).getInt() == 0;
}

}  // namespace stepback::signalling::journal

#pragma once

// The journal's file in the data folder: an SQLite database in WAL mode, which the server writes
// and anybody else may read at the same time.

#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <string>
#include <tl/expected.hpp>

namespace stepback::signalling::journal {

/// Opens the file, makes it (readable by its owner alone) if it is not there, and brings it to this
/// program's form. Whatever a commit says is kept outlasts a power cut (synchronous FULL), and what
/// is deleted is overwritten (secure_delete). A sentence if it cannot.
tl::expected<SQLite::Database, std::string> open_to_write(const std::filesystem::path& folder);

/// Opens it for reading. A sentence if it is not there, or is not a journal.
tl::expected<SQLite::Database, std::string> open_to_read(const std::filesystem::path& folder);

/// What SQLite complains of, as words that follow "the journal ...: ".
std::string describe(const SQLite::Exception& error);

/// Empties the write-ahead log into the database: what was deleted is gone from it then. False if
/// somebody who reads keeps it; throws SQLite::Exception if SQLite fails.
bool checkpoint(SQLite::Database& database);

}  // namespace stepback::signalling::journal

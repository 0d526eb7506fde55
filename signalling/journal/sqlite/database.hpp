#pragma once

// The journal's file in the data folder: an SQLite database in WAL mode. The server writes it, and
// other processes may read it at the same time.

#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <string>
#include <tl/expected.hpp>

namespace stepback::signalling::journal {

/// Opens the file for writing. Creates it, readable by its owner alone, if it is missing, and
/// brings it to this program's form. A committed transaction survives a power cut (synchronous
/// FULL); deleted data is overwritten (secure_delete). Returns a sentence if it cannot.
tl::expected<SQLite::Database, std::string> open_to_write(const std::filesystem::path& folder);

/// Whether the folder has a journal's file.
bool has_journal(const std::filesystem::path& folder);

/// Opens the file for reading. Returns a sentence if the file is missing, cannot be read, or is no
/// journal of this program's form.
tl::expected<SQLite::Database, std::string> open_to_read(const std::filesystem::path& folder);

/// Returns SQLite's complaint in words that follow "the journal ...: ".
std::string describe(const SQLite::Exception& error);

/// Whether to wait for others who use the file.
enum class Patience { none, some };

/// Moves the write-ahead log into the database and empties the log, so that deleted data is gone
/// from it. Returns false if a reader prevents it, after a wait of some seconds with
/// Patience::some. Throws SQLite::Exception if SQLite fails.
bool checkpoint(SQLite::Database& database, Patience patience);

}  // namespace stepback::signalling::journal

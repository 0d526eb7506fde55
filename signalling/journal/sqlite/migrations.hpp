#pragma once

// All forms that the journal's tables have had, as the steps from each form to the next. SQLite's
// user_version holds the number of a database's form. New steps are only added at the end.

#include <SQLiteCpp/Database.h>

#include <span>
#include <string>
#include <tl/expected.hpp>

namespace stepback::signalling::journal {

/// A step that turns one form into the next. The first step makes the first form in an empty
/// database.
struct Migration {
  const char* sql;
  /// What SQL cannot do, done after it; null if there is nothing. Throws SQLite::Exception if
  /// SQLite fails.
  void (*and_then)(SQLite::Database& database) = nullptr;
};

/// All steps of this program. Their number is the form that the program works with.
std::span<const Migration> migrations();

/// Brings the database to the last form in one transaction: makes all missing steps, or none.
/// Returns a sentence if the database's form is newer. Throws SQLite::Exception if SQLite fails.
tl::expected<void, std::string> migrate(SQLite::Database& database,
                                        std::span<const Migration> steps = migrations());

/// For readers: returns a sentence if the database's form is not the last. Throws SQLite::Exception
/// if SQLite fails.
tl::expected<void, std::string> check_form(SQLite::Database& database);

}  // namespace stepback::signalling::journal

#pragma once

// The forms that the journal's tables have had, as the steps from each to the next. The number of
// a database's form is SQLite's user_version. Steps are only ever added at the end.

#include <SQLiteCpp/Database.h>

#include <span>
#include <string>
#include <tl/expected.hpp>

namespace stepback::signalling::journal {

/// SQL that makes the form before it into the next one. The first makes the first of nothing.
using Migration = const char*;

/// All steps of this program: their number is the form that it works with.
std::span<const Migration> migrations();

/// Brings the database to the last form, in one transaction: all steps that it lacks, or none.
/// A sentence if its form is newer than the last. Throws SQLite::Exception if SQLite fails.
tl::expected<void, std::string> migrate(SQLite::Database& database,
                                        std::span<const Migration> steps = migrations());

/// Whether its form is the last. A sentence if not: for those who only read.
tl::expected<void, std::string> check_form(SQLite::Database& database);

}  // namespace stepback::signalling::journal

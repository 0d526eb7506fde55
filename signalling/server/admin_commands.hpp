#pragma once

// An operator's commands on a data folder's journal, which also work beside a running server:
// `stepbackd verify`, `sessions`, `export` and `purge`. Answers go to `out`. Each function returns
// the exit status, or a sentence if it cannot do its work.

#include <chrono>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <tl/expected.hpp>

#include "protocol/base/ids.hpp"

namespace stepback::signalling::journal {

using Status = tl::expected<int, std::string>;

/// Checks the file, every chain, every event and every count. Writes a line for each fault
/// (session, revision, expectation), then a line of totals; or one line if the list of sessions
/// cannot be read. Returns 1 if anything is wrong, else 0.
Status verify(const std::filesystem::path& folder, std::ostream& out);

/// Writes a line for each session: its identifier, the times (UTC) of its creation, last change and
/// end, and the number of its entries. Returns 0.
Status list_sessions(const std::filesystem::path& folder, std::ostream& out);

/// Writes one session's events as a JSON document, without any name or identifier: people are P1,
/// P2, ... in the order in which they first came. Returns 0. If the session is unknown or damaged,
/// it returns a sentence and writes nothing.
Status export_session(const std::filesystem::path& folder, const std::string& id,
                      std::ostream& out);

/// Deletes for good the sessions that are older than this (Store::purge), and writes how many they
/// were. Returns 0, or a sentence if a reader keeps the deleted rows in SQLite's log.
Status purge(const std::filesystem::path& folder, std::chrono::seconds older_than,
             protocol::Instant now, std::ostream& out);

}  // namespace stepback::signalling::journal

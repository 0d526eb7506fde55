#pragma once

// What an operator asks of a data folder's journal, also beside a running server: `stepbackd
// verify`, `sessions`, `export` and `purge`. Answers go to `out`. Each gives the exit status, 0 or
// 1, or a sentence why it cannot be done.

#include <chrono>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <tl/expected.hpp>

#include "protocol/base/ids.hpp"

namespace stepback::signalling::journal {

using Status = tl::expected<int, std::string>;

/// Checks the file, every chain, every event and every count. A line for each thing that is wrong:
/// which session, which revision, what was expected; then a line of sums. 1 if anything is wrong.
Status verify(const std::filesystem::path& folder, std::ostream& out);

/// A line for each session: its identifier, when it was made, changed last and ended (UTC), and how
/// many entries it has.
Status list_sessions(const std::filesystem::path& folder, std::ostream& out);

/// One session's events as a JSON document, without any name or identifier: people are P1, P2, ...
/// in the order in which they first came. 1, and nothing but a sentence, if the session is damaged.
Status export_session(const std::filesystem::path& folder, const std::string& id,
                      std::ostream& out);

/// Deletes for good what is older than this (Store::purge), and says how many sessions it was.
Status purge(const std::filesystem::path& folder, std::chrono::seconds older_than,
             protocol::Instant now, std::ostream& out);

}  // namespace stepback::signalling::journal

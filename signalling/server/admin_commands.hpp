#pragma once

// An operator's commands on a journal, which also work beside a running server: `stepbackd verify`,
// `sessions`, `export` and `purge`. They are the same for every journal. Answers go to `out`. Each
// function returns the exit status, or a sentence if it cannot do its work.

#include <chrono>
#include <iosfwd>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "signalling/journal/archive.hpp"
#include "signalling/journal/purge.hpp"

namespace stepback::signalling::journal {

using Status = tl::expected<int, std::string>;

/// Checks the storage, every chain, every event, every count and the ledger. Writes a line for each
/// fault (session, revision, expectation), then the ledger's head and a line of totals; or one line
/// if the list of sessions cannot be read. `expected` is a head that the ledger has to have.
/// Returns 1 if anything is wrong, else 0.
Status verify(const Archive& archive, const std::optional<LedgerHead>& expected, std::ostream& out);

/// Writes a line for each session: its identifier, the times (UTC) of its creation, last change and
/// end, and the number of its entries. Returns 0.
Status list_sessions(const Archive& archive, std::ostream& out);

/// Writes one session's events as a JSON document, without any name or identifier: people are P1,
/// P2, ... in the order in which they first came. Returns 0. If the session is unknown or damaged,
/// it returns a sentence and writes nothing.
Status export_session(const Archive& archive, const std::string& id, std::ostream& out);

/// Returns how long links of these sessions still work, kLinkLifetime at least. Sessions that have
/// ended or are damaged have no links. Returns a sentence if the list of sessions cannot be read.
tl::expected<std::chrono::seconds, std::string> longest_links(const Archive& archive,
                                                              protocol::Instant now);

/// Writes how many sessions were purged, and how many stay although they are old. Returns 0, or a
/// sentence if the deleted ones are not `cleared` from the journal's log yet.
Status report_purge(const PurgeReport& purged, std::ostream& out);

}  // namespace stepback::signalling::journal

#pragma once

// Deletes old sessions from a data folder, also beside a running server.

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <tl/expected.hpp>

#include "protocol/base/ids.hpp"

namespace stepback::signalling::journal {

struct OfflinePurge {
  std::size_t sessions = 0;  ///< how many were deleted
  /// Whether the deleted rows are gone from SQLite's log too. A reader of the file prevents that.
  bool cleared = true;
};

/// Deletes for good the sessions that are older than this (Store::purge). Returns a sentence, and
/// has deleted nothing, if there is no journal or it cannot be written.
tl::expected<OfflinePurge, std::string> purge_folder(const std::filesystem::path& folder,
                                                     std::chrono::seconds older_than,
                                                     protocol::Instant now);

}  // namespace stepback::signalling::journal

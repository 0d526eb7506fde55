#pragma once

// Deletes old sessions from a data folder, also beside a running server.

#include <filesystem>
#include <string>
#include <tl/expected.hpp>

#include "signalling/base/time_source.hpp"
#include "signalling/journal/purge.hpp"

namespace stepback::signalling::journal {

/// Deletes for good the sessions that are older than the request says (Store::purge). Returns a
/// sentence, and has deleted nothing, if there is no journal, if it cannot be written, or if the
/// machine's clock does not fit what the journal knows about the time and nobody vouches for it.
tl::expected<PurgeReport, std::string> purge_folder(const std::filesystem::path& folder,
                                                    const PurgeRequest& request,
                                                    const TimeSource& time);

}  // namespace stepback::signalling::journal

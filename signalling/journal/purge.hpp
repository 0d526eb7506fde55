#pragma once

// An operator's purge, the same for every journal.

#include <chrono>
#include <cstddef>

namespace stepback::signalling::journal {

/// What an operator wants to be deleted.
struct PurgeRequest {
  std::chrono::seconds older_than{};
  bool clock_is_right = false;  ///< the operator vouches for the machine's clock
  bool damaged_too = false;     ///< also sessions whose entries are damaged
};

/// What was done.
struct PurgeReport {
  std::size_t sessions = 0;   ///< how many were deleted
  std::size_t set_aside = 0;  ///< how many stay because they are damaged
  /// Whether the deleted rows are gone from the storage's log too. A reader may prevent that.
  bool cleared = true;
};

}  // namespace stepback::signalling::journal

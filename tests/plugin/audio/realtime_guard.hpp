#pragma once

// Watches a thread that must not wait: counts its allocations and its locked mutexes, those of
// every library among them. The guard replaces malloc and pthread_mutex_lock. Sanitizers do that
// too: in a build with one of them nothing is counted.

#include <cstddef>

namespace stepback::plugin {

/// Counts what the constructing thread allocates, frees and locks while the object lives.
class RealtimeGuard {
 public:
  RealtimeGuard();
  ~RealtimeGuard();
  RealtimeGuard(const RealtimeGuard&) = delete;
  RealtimeGuard& operator=(const RealtimeGuard&) = delete;

  std::size_t allocations() const;
  std::size_t locks() const;

  /// Returns false in a build with a sanitizer.
  static bool watches();
};

}  // namespace stepback::plugin

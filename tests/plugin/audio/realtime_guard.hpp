#pragma once

// Watches a thread that must not wait: counts its allocations and its locked mutexes, those of
// every library among them. Works by standing in for malloc and pthread_mutex_lock, which the
// sanitizers do as well: where one of them is built in, nothing is counted.

#include <cstddef>

namespace stepback::plugin {

/// While it lives, what the constructing thread allocates, frees and locks is counted.
class RealtimeGuard {
 public:
  RealtimeGuard();
  ~RealtimeGuard();
  RealtimeGuard(const RealtimeGuard&) = delete;
  RealtimeGuard& operator=(const RealtimeGuard&) = delete;

  std::size_t allocations() const;
  std::size_t locks() const;

  /// False where a sanitizer is built in.
  static bool watches();
};

}  // namespace stepback::plugin

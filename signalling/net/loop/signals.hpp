#pragma once

// Turns signals into a readable descriptor. The signal handler only writes to the descriptor, which
// POSIX allows in a handler (async-signal-safe); the loop does everything else.

#include <csignal>
#include <utility>
#include <vector>

namespace stepback::signalling {

/// Handles these signals as long as the object lives; then the earlier handlers are back. Each
/// signal belongs to one object at a time. The constructor throws std::system_error if the system
/// gives no descriptor.
class CaughtSignals {
 public:
  explicit CaughtSignals(const std::vector<int>& numbers);
  ~CaughtSignals();
  CaughtSignals(const CaughtSignals&) = delete;
  CaughtSignals& operator=(const CaughtSignals&) = delete;

  /// Becomes readable after one of the signals. Owned by this object.
  int descriptor() const { return descriptor_; }
  /// Whether a signal has come since the last call.
  bool take() const;

 private:
  int descriptor_;
  std::vector<std::pair<int, struct sigaction>> before_;
};

}  // namespace stepback::signalling

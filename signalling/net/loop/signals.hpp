#pragma once

// Signals as a descriptor that becomes readable: a signal's handler does nothing but write to it,
// which POSIX allows there (async-signal-safe), and the loop does the rest.

#include <csignal>
#include <utility>
#include <vector>

namespace stepback::signalling {

/// Takes these signals over as long as it lives; each signal is one object's at a time. Throws
/// std::system_error if the system gives no descriptor.
class CaughtSignals {
 public:
  explicit CaughtSignals(const std::vector<int>& numbers);
  ~CaughtSignals();
  CaughtSignals(const CaughtSignals&) = delete;
  CaughtSignals& operator=(const CaughtSignals&) = delete;

  /// Readable after one of the signals. Owned by this object.
  int descriptor() const { return descriptor_; }
  /// Whether one has come since the last call.
  bool take() const;

 private:
  int descriptor_;
  std::vector<std::pair<int, struct sigaction>> before_;
};

}  // namespace stepback::signalling

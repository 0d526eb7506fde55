#pragma once

// The signals that the loop waits for, as a descriptor.

#include <signal.h>

#include <optional>

namespace stepback::cli {

/// Until it is destroyed: blocks SIGINT, SIGTERM, SIGHUP and SIGWINCH for this thread and the
/// threads that it starts, and ignores SIGPIPE (a write to a closed output fails instead).
class Signals {
 public:
  Signals();
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  /// Readable when a signal has come.
  int fd() const { return fd_; }
  /// Returns the next signal that has come, or nothing. Does not wait.
  std::optional<int> take() const;

 private:
  sigset_t before_{};
  int fd_;
};

}  // namespace stepback::cli

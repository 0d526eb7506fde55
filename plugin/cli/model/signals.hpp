#pragma once

// The signals that the loop waits for, as a descriptor.

#include <signal.h>

#include <optional>

namespace stepback::cli {

/// Holds back SIGINT, SIGTERM, SIGHUP and SIGWINCH for this thread and those that it starts, and
/// ignores SIGPIPE (a closed output shows when it is written to), until its end.
class Signals {
 public:
  Signals();
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  /// Readable when one has come.
  int fd() const { return fd_; }
  /// The next that has come, without waiting.
  std::optional<int> take() const;

 private:
  sigset_t before_{};
  int fd_;
};

}  // namespace stepback::cli

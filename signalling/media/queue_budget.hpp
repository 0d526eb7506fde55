#pragma once

// Counts the bytes that wait to be read by all clients together. Every connection reports its
// outbox here, and bounds it more tightly while the total is too large. So clients that do not read
// lose packets before the server runs out of memory. A packet that waits for several clients counts
// for each of them. Loop thread.

#include <cstddef>

namespace stepback::signalling {

class WaitingBytes {
 public:
  static constexpr std::size_t kMost = std::size_t{256} * 1024 * 1024;

  explicit WaitingBytes(std::size_t most = kMost) : most_(most) {}
  WaitingBytes(const WaitingBytes&) = delete;
  WaitingBytes& operator=(const WaitingBytes&) = delete;

  /// One connection's waiting bytes have changed from `before` to `after`.
  void change(std::size_t before, std::size_t after) { bytes_ += after - before; }

  std::size_t bytes() const { return bytes_; }
  bool scarce() const { return bytes_ > most_; }

 private:
  std::size_t most_;
  std::size_t bytes_ = 0;
};

}  // namespace stepback::signalling

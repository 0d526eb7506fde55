#pragma once

// The counters behind stepback_get_statistics(). Written on the client's thread, read on any
// thread.

#include <atomic>
#include <cstdint>

namespace stepback::plugin {

struct Statistics {
  std::atomic<std::uint64_t> packets_sent{0};
  std::atomic<std::uint64_t> packets_received{0};
  std::atomic<std::uint64_t> packets_lost{0};
  /// Packets that were not sent: the seal failed, or the sealed packet was too long.
  std::atomic<std::uint64_t> packets_unsealed{0};
  /// Packets that were not played: the seal failed, or the payload was empty.
  std::atomic<std::uint64_t> packets_unopened{0};
  std::atomic<std::uint64_t> reconnects{0};
  std::atomic<std::uint32_t> round_trip_ms{0};
};

}  // namespace stepback::plugin

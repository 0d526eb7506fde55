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
  std::atomic<std::uint64_t> reconnects{0};
  std::atomic<std::uint32_t> round_trip_ms{0};

  // stepback_statistics does not have these two yet. The module's only seal never fails, so both
  // are always 0 in a host's client. They can be added at its end when there is a seal with keys.
  /// Packets that were not sent: the seal failed, or the sealed packet was too long.
  std::atomic<std::uint64_t> packets_not_sealed{0};
  /// Packets that were not played or shown: the seal failed, or the payload was empty.
  std::atomic<std::uint64_t> packets_not_opened{0};
};

}  // namespace stepback::plugin

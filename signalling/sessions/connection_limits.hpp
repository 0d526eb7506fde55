#pragma once

// The rates at which one connection may send, and what a client is told that exceeds a limit.
// protocol::kLimits says them to clients. Loop thread; owned by the connection.

#include <string_view>

#include "protocol/base/limits.hpp"
#include "signalling/base/rate_limit.hpp"

namespace stepback::signalling {

/// How many messages and packets beyond the limits a connection may send before it is closed. The
/// excess is forgiven at the rate that the limits allow, so that only a client that floods for
/// seconds is closed.
inline constexpr double kMostExcessControl = 400;
inline constexpr double kMostExcessPackets = 1200;

struct ConnectionLimits {
  static constexpr auto kControlPerSecond =
      static_cast<double>(protocol::kLimits.control_per_second);
  static constexpr auto kPacketsPerSecond =
      static_cast<double>(protocol::kLimits.packets_per_second);
  static constexpr auto kBitsPerSecond =
      static_cast<double>(protocol::kLimits.media_bits_per_second);

  RateLimit control{kControlPerSecond, static_cast<double>(protocol::kLimits.control_burst)};
  RateLimit packets{kPacketsPerSecond, kPacketsPerSecond};
  RateLimit media_bits{kBitsPerSecond, kBitsPerSecond};
  /// Limits on the excess. A connection that exceeds one of these is closed.
  RateLimit excess_control{kControlPerSecond, kMostExcessControl};
  RateLimit excess_packets{kPacketsPerSecond, kMostExcessPackets};
  /// How often a refused packet is answered. One late packet after a change of phase needs no
  /// answer; a stream of them gets one now and then.
  RateLimit complaints{1, 2};
};

/// Sentences for a client whose message or packet was refused, with the limit in them. Valid for
/// good.
std::string_view too_many_messages();
std::string_view too_much_media();
std::string_view too_large_message();
std::string_view too_large_packet();

}  // namespace stepback::signalling

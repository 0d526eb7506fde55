#pragma once

// The bounds of the protocol, which `welcome` tells each client. The server refuses what exceeds
// them with tooLarge, rateLimited, badMessage or sessionFull; a refused message or packet changes
// nothing.

#include <cstddef>

namespace stepback::protocol {

struct Limits {
  std::size_t participants = 16;                       ///< seats in one session
  std::size_t name_characters = 64;                    ///< Unicode code points
  std::size_t text_characters = 2000;                  ///< code points of a chat line
  std::size_t control_bytes = std::size_t{16} * 1024;  ///< one control message
  std::size_t media_bytes = std::size_t{64} * 1024;    ///< one media packet, header included
  std::size_t control_per_second = 20;                 ///< control messages, in the long run
  std::size_t control_burst = 40;                      ///< control messages at once
  std::size_t packets_per_second = 120;  ///< media packets (50 audio, 15 to 30 video, slack)
  std::size_t media_bits_per_second = 3'000'000;
};

inline constexpr Limits kLimits{};

}  // namespace stepback::protocol

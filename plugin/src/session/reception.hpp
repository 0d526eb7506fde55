#pragma once

// Counts packets of sound that came and that did not come, by RTP sequence numbers (RFC 3550,
// appendix A.3). Used on the client's thread.

#include <cstddef>
#include <cstdint>
#include <map>

#include "protocol/wire/rtp.hpp"

namespace stepback::plugin {

class Reception {
 public:
  struct Counts {
    std::uint64_t received = 0;
    std::uint64_t lost = 0;
  };

  /// Counts a packet of sound that came.
  void count(const protocol::RtpPacket& packet);
  /// The counts since construction. `lost` can shrink, because a packet counted as lost may still
  /// come.
  const Counts& total() const { return counts_; }
  /// Call it for a new connection: packets that the old one did not bring are not counted as lost.
  void forget_streams() { streams_.clear(); }

 private:
  /// The server gives each identity one SSRC, and a session has seats for 16 people.
  static constexpr std::size_t kMostStreams = 64;
  struct Stream {
    std::uint16_t newest_sequence = 0;
    std::uint32_t newest_timestamp = 0;
  };

  std::map<protocol::Ssrc, Stream> streams_;
  Counts counts_;
};

}  // namespace stepback::plugin

#pragma once

// How many packets of sound came and how many did not, by RTP sequence numbers (RFC 3550,
// appendix A.3). Client's thread.

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

  /// A packet of sound came.
  void count(const protocol::RtpPacket& packet);
  /// Since construction. `lost` can shrink: a packet counted as lost may come after all.
  const Counts& total() const { return counts_; }
  /// The connection is another one: what it does not bring of the last is not lost.
  void forget_streams() { streams_.clear(); }

 private:
  /// The server gives an identity one SSRC, and a session has 16 people at a time.
  static constexpr std::size_t kMostStreams = 64;
  struct Stream {
    std::uint16_t newest_sequence = 0;
    std::uint32_t newest_timestamp = 0;
  };

  std::map<protocol::Ssrc, Stream> streams_;
  Counts counts_;
};

}  // namespace stepback::plugin

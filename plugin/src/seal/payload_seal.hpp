#pragma once

// Every payload passes a seal at two points: before it is written into RTP, and after it was read
// from RTP. Header extensions (level, frame marking) stay outside. Client's thread.
//
// A seal does not throw: an exception in the client's loop would end the host's process. A seal
// that fails for any reason, also for want of memory, returns nothing.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "protocol/wire/rtp.hpp"

namespace stepback::plugin {

class PayloadSeal {
 public:
  virtual ~PayloadSeal() = default;

  /// Seals the payload of a packet. The other fields are as they will be written, except the SSRC,
  /// which the server sets. The result lies in the packet's payload or in `room`, which the call
  /// may overwrite and enlarge. Returns nothing while there is no key: the packet must not be sent.
  virtual std::optional<std::span<const std::uint8_t>> seal(
      const protocol::RtpPacket& packet, std::vector<std::uint8_t>& room) noexcept = 0;

  /// Opens the payload of a received packet. The result lies where seal() says. Returns nothing if
  /// the payload is not what the sender sealed, or if there is no key for it: the packet must be
  /// dropped, and no decoder may see it.
  virtual std::optional<std::span<const std::uint8_t>> open(
      const protocol::RtpPacket& packet, std::vector<std::uint8_t>& room) noexcept = 0;
};

/// For sessions without encryption: payloads travel as they are.
class Unsealed final : public PayloadSeal {
 public:
  std::optional<std::span<const std::uint8_t>> seal(const protocol::RtpPacket& packet,
                                                    std::vector<std::uint8_t>&) noexcept override {
    return packet.payload;
  }
  std::optional<std::span<const std::uint8_t>> open(const protocol::RtpPacket& packet,
                                                    std::vector<std::uint8_t>&) noexcept override {
    return packet.payload;
  }
};

}  // namespace stepback::plugin

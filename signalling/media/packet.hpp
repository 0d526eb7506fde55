#pragma once

// Media packets inside the server: the bytes, and what was read in their header. How a packet is
// framed on its way to a receiver is the business of the plane that brings it there.

#include <cstdint>
#include <span>
#include <string>
#include <tl/expected.hpp>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"
#include "signalling/base/refusals.hpp"

namespace stepback::signalling {

/// A media packet as it came from a client: RTP of a payload type that the protocol knows, and if
/// it is a picture, with frame marking. The router may write the server's SSRC into the bytes.
struct ArrivedPacket {
  std::span<std::uint8_t> bytes;
  protocol::Media media = protocol::Media::audio;
  bool key_frame = false;
};

/// Why bytes are no media packet: notRtp or unknownPayload, and a sentence for the sender.
struct BadPacket {
  PacketRefusal reason = PacketRefusal::notRtp;
  std::string message;
};

/// Judges a packet by its bytes alone: RTP, a known payload type, and frame marking if it is a
/// picture. No later part of the server judges the bytes again. Changes nothing in them.
tl::expected<ArrivedPacket, BadPacket> read_packet(std::span<std::uint8_t> bytes);

/// A media packet to forward, with the SSRC that the server has written. The bytes are valid during
/// the call that takes the packet.
struct MediaPacket {
  std::span<const std::uint8_t> bytes;
  protocol::Ssrc sender = 0;
  protocol::Media media = protocol::Media::audio;
  bool key_frame = false;
};

/// The kinds of packets that a sender may no longer send to a receiver. Those that wait are
/// removed.
struct Withdrawal {
  protocol::Ssrc ssrc = 0;  ///< the sender's
  bool audio = false;
  bool video = false;
};

}  // namespace stepback::signalling

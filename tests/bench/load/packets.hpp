#pragma once

// Media packets whose payload says their sender, number and time. Pure.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "support/wire/frames.hpp"

namespace stepback::bench {

/// The data of the load generator at the beginning of each packet's payload.
struct Stamp {
  std::uint32_t seat = 0;    ///< the sender's place in the session
  std::uint32_t number = 0;  ///< of the sender's packets, from 1 on
  std::int64_t sent_ns = 0;  ///< now_ns(), just before it was handed to the system
};

enum class Media { audio, video };

/// Makes an RTP packet with a payload of this size, at least as long as a stamp: Opus (PT 111), or
/// a VP8 frame (PT 96) with its frame marking.
Bytes media_packet(Media media, const Stamp& stamp, std::size_t payload_bytes, bool key_frame);
/// Reads the stamp of such a packet. Nothing if the packet has none.
std::optional<Stamp> stamp_of(std::span<const std::uint8_t> packet);
/// Writes a sender's SSRC into a packet, as the server does. Returns false if the packet is too
/// short.
bool write_ssrc(std::span<std::uint8_t> packet, std::uint32_t ssrc);

}  // namespace stepback::bench

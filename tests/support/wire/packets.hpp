#pragma once

// RTP packets as a client sends them, made by hand. Pure.

#include <cstdint>
#include <string>
#include <string_view>

#include "support/wire/frames.hpp"

namespace stepback {

using Packet = Bytes;

/// Makes an RTP packet with PT 111 (`audio`), or 96 with frame marking (`video`).
Packet audio_packet(std::uint32_t ssrc, std::uint16_t sequence, std::uint32_t timestamp,
                    std::string_view payload);
Packet video_packet(std::uint32_t ssrc, std::uint16_t sequence, std::uint32_t timestamp,
                    bool key_frame, std::string_view payload);
/// Returns the SSRC, and the payload as text, of a packet that the functions above made.
std::uint32_t ssrc_of(const Packet& packet);
std::string payload_of(const Packet& packet);

}  // namespace stepback

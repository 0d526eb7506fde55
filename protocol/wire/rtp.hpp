#pragma once

// RTP packets (RFC 3550) as Stepback uses them: one packet in each binary WebSocket message.
//
//    0                   1                   2                   3
//    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |V=2|P|X|  CC   |M|     PT      |       sequence number         |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                           timestamp                           |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                             SSRC                              |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |  0xBE 0xDE (X set, RFC 8285)  |  length in 32-bit words       |
//   |  elements: ID(4) L(4) L+1 bytes of data ... zero padding      |
//   +---------------------------------------------------------------+
//   |  payload: one encoded frame, opaque to the server             |
//   +---------------------------------------------------------------+
//
// Reading stays within the given bytes, copies nothing and never throws.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"

namespace stepback::protocol {

/// Payload types of this protocol (dynamic range of RFC 3551).
inline constexpr std::uint8_t kPayloadOpus = 111;  ///< RFC 7587: 48 kHz clock, 20 ms frames
inline constexpr std::uint8_t kPayloadVp8 = 96;    ///< 90 kHz clock, one whole VP8 frame per packet

inline constexpr std::size_t kRtpHeaderBytes = 12;
inline constexpr std::uint32_t kAudioClock = 48'000;  ///< RTP ticks a second, Opus
inline constexpr std::uint32_t kVideoClock = 90'000;  ///< RTP ticks a second, VP8

/// Identifiers of the header extension elements (RFC 8285, one-byte form).
inline constexpr std::uint8_t kExtensionAudioLevel = 1;    ///< RFC 6464: V bit, level in -dBov
inline constexpr std::uint8_t kExtensionFrameMarking = 2;  ///< RFC 9626: S E I D B TID

/// RFC 6464: whether the encoder takes this for voice, and the level in dB below overload, from 0
/// (loudest) to 127 (silence).
struct AudioLevel {
  bool voice = false;
  std::uint8_t minus_dbov = 127;
  friend bool operator==(const AudioLevel&, const AudioLevel&) = default;
};

/// The fields of one packet. After read_rtp(), `payload` points into the bytes that were read.
struct RtpPacket {
  std::uint8_t payload_type = 0;
  bool marker = false;
  std::uint16_t sequence = 0;
  std::uint32_t timestamp = 0;
  Ssrc ssrc = 0;
  std::optional<AudioLevel> audio_level;
  /// The I bit of frame marking: whether this frame can be decoded alone. Nothing if unmarked.
  std::optional<bool> key_frame;
  std::span<const std::uint8_t> payload;
};

/// Reads one packet; ignores unknown extension elements (RFC 8285, section 4.2). The error is a
/// sentence: too few bytes for the header or its stated parts, a version other than 2, padding
/// longer than the packet, an element that runs past its extension, or no payload.
tl::expected<RtpPacket, std::string> read_rtp(std::span<const std::uint8_t> bytes);

/// Writes the packet: the header, a one-byte-form extension if a level or a key-frame mark is set,
/// and the payload. Overwrites `out` and allocates only if `out` must grow.
void write_rtp(const RtpPacket& packet, std::vector<std::uint8_t>& out);

/// Writes `ssrc` into the header of a packet that read_rtp() accepted. The server does so to make
/// sure that nobody speaks in another person's name.
void overwrite_ssrc(std::span<std::uint8_t> packet, Ssrc ssrc);

/// The kind of media that a payload type carries, or nothing if the protocol has none for it.
std::optional<Media> media_of(std::uint8_t payload_type);

}  // namespace stepback::protocol

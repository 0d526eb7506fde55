#pragma once

// RTP packets (RFC 3550) as Stepback uses them: one packet a binary WebSocket message.
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
// Reading is bounded by the bytes given and never throws; nothing is copied.

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
inline constexpr std::uint8_t kPayloadVp8 = 96;    ///< 90 kHz clock, one whole VP8 frame a packet

inline constexpr std::size_t kRtpHeaderBytes = 12;
inline constexpr std::uint32_t kAudioClock = 48'000;  ///< RTP ticks a second, Opus
inline constexpr std::uint32_t kVideoClock = 90'000;  ///< RTP ticks a second, VP8

/// Identifiers of the header extension elements (RFC 8285, one-byte form).
inline constexpr std::uint8_t kExtensionAudioLevel = 1;    ///< RFC 6464: V bit, level in -dBov
inline constexpr std::uint8_t kExtensionFrameMarking = 2;  ///< RFC 9626: S E I D B TID

/// RFC 6464: whether the encoder believes this is voice, and the level from 0 (loudest) to
/// 127 (silence) in dB below overload.
struct AudioLevel {
  bool voice = false;
  std::uint8_t minus_dbov = 127;
  friend bool operator==(const AudioLevel&, const AudioLevel&) = default;
};

/// The fields of one packet. When read, `payload` points into the bytes that were read.
struct RtpPacket {
  std::uint8_t payload_type = 0;
  bool marker = false;
  std::uint16_t sequence = 0;
  std::uint32_t timestamp = 0;
  Ssrc ssrc = 0;
  std::optional<AudioLevel> audio_level;
  /// From frame marking's I bit: whether this frame decodes alone. Absent: not marked.
  std::optional<bool> key_frame;
  std::span<const std::uint8_t> payload;
};

/// Reads one packet. Unknown extension elements are passed over (RFC 8285, section 4.2).
/// Refused with a sentence: fewer bytes than the header or its stated parts need, a version other
/// than 2, padding longer than the packet, an element that runs past its extension, no payload.
tl::expected<RtpPacket, std::string> read_rtp(std::span<const std::uint8_t> bytes);

/// The packet's bytes: header, a one-byte-form extension if a level or a key-frame mark is set,
/// payload. `out` is overwritten; it allocates only when it has to grow.
void write_rtp(const RtpPacket& packet, std::vector<std::uint8_t>& out);

/// Puts `ssrc` into the header of a packet that read_rtp accepted: how the server makes sure that
/// nobody speaks in another's name.
void overwrite_ssrc(std::span<std::uint8_t> packet, Ssrc ssrc);

/// The kind of media that a payload type carries, or nothing if the protocol has none for it.
std::optional<Media> media_of(std::uint8_t payload_type);

}  // namespace stepback::protocol

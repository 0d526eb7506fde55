#include "protocol/wire/rtp.hpp"

#include <utility>

namespace stepback::protocol {
namespace {

constexpr std::uint16_t kOneByteForm = 0xBEDE;
constexpr std::size_t kWord = 4;

std::uint16_t read_16(std::span<const std::uint8_t> bytes, std::size_t at) {
  return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]);
}

std::uint32_t read_32(std::span<const std::uint8_t> bytes, std::size_t at) {
  return static_cast<std::uint32_t>(read_16(bytes, at)) << 16 | read_16(bytes, at + 2);
}

void append_16(std::vector<std::uint8_t>& out, std::uint16_t value) {
  out.push_back(static_cast<std::uint8_t>(value >> 8));
  out.push_back(static_cast<std::uint8_t>(value & 0xFF));
}

void append_32(std::vector<std::uint8_t>& out, std::uint32_t value) {
  append_16(out, static_cast<std::uint16_t>(value >> 16));
  append_16(out, static_cast<std::uint16_t>(value & 0xFFFF));
}

// RFC 9626. The I bit says that this frame can be decoded alone.
constexpr std::uint8_t kStart = 0x80;
constexpr std::uint8_t kEnd = 0x40;
constexpr std::uint8_t kIndependent = 0x20;

tl::unexpected<std::string> refuse(std::string why) {
  return tl::unexpected(std::move(why));
}

bool read_elements(std::span<const std::uint8_t> bytes, RtpPacket& packet) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::uint8_t id = bytes[at] >> 4;
    if (bytes[at] == 0) {  // padding
      ++at;
      continue;
    }
    if (id == 15) return true;  // RFC 8285, section 4.2: ignore the rest
    const std::size_t size = (bytes[at] & 0x0FU) + 1U;
    if (at + 1 + size > bytes.size()) return false;
    const std::uint8_t first = bytes[at + 1];
    if (id == kExtensionAudioLevel) {
      packet.audio_level =
          AudioLevel{(first & 0x80U) != 0, static_cast<std::uint8_t>(first & 0x7F)};
    } else if (id == kExtensionFrameMarking) {
      packet.key_frame = (first & kIndependent) != 0;
    }
    at += 1 + size;
  }
  return true;
}

}  // namespace

tl::expected<RtpPacket, std::string> read_rtp(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < kRtpHeaderBytes) {
    return refuse("an RTP packet of " + std::to_string(bytes.size()) +
                  " bytes: the header alone has 12");
  }
  if (bytes[0] >> 6 != 2) {
    return refuse("RTP version " + std::to_string(bytes[0] >> 6) + ": expected 2");
  }
  RtpPacket packet;
  packet.marker = (bytes[1] & 0x80U) != 0;
  packet.payload_type = bytes[1] & 0x7FU;
  packet.sequence = read_16(bytes, 2);
  packet.timestamp = read_32(bytes, 4);
  packet.ssrc = read_32(bytes, 8);

  std::size_t begin = kRtpHeaderBytes + kWord * (bytes[0] & 0x0FU);
  if ((bytes[0] & 0x10U) != 0) {
    if (begin + kWord > bytes.size()) {
      return refuse("the RTP header extension lies beyond the packet's end");
    }
    const std::size_t size = kWord * read_16(bytes, begin + 2);
    const bool one_byte_form = read_16(bytes, begin) == kOneByteForm;
    begin += kWord;
    if (begin + size > bytes.size()) {
      return refuse("the RTP header extension is longer than the packet");
    }
    if (one_byte_form && !read_elements(bytes.subspan(begin, size), packet)) {
      return refuse("an element of the RTP header extension runs past its end");
    }
    begin += size;
  }
  std::size_t end = bytes.size();
  if ((bytes[0] & 0x20U) != 0) {
    const std::size_t padding = bytes.back();
    if (padding == 0 || begin + padding > end) {
      return refuse("the RTP padding is longer than the packet");
    }
    end -= padding;
  }
  if (begin >= end) return refuse("an RTP packet without a payload");
  packet.payload = bytes.subspan(begin, end - begin);
  return packet;
}

void write_rtp(const RtpPacket& packet, std::vector<std::uint8_t>& out) {
  const bool extended = packet.audio_level || packet.key_frame;
  out.clear();
  out.push_back(static_cast<std::uint8_t>(0x80 | (extended ? 0x10 : 0)));
  out.push_back(static_cast<std::uint8_t>((packet.marker ? 0x80 : 0) | packet.payload_type));
  append_16(out, packet.sequence);
  append_32(out, packet.timestamp);
  append_32(out, packet.ssrc);
  if (extended) {
    append_16(out, kOneByteForm);
    append_16(out, 1);  // one word: each element has two bytes
    const std::size_t elements = out.size();
    if (packet.audio_level) {
      out.push_back(kExtensionAudioLevel << 4);
      out.push_back(static_cast<std::uint8_t>((packet.audio_level->voice ? 0x80 : 0) |
                                              (packet.audio_level->minus_dbov & 0x7F)));
    }
    if (packet.key_frame) {
      out.push_back(kExtensionFrameMarking << 4);
      out.push_back(
          static_cast<std::uint8_t>(kStart | kEnd | (*packet.key_frame ? kIndependent : 0)));
    }
    while (out.size() < elements + kWord) out.push_back(0);
  }
  out.insert(out.end(), packet.payload.begin(), packet.payload.end());
}

void overwrite_ssrc(std::span<std::uint8_t> packet, Ssrc ssrc) {
  packet[8] = static_cast<std::uint8_t>(ssrc >> 24);
  packet[9] = static_cast<std::uint8_t>(ssrc >> 16 & 0xFF);
  packet[10] = static_cast<std::uint8_t>(ssrc >> 8 & 0xFF);
  packet[11] = static_cast<std::uint8_t>(ssrc & 0xFF);
}

std::optional<Media> media_of(std::uint8_t payload_type) {
  if (payload_type == kPayloadOpus) return Media::audio;
  if (payload_type == kPayloadVp8) return Media::video;
  return std::nullopt;
}

}  // namespace stepback::protocol

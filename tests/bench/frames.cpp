#include "bench/frames.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace stepback::bench {
namespace {

constexpr std::array<std::uint8_t, 4> kMask{0x37, 0xFA, 0x21, 0x3D};
constexpr std::array<std::uint8_t, 4> kMark{'b', 'n', 'c', 'h'};

void append_number(Bytes& out, std::uint64_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    out.push_back(static_cast<std::uint8_t>(value >> shift & 0xFF));
  }
}

std::uint64_t number_at(std::span<const std::uint8_t> bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (const std::uint8_t byte : bytes.subspan(at, size)) value = value << 8 | byte;
  return value;
}

// Works on eight bytes at a time, as a good server does too.
void unmask(std::span<std::uint8_t> payload, std::span<const std::uint8_t> mask) {
  std::array<std::uint8_t, 8> twice{};
  for (std::size_t i = 0; i < twice.size(); ++i) twice.at(i) = mask[i % 4];
  std::uint64_t pattern = 0;
  std::memcpy(&pattern, twice.data(), sizeof pattern);
  std::size_t at = 0;
  for (; at + sizeof pattern <= payload.size(); at += sizeof pattern) {
    std::uint64_t word = 0;
    std::memcpy(&word, payload.data() + at, sizeof word);
    word ^= pattern;
    std::memcpy(payload.data() + at, &word, sizeof word);
  }
  for (; at < payload.size(); ++at) payload[at] ^= mask[at % 4];
}

struct Parsed {
  Frame frame;
  std::size_t size = 0;  ///< of the whole frame; 0: it has not come whole
};

Parsed parse(std::span<std::uint8_t> bytes) {
  if (bytes.size() < 2) return {};
  std::size_t header = 2;
  std::uint64_t size = bytes[1] & 0x7FU;
  if (size >= 126) {
    const std::size_t width = size == 126 ? 2 : 8;
    if (bytes.size() < header + width) return {};
    size = number_at(bytes, header, width);
    header += width;
  }
  const bool masked = (bytes[1] & 0x80U) != 0;
  const std::size_t mask_at = header;
  if (masked) header += kMask.size();
  if (bytes.size() < header + size) return {};
  const auto payload = bytes.subspan(header, size);
  if (masked) unmask(payload, bytes.subspan(mask_at, kMask.size()));
  return {{static_cast<Opcode>(bytes[0] & 0x0FU), (bytes[0] & 0x80U) != 0, payload}, header + size};
}

}  // namespace

void append_frame(Bytes& out, Side side, Opcode opcode, std::span<const std::uint8_t> payload) {
  const std::uint8_t masked = side == Side::client ? 0x80 : 0;
  out.push_back(static_cast<std::uint8_t>(0x80U | static_cast<unsigned>(opcode)));
  if (payload.size() < 126) {
    out.push_back(static_cast<std::uint8_t>(masked | payload.size()));
  } else if (payload.size() < 65536) {
    out.push_back(masked | 126U);
    append_number(out, payload.size(), 2);
  } else {
    out.push_back(masked | 127U);
    append_number(out, payload.size(), 8);
  }
  if (masked != 0) out.insert(out.end(), kMask.begin(), kMask.end());
  const std::size_t from = out.size();
  out.insert(out.end(), payload.begin(), payload.end());
  if (masked != 0) unmask(std::span{out}.subspan(from), kMask);
}

void append_frame(Bytes& out, Side side, Opcode opcode, std::string_view text) {
  append_frame(out, side, opcode,
               std::span{reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

void FrameReader::offer(std::span<std::uint8_t> bytes) {
  from_begun_ = !begun_.empty();
  if (from_begun_) {
    begun_.insert(begun_.end(), bytes.begin(), bytes.end());
    bytes_ = begun_;
  } else {
    bytes_ = bytes;
  }
}

std::optional<Frame> FrameReader::next() {
  const Parsed parsed = parse(bytes_);
  if (parsed.size == 0) {
    // Not assigned directly, since the bytes may be those of begun_ itself.
    begun_ = Bytes(bytes_.begin(), bytes_.end());
    bytes_ = {};
    return std::nullopt;
  }
  bytes_ = bytes_.subspan(parsed.size);
  return parsed.frame;
}

std::size_t end_of_head(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view end = "\r\n\r\n";
  const auto found = std::search(bytes.begin(), bytes.end(), end.begin(), end.end());
  return found == bytes.end() ? 0 : static_cast<std::size_t>(found - bytes.begin()) + end.size();
}

Bytes media_packet(Media media, const Stamp& stamp, std::size_t payload_bytes, bool key_frame) {
  const bool video = media == Media::video;
  Bytes out;
  out.reserve(payload_bytes + 20);
  out.push_back(video ? 0x90 : 0x80);
  out.push_back(video ? 96 : 111);
  append_number(out, stamp.number, 2);
  append_number(out, std::uint64_t{stamp.number} * (video ? 6000 : 960), 4);
  append_number(out, 0, 4);  // the server writes it
  if (video) {
    append_number(out, 0xBEDE0001, 4);
    append_number(out, key_frame ? 0x20E00000 : 0x20C00000, 4);
  }
  const std::size_t begin = out.size();
  out.insert(out.end(), kMark.begin(), kMark.end());
  append_number(out, stamp.seat, 4);
  append_number(out, stamp.number, 4);
  append_number(out, static_cast<std::uint64_t>(stamp.sent_ns), 8);
  out.resize(std::max(out.size(), begin + payload_bytes), 0x5A);
  return out;
}

std::optional<Stamp> stamp_of(std::span<const std::uint8_t> packet) {
  constexpr std::size_t stamp_bytes = 20;
  if (packet.empty()) return std::nullopt;
  const std::size_t at = (packet[0] & 0x10U) != 0 ? 20 : 12;
  if (packet.size() < at + stamp_bytes ||
      !std::ranges::equal(packet.subspan(at, kMark.size()), kMark)) {
    return std::nullopt;
  }
  return Stamp{static_cast<std::uint32_t>(number_at(packet, at + 4, 4)),
               static_cast<std::uint32_t>(number_at(packet, at + 8, 4)),
               static_cast<std::int64_t>(number_at(packet, at + 12, 8))};
}

bool write_ssrc(std::span<std::uint8_t> packet, std::uint32_t ssrc) {
  if (packet.size() < 12) return false;
  for (std::size_t i = 0; i < 4; ++i) {
    packet[8 + i] = static_cast<std::uint8_t>(ssrc >> (24 - 8 * i) & 0xFF);
  }
  return true;
}

}  // namespace stepback::bench

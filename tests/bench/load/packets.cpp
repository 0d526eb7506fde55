#include "bench/load/packets.hpp"

#include <algorithm>
#include <array>

namespace stepback::bench {
namespace {

constexpr std::array<std::uint8_t, 4> kMark{'b', 'n', 'c', 'h'};

}  // namespace

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

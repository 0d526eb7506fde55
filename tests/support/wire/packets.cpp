#include "support/wire/packets.hpp"

#include <array>

namespace stepback {
namespace {

Packet packet(std::uint8_t type, std::uint32_t ssrc, std::uint16_t sequence,
              std::uint32_t timestamp, std::array<std::uint8_t, 2> element,
              std::string_view payload) {
  Packet out{0x90, type};
  append_number(out, sequence, 2);
  append_number(out, timestamp, 4);
  append_number(out, ssrc, 4);
  append_number(out, 0xBEDE, 2);
  append_number(out, 1, 2);
  out.insert(out.end(), element.begin(), element.end());
  append_number(out, 0, 2);
  out.insert(out.end(), payload.begin(), payload.end());
  return out;
}

}  // namespace

Packet audio_packet(std::uint32_t ssrc, std::uint16_t sequence, std::uint32_t timestamp,
                    std::string_view payload) {
  return packet(111, ssrc, sequence, timestamp, {0x10, 0x9E}, payload);
}

Packet video_packet(std::uint32_t ssrc, std::uint16_t sequence, std::uint32_t timestamp,
                    bool key_frame, std::string_view payload) {
  const auto marks = static_cast<std::uint8_t>(0xC0 | (key_frame ? 0x20 : 0));
  return packet(96, ssrc, sequence, timestamp, {0x20, marks}, payload);
}

std::uint32_t ssrc_of(const Packet& packet) {
  return static_cast<std::uint32_t>(number_at(packet, 8, 4));
}

std::string payload_of(const Packet& packet) {
  return {packet.begin() + 20, packet.end()};
}

}  // namespace stepback

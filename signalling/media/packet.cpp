#include "signalling/media/packet.hpp"

#include <utility>

#include "protocol/wire/rtp.hpp"

namespace stepback::signalling {
namespace {

tl::unexpected<BadPacket> bad(PacketRefusal reason, std::string message) {
  return tl::unexpected(BadPacket{reason, std::move(message)});
}

}  // namespace

tl::expected<ArrivedPacket, BadPacket> read_packet(std::span<std::uint8_t> bytes) {
  const auto header = protocol::read_rtp(bytes);
  if (!header) return bad(PacketRefusal::notRtp, header.error());
  const auto media = protocol::media_of(header->payload_type);
  if (!media) {
    return bad(PacketRefusal::unknownPayload, "Payload type " +
                                                  std::to_string(header->payload_type) +
                                                  ": expected 111 (Opus) or 96 (VP8).");
  }
  if (*media == protocol::Media::video && !header->key_frame) {
    return bad(PacketRefusal::notRtp,
               "A picture without frame marking (header extension 2, RFC 9626).");
  }
  return ArrivedPacket{
      .bytes = bytes, .media = *media, .key_frame = header->key_frame.value_or(false)};
}

}  // namespace stepback::signalling

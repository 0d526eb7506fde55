// A media packet is read within its bytes, and the server's SSRC is written over four of them.

#include "protocol/wire/rtp.hpp"

#include <algorithm>
#include <functional>
#include <vector>

#include "tests/fuzz/target.hpp"

namespace stepback::fuzz {
namespace {

using namespace stepback::protocol;

constexpr Ssrc kOurs = 0xA1B2C3D4;

bool lies_in(std::span<const std::uint8_t> part, Input whole) {
  const std::less_equal<> not_after;
  return not_after(whole.data(), part.data()) &&
         not_after(part.data() + part.size(), whole.data() + whole.size());
}

/// Whether all fields but the SSRC are equal.
bool say_the_same(const RtpPacket& one, const RtpPacket& other) {
  return one.payload_type == other.payload_type && one.marker == other.marker &&
         one.sequence == other.sequence && one.timestamp == other.timestamp &&
         one.audio_level == other.audio_level && one.key_frame == other.key_frame &&
         std::ranges::equal(one.payload, other.payload);
}

}  // namespace

void rtp(Input input) {
  const auto packet = read_rtp(input);
  if (!packet) return hold(!packet.error().empty(), "a refusal says why");
  hold(!packet->payload.empty() && lies_in(packet->payload, input),
       "the payload is a part of the packet");

  std::vector<std::uint8_t> ours(input.begin(), input.end());
  overwrite_ssrc(ours, kOurs);
  const auto rewritten = read_rtp(ours);
  hold(rewritten && rewritten->ssrc == kOurs && say_the_same(*rewritten, *packet),
       "a packet with the server's SSRC says the same as before");
  for (std::size_t i = 0; i < ours.size(); ++i) {
    hold(ours[i] == input[i] || (i >= 8 && i < kRtpHeaderBytes),
         "no byte but the SSRC's is written over");
  }

  std::vector<std::uint8_t> written;
  write_rtp(*packet, written);
  const auto again = read_rtp(written);
  hold(again && again->ssrc == packet->ssrc && say_the_same(*again, *packet),
       "what was read and written is read as the same");
}

}  // namespace stepback::fuzz

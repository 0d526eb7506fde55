#include "plugin/src/session/reception.hpp"

#include "plugin/src/audio/audio_format.hpp"

namespace stepback::plugin {
namespace {

// A stream whose sequence number jumps by more begins anew (RFC 3550, appendix A.1: MAX_DROPOUT).
constexpr std::int32_t kMaxDropout = 3000;

}  // namespace

void Reception::count(const protocol::RtpPacket& packet) {
  ++counts_.received;
  if (streams_.size() >= kMostStreams && !streams_.contains(packet.ssrc)) streams_.clear();
  const auto [found, first] =
      streams_.try_emplace(packet.ssrc, Stream{packet.sequence, packet.timestamp});
  if (first) return;
  Stream& stream = found->second;
  const auto ahead = static_cast<std::int16_t>(packet.sequence - stream.newest_sequence);
  const auto jump = static_cast<std::int32_t>(packet.timestamp - stream.newest_timestamp);
  const bool anew =
      jump > kLongestJump || jump < -kLongestJump || ahead > kMaxDropout || ahead < -kMaxDropout;
  if (!anew && ahead <= 0) {
    // An older packet counts as a lost one that has come after all; duplicates of it are not told
    // apart. A duplicate of the newest packet changes nothing.
    if (ahead < 0 && counts_.lost > 0) --counts_.lost;
    return;
  }
  if (!anew) counts_.lost += static_cast<std::uint64_t>(ahead - 1);
  stream = {packet.sequence, packet.timestamp};
}

}  // namespace stepback::plugin

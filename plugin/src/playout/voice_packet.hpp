#pragma once

// Received sound on its way from the client's thread to the pulling thread: a fixed pool of packets
// and two lock-free queues. One queue carries filled packets, the other brings empty ones back.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "plugin/src/audio/audio_format.hpp"
#include "plugin/src/audio/spsc_ring.hpp"
#include "plugin/src/base/clock.hpp"
#include "protocol/base/ids.hpp"

namespace stepback::plugin {

struct VoicePacket;

/// The number of a 20 ms frame on its speaker's timeline.
using FrameNumber = std::int64_t;

/// Takes packets that will not be played. Called on the pulling thread.
class PacketHolder {
 public:
  virtual ~PacketHolder() = default;
  virtual void release(VoicePacket& packet) = 0;
};

/// One Opus packet as it arrived.
struct VoicePacket {
  PacketHolder* holder = nullptr;  ///< owner of the jitter buffer; pulling thread only
  SteadyTime arrived;
  std::uint32_t connection = 0;  ///< the connection that brought it; each begins anew
  protocol::Ssrc ssrc = 0;
  std::uint32_t timestamp = 0;
  std::uint16_t sequence = 0;
  bool marker = false;    ///< the first after silence
  bool quiet = false;     ///< marked as silence by its level
  FrameNumber frame = 0;  ///< on its speaker's timeline; pulling thread only
  std::size_t size = 0;
  std::array<std::uint8_t, kMaxOpusBytes> data;

  std::span<const std::uint8_t> payload() const { return std::span(data).first(size); }
};

/// The pool and its two queues. Each packet is in exactly one place: with one of the threads, or in
/// a queue. Each queue has room for all packets.
class VoicePackets {
 public:
  explicit VoicePackets(std::size_t count)
      : storage_(count), filled_(count), empty_(count), spare_(storage_.size()) {
    for (std::size_t i = 0; i < count; ++i) spare_[i] = &storage_[i];
  }
  VoicePackets(const VoicePackets&) = delete;
  VoicePackets& operator=(const VoicePackets&) = delete;

  /// Client's thread: an empty packet, or nullptr if the pulling thread has them all.
  VoicePacket* take_empty() {
    if (spare_.empty()) {
      spare_.resize(empty_.readable());
      empty_.read(spare_);
    }
    if (spare_.empty()) return nullptr;
    VoicePacket* packet = spare_.back();
    spare_.pop_back();
    return packet;
  }
  /// Client's thread: gives a filled packet to the pulling thread.
  void hand_over(VoicePacket& packet) {
    VoicePacket* const pointer = &packet;
    filled_.write({&pointer, 1});
  }

  /// Pulling thread: the next filled packet, or nullptr.
  VoicePacket* take_filled() {
    VoicePacket* packet = nullptr;
    filled_.read({&packet, 1});
    return packet;
  }
  /// Pulling thread: returns an empty packet.
  void give_back(VoicePacket& packet) {
    packet.holder = nullptr;
    VoicePacket* const pointer = &packet;
    empty_.write({&pointer, 1});
  }

 private:
  std::vector<VoicePacket> storage_;
  SpscRing<VoicePacket*> filled_;
  SpscRing<VoicePacket*> empty_;
  std::vector<VoicePacket*> spare_;  ///< client's thread: empty packets at hand
};

}  // namespace stepback::plugin

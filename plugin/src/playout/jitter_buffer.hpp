#pragma once

// speexdsp's jitter buffer for whole 20 ms frames. It orders packets, and finds the delay that they
// need from how early or late they come. It holds pointers; the packets do not move. One thread;
// only the constructor allocates.

#include <cstddef>
#include <cstdint>
#include <memory>

#include "plugin/src/playout/voice_packet.hpp"

struct JitterBuffer_;

namespace stepback::plugin {

class JitterBuffer {
 public:
  /// `holder` gets each packet that get() does not return, because it came too late or was skipped
  /// to shorten the delay. Throws std::bad_alloc if there is no memory.
  explicit JitterBuffer(PacketHolder& holder);
  ~JitterBuffer();
  JitterBuffer(const JitterBuffer&) = delete;
  JitterBuffer& operator=(const JitterBuffer&) = delete;

  /// Adds a packet that arrived `ahead` samples before the next get(). The packet stays in the
  /// buffer until get() returns it or the holder gets it, which may be during this call.
  void put(VoicePacket& packet, std::uint32_t ahead);

  /// The result of get().
  struct Next {
    enum class Kind {
      packet,   ///< play `packet`, which holds frame `number`
      missing,  ///< frame `number` is not here
      stretch   ///< play `frames` made-up frames before `number`: the delay grows
    };
    Kind kind = Kind::missing;
    VoicePacket* packet = nullptr;
    FrameNumber number = 0;
    std::size_t frames = 1;
  };
  /// Call it once for each frame played.
  Next get();

  /// Whether get() has found nothing for so long that the timing is lost. The next packet then
  /// begins anew.
  bool lost_track() const { return misses_ >= kMostMisses; }

  /// Gives all packets to the holder. get() then begins with the oldest packet put after this call.
  void reset();

 private:
  // speexdsp resets itself inside put() after more than 20 misses in a row; this class must do so
  // first.
  static constexpr std::size_t kMostMisses = 20;

  FrameNumber number_of(std::uint32_t timestamp) const;
  bool hopelessly_late(std::uint32_t timestamp) const;

  struct Free {
    void operator()(JitterBuffer_* buffer) const;
  };
  std::unique_ptr<JitterBuffer_, Free> buffer_;
  PacketHolder& holder_;
  FrameNumber newest_ = 0;        ///< the reference for 32-bit timestamps
  bool started_ = false;          ///< get() has returned a packet
  bool stretch_pending_ = false;  ///< the next get() returns a stretch
  std::size_t misses_ = 0;
};

}  // namespace stepback::plugin

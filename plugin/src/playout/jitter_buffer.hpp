#pragma once

// speexdsp's jitter buffer in terms of whole 20 ms frames: it puts packets in order, and finds out
// from how early or late they come how long they have to wait. Packets stay where they are; the
// buffer holds pointers. One thread; no call but the constructor allocates.

#include <cstddef>
#include <cstdint>
#include <memory>

#include "plugin/src/playout/voice_packet.hpp"

struct JitterBuffer_;

namespace stepback::plugin {

class JitterBuffer {
 public:
  /// `holder` is handed each packet that is not given out: it came too late, or was passed over
  /// to shorten the delay. Throws std::bad_alloc if there is no memory.
  explicit JitterBuffer(PacketHolder& holder);
  ~JitterBuffer();
  JitterBuffer(const JitterBuffer&) = delete;
  JitterBuffer& operator=(const JitterBuffer&) = delete;

  /// A packet that arrived `ahead` samples before the next get(). It is kept until get() gives it
  /// out or the holder is handed it, which may be at once.
  void put(VoicePacket& packet, std::uint32_t ahead);

  /// What is to be played now.
  struct Next {
    enum class Kind {
      packet,   ///< `packet`, which holds frame `number`
      missing,  ///< frame `number`, which is not here
      stretch   ///< `frames` frames of anything, `number` comes after them: the delay grows
    };
    Kind kind = Kind::missing;
    VoicePacket* packet = nullptr;
    FrameNumber number = 0;
    std::size_t frames = 1;
  };
  /// To be called once for each frame played.
  Next get();

  /// get() has found nothing for so long that there is no telling when something is due: the
  /// next packet begins anew.
  bool lost_track() const { return misses_ >= kMostMisses; }

  /// Hands all packets to the holder; get() will begin with the oldest packet put after this.
  void reset();

 private:
  // speexdsp resets itself inside put() after more than 20 misses in a row; this class comes first.
  static constexpr std::size_t kMostMisses = 20;

  FrameNumber number_of(std::uint32_t timestamp) const;
  bool hopelessly_late(std::uint32_t timestamp) const;

  struct Free {
    void operator()(JitterBuffer_* buffer) const;
  };
  std::unique_ptr<JitterBuffer_, Free> buffer_;
  PacketHolder& holder_;
  FrameNumber newest_ = 0;        ///< anchors the buffer's 32-bit timestamps
  bool started_ = false;          ///< get() has begun with a packet
  bool stretch_pending_ = false;  ///< the next get() is going to be a stretch
  std::size_t misses_ = 0;
};

}  // namespace stepback::plugin

#pragma once

// Which captured frames are worth a packet. In silence the sender stops, save for one frame now
// and then; the capture clock goes on, so that a gap in timestamps tells the listener how long it
// was. Opus' own DTX is not used: it takes steady quiet tones for silence.

#include <cstddef>
#include <cstdint>
#include <span>

#include "plugin/src/audio/audio_format.hpp"

namespace stepback::plugin {

struct Loudness {
  float rms_db = -127.0F;      ///< of the whole frame, relative to full scale
  float loudest_db = -127.0F;  ///< of its loudest 5 ms: the onset of a word at the frame's end
};

/// Of one frame. -127 is digital silence.
Loudness loudness(std::span<const float> frame);

/// RFC 6464's level: dB below overload, 0 to 127.
std::uint8_t minus_dbov(float rms_db);

/// One thread; no allocation.
class Gate {
 public:
  /// Frames below the threshold before packets stop, and between two refreshing ones: 400 ms each
  /// (Opus' own DTX refreshes at that pace, RFC 6716, section 2.1.9).
  static constexpr std::size_t kHangover = 20;
  static constexpr std::size_t kRefresh = 20;

  enum class Verdict {
    send,       ///< talk, or the hangover after it
    sendFirst,  ///< the first after silence, or ever
    refresh,    ///< silence, but a packet is due
    hold        ///< silence: no packet
  };

  Verdict next(float loudest_db);
  /// As after construction: the next frame is sent.
  void reset() { *this = Gate{}; }

 private:
  bool started_ = false;
  std::size_t quiet_ = 0;       ///< frames below the threshold so far
  std::size_t since_sent_ = 0;  ///< frames held since a packet
};

}  // namespace stepback::plugin

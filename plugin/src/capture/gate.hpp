#pragma once

// Decides which captured frames become packets. In silence the sender sends only one frame now and
// then. The capture clock goes on, so that the gap in the timestamps tells the listener how long
// the silence was. The module does not use Opus' own DTX, which takes steady quiet tones for
// silence.

#include <cstddef>
#include <cstdint>
#include <span>

#include "plugin/src/audio/audio_format.hpp"

namespace stepback::plugin {

struct Loudness {
  float rms_db = -127.0F;      ///< of the whole frame, relative to full scale
  float loudest_db = -127.0F;  ///< of the loudest 5 ms, for a word that begins late in the frame
};

/// The loudness of one frame. -127 is digital silence.
Loudness loudness(std::span<const float> frame);

/// The level of RFC 6464: dB below overload, 0 to 127.
std::uint8_t minus_dbov(float rms_db);

/// Used on one thread; does not allocate.
class Gate {
 public:
  /// Quiet frames before packets stop, and frames between two refreshing packets: 400 ms each
  /// (Opus' own DTX refreshes at that pace; RFC 6716, section 2.1.9).
  static constexpr std::size_t kHangover = 20;
  static constexpr std::size_t kRefresh = 20;

  enum class Verdict {
    send,       ///< speech, or up to 400 ms after it
    sendFirst,  ///< the first frame ever or after silence
    refresh,    ///< silence, but a refreshing packet is due
    hold        ///< silence: no packet
  };

  Verdict next(float loudest_db);
  /// Returns to the state after construction: the next frame is sent.
  void reset() { *this = Gate{}; }

 private:
  bool started_ = false;
  std::size_t quiet_ = 0;       ///< frames below the threshold so far
  std::size_t since_sent_ = 0;  ///< frames without a packet since the last
};

}  // namespace stepback::plugin

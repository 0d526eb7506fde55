#pragma once

// Sends the microphone's sound: pushed samples wait in a ring, become 20 ms frames on the client's
// thread, and leave as the fields of RTP packets while the microphone is open. The capture clock is
// the number of samples pushed. It also runs while the microphone is closed or silent, so that an
// RTP timestamp always tells when something was said.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "plugin/src/audio/audio_format.hpp"
#include "plugin/src/audio/opus_codec.hpp"
#include "plugin/src/audio/spsc_ring.hpp"
#include "plugin/src/capture/gate.hpp"
#include "protocol/wire/rtp.hpp"

namespace stepback::plugin {

class Capture {
 public:
  /// Random first values (RFC 3550, section 5.1).
  struct Start {
    std::uint32_t timestamp = 0;
    std::uint16_t sequence = 0;
  };
  /// Called with each packet, whose payload is plain; it is valid until the call returns.
  using Send = std::function<void(const protocol::RtpPacket&)>;

  Capture(Start start, Send send);

  struct Pushed {
    std::size_t taken = 0;
    bool frame_complete = false;  ///< a frame waits for process()
  };
  /// [audio] Takes as many samples as there is room for (0.68 s). No lock, no allocation.
  Pushed push(std::span<const float> samples);

  // The rest is called on the client's thread.

  /// Sound pushed from now on is sent; sound pushed before is not.
  void open();
  /// Neither sound pushed before nor sound pushed from now on is sent, and no later packet holds a
  /// trace of it.
  void close();
  bool is_open() const { return open_; }

  /// Encodes and sends every whole frame that waits; drops the frames if the microphone is closed.
  void process();

 private:
  static constexpr std::size_t kRing = 32'768;

  void forget_waiting();
  void send(std::uint32_t timestamp);

  SpscRing<float> ring_{kRing};
  Send send_;
  bool open_ = false;
  std::uint64_t consumed_ = 0;      ///< samples taken from the ring
  std::uint64_t forget_until_ = 0;  ///< frames that begin earlier are dropped
  std::uint32_t first_timestamp_;
  std::uint16_t sequence_;
  Gate gate_;
  VoiceEncoder encoder_;
  Frame frame_{};
  std::vector<std::uint8_t> payload_;
};

}  // namespace stepback::plugin

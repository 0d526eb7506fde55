#pragma once

// The microphone's way out: pushed samples wait in a ring, become 20 ms frames on the client's
// thread, and leave as RTP packets while the microphone is open. The capture clock is the count of
// samples pushed: it goes on while the microphone is closed and while the gate holds frames back,
// so that an RTP timestamp always says when something was said.

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

namespace stepback::plugin {

class Capture {
 public:
  /// Where the timestamps and sequence numbers start: random, by RFC 3550, section 5.1.
  struct Start {
    std::uint32_t timestamp = 0;
    std::uint16_t sequence = 0;
  };
  /// Gets each packet; its bytes live until it returns.
  using Send = std::function<void(std::span<const std::uint8_t>)>;

  Capture(Start start, Send send);

  struct Pushed {
    std::size_t taken = 0;
    bool frame_complete = false;  ///< process() has something to do
  };
  /// [audio] Takes samples, as many as there is room for (0.68 s). No lock, no allocation.
  Pushed push(std::span<const float> samples);

  // The rest belongs to the client's thread.

  /// From here on what is pushed is sent; what was pushed before is not.
  void open();
  /// Nothing pushed so far or from here on is sent, nor any trace of it in a later packet.
  void close();
  bool is_open() const { return open_; }

  /// Encodes and sends every whole frame that waits; forgets it if the microphone is closed.
  void process();

 private:
  static constexpr std::size_t kRing = 32'768;

  void forget_waiting();
  void send(std::uint32_t timestamp);

  SpscRing<float> ring_{kRing};
  Send send_;
  bool open_ = false;
  std::uint64_t consumed_ = 0;      ///< samples taken from the ring
  std::uint64_t forget_until_ = 0;  ///< frames that begin before this were not meant to be heard
  std::uint32_t first_timestamp_;
  std::uint16_t sequence_;
  Gate gate_;
  VoiceEncoder encoder_;
  Frame frame_{};
  std::vector<std::uint8_t> payload_;
  std::vector<std::uint8_t> packet_;
};

}  // namespace stepback::plugin

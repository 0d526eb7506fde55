#pragma once

// Plays the others: received packets cross to the thread that pulls. Each voice has its own jitter
// buffer and decoder there, and a limiter takes their sum. The constructor allocates everything;
// pull() does not lock or wait.

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "plugin/src/audio/audio_format.hpp"
#include "plugin/src/base/clock.hpp"
#include "plugin/src/playout/limiter.hpp"
#include "plugin/src/playout/speaker.hpp"
#include "plugin/src/playout/voice_packet.hpp"
#include "protocol/wire/rtp.hpp"

namespace stepback::plugin {

class Playout {
 public:
  /// One voice for each person in a session.
  static constexpr std::size_t kSpeakers = 16;

  /// Throws std::bad_alloc if there is no memory for the decoders.
  Playout();

  /// [client thread] Takes a packet of sound from connection number `connection`. Returns false and
  /// drops it if it is not a 20 ms Opus frame, or if nobody pulls and there is no room.
  bool offer(const protocol::RtpPacket& packet, std::uint32_t connection, SteadyTime arrived);

  /// [audio] Fills all of `out`. Returns how many of its samples hold a voice.
  std::size_t pull(std::span<float> out, SteadyTime now);

  /// [any] Whether pull() was called within the second before `now`.
  bool is_pulled(SteadyTime now) const;

  /// [any] Frames played so far, by origin.
  struct Counts {
    std::uint64_t played = 0;     ///< from a packet or its FEC
    std::uint64_t recovered = 0;  ///< of these: from FEC
    std::uint64_t concealed = 0;
  };
  Counts counts() const;

 private:
  void take_in(SteadyTime now, SteadyTime::duration oldest);
  void mix(SteadyTime now);
  void count(Source source);
  Speaker* speaker_for(protocol::Ssrc ssrc);

  static constexpr std::size_t kPackets = 512;

  VoicePackets packets_{kPackets};
  std::vector<std::unique_ptr<Speaker>> speakers_;
  Limiter limiter_;
  Frame voice_{};
  Frame mixed_{};
  std::size_t mixed_at_ = kFrame;  ///< samples of mixed_ that were pulled
  bool mixed_audible_ = false;
  std::optional<SteadyTime> last_pull_;
  SteadyTime::duration last_length_{};  ///< of the sound pulled last

  std::atomic<SteadyTime::rep> pulled_at_{0};
  std::atomic<std::uint64_t> played_{0};
  std::atomic<std::uint64_t> recovered_{0};
  std::atomic<std::uint64_t> concealed_{0};
};

}  // namespace stepback::plugin

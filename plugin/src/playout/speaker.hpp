#pragma once

// One voice: its packets in order, decoded frame by frame, with what is lost filled in and what
// was never said left silent. Lives on the pulling thread; no call but the constructor allocates.
//
// A frame that is not there was either lost on the way or never sent. It was never sent if the
// packets around it are neighbours by sequence number, if the next one says that it begins a
// talkspurt, or if the last one said itself to be silence. Such a gap is silence, and is not
// counted as anything.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "plugin/src/audio/audio_format.hpp"
#include "plugin/src/audio/opus_codec.hpp"
#include "plugin/src/base/clock.hpp"
#include "plugin/src/playout/jitter_buffer.hpp"
#include "plugin/src/playout/voice_packet.hpp"
#include "protocol/base/ids.hpp"

namespace stepback::plugin {

/// Where one frame of a voice came from.
enum class Source {
  silence,    ///< nothing was said, or nothing is known of it any more
  packet,     ///< its packet
  recovered,  ///< the FEC in the packet after it
  concealed   ///< made up: it did not come in time
};

class Speaker final : private PacketHolder {
 public:
  /// Packets come from `packets`, which outlives the speaker, and go back there.
  explicit Speaker(VoicePackets& packets) : packets_(packets), jitter_(*this) {}
  ~Speaker() override { reset(); }
  Speaker(const Speaker&) = delete;
  Speaker& operator=(const Speaker&) = delete;

  /// Whose voice; 0 before the first packet.
  protocol::Ssrc ssrc() const { return ssrc_; }
  /// Nothing waits, and nothing is expected: this place can be given to another voice.
  bool idle() const { return state_ == State::idle; }
  SteadyTime last_packet() const { return last_packet_; }

  /// Takes a packet, and its ownership. `ahead`: how many samples before next() it arrived.
  void put(VoicePacket& packet, std::uint32_t ahead);

  /// Fills `out` with the next 20 ms. True in `audible` if it holds this voice.
  struct Played {
    Source source = Source::silence;
    bool audible = false;
  };
  Played next(std::span<float, kFrame> out, SteadyTime now);

  /// Forgets everything that waits.
  void reset();

 private:
  enum class State { idle, gathering, playing };

  // PacketHolder: the jitter buffer lets go of a packet that nobody will play.
  void let_go(VoicePacket& packet) override;

  Played produce(std::span<float, kFrame> out, SteadyTime now);
  void begin(const VoicePacket& packet);
  bool is_another_stream(const VoicePacket& packet) const;
  bool begins_anew(const VoicePacket& packet) const;
  void place(VoicePacket& packet);
  void start();
  Played play(VoicePacket& packet, std::span<float, kFrame> out, SteadyTime now);
  Played fill_gap(FrameNumber frame, std::span<float, kFrame> out);
  Played stretch(std::span<float, kFrame> out);
  Played conceal(std::span<float, kFrame> out);
  Played fall_silent(std::span<float, kFrame> out);

  static constexpr std::size_t kPlaces = 128;
  VoicePacket*& place_of(FrameNumber frame) {
    return waiting_[static_cast<std::size_t>(frame) % kPlaces];
  }
  VoicePacket* waiting(FrameNumber frame);
  VoicePacket* first_waiting_after(FrameNumber frame);

  VoicePackets& packets_;
  JitterBuffer jitter_;
  VoiceDecoder decoder_;
  State state_ = State::idle;

  protocol::Ssrc ssrc_ = 0;
  std::uint32_t connection_ = 0;
  SteadyTime last_packet_;
  SteadyTime gathering_since_;
  SteadyTime::duration patience_;  ///< how long the first packet waits for others
  SteadyTime::duration waited_{};  ///< how long packets have waited of late, smoothed

  std::array<VoicePacket*, kPlaces> waiting_{};  ///< what is here, by frame number
  FrameNumber newest_frame_ = 0;
  std::uint32_t newest_timestamp_ = 0;
  FrameNumber played_frame_ = 0;
  std::uint16_t played_sequence_ = 0;

  bool talking_ = false;   ///< the last frame known was no silence
  bool sounding_ = false;  ///< the last sample put out was a part of this voice
  bool cut_ = false;       ///< it was, and nothing can continue it
  float last_sample_ = 0.0F;
  std::size_t made_up_ = 0;       ///< frames concealed in a row
  std::size_t stretch_left_ = 0;  ///< frames that the jitter buffer still wants to be filled
};

}  // namespace stepback::plugin

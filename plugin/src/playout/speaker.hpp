#pragma once

// One voice: its packets in order, decoded frame by frame. Lost frames are filled in, and frames
// that were never sent are silent. Used on the pulling thread; only the constructor allocates.
//
// A missing frame was either lost or never sent. It was never sent if the sequence numbers around
// it are neighbours, or if the next packet begins a talkspurt. It is also silent if the last packet
// was marked as silence and the next one has no FEC for it. Silent frames count neither as played
// nor as concealed.

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

/// The origin of one frame of a voice.
enum class Source {
  silence,    ///< nothing was said, or nothing is known
  packet,     ///< its packet
  recovered,  ///< the FEC in the packet after it
  concealed   ///< made up, because no packet came in time
};

class Speaker final : private PacketHolder {
 public:
  /// Packets come from `packets` and go back there. `packets` must outlive the speaker.
  explicit Speaker(VoicePackets& packets) : packets_(packets), jitter_(*this) {}
  ~Speaker() override { reset(); }
  Speaker(const Speaker&) = delete;
  Speaker& operator=(const Speaker&) = delete;

  /// The SSRC of the voice; 0 before the first packet.
  protocol::Ssrc ssrc() const { return ssrc_; }
  /// Whether nothing waits and nothing is expected: this speaker can then serve another voice.
  bool idle() const { return state_ == State::idle; }
  SteadyTime last_packet() const { return last_packet_; }

  /// Takes ownership of a packet that arrived `ahead` samples before the next call of next().
  void put(VoicePacket& packet, std::uint32_t ahead);

  /// The result of next(): the frame's origin, and whether the frame holds this voice.
  struct Played {
    Source source = Source::silence;
    bool audible = false;
  };
  /// Fills `out` with the next 20 ms.
  Played next(std::span<float, kFrame> out, SteadyTime now);

  /// Gives back all packets that wait.
  void reset();

 private:
  enum class State { idle, gathering, playing };

  // PacketHolder: the jitter buffer releases a packet that will not be played.
  void release(VoicePacket& packet) override;

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
  SteadyTime::duration waited_{};  ///< how long packets waited lately, smoothed

  std::array<VoicePacket*, kPlaces> waiting_{};  ///< packets that are here, by frame number
  FrameNumber newest_frame_ = 0;
  std::uint32_t newest_timestamp_ = 0;
  FrameNumber played_frame_ = 0;
  std::uint16_t played_sequence_ = 0;

  bool talking_ = false;   ///< the last known frame was not silence
  bool sounding_ = false;  ///< the last sample played was part of this voice
  bool cut_ = false;       ///< the voice stopped in mid-sound: fade it out
  float last_sample_ = 0.0F;
  std::size_t made_up_ = 0;       ///< frames concealed in a row
  std::size_t stretch_left_ = 0;  ///< frames that the stretch still needs
};

}  // namespace stepback::plugin

#pragma once

// Sound for the tests of the plugin's audio: tones, Capture's packets of them, and measures.

#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>
#include <span>
#include <vector>

#include "plugin/src/audio/audio_format.hpp"
#include "plugin/src/base/clock.hpp"
#include "plugin/src/capture/capture.hpp"
#include "protocol/wire/rtp.hpp"

namespace stepback::plugin {

using Samples = std::vector<float>;
using Bytes = std::vector<std::uint8_t>;

/// A sine that goes on from call to call.
class Tone {
 public:
  explicit Tone(double hertz, double amplitude = 0.3) : hertz_(hertz), amplitude_(amplitude) {}

  Samples next(std::size_t count) {
    Samples samples(count);
    for (float& sample : samples) {
      sample = static_cast<float>(amplitude_ * std::sin(phase_));
      phase_ += 2.0 * std::numbers::pi * hertz_ / static_cast<double>(kSampleRate);
    }
    return samples;
  }

 private:
  double hertz_;
  double amplitude_;
  double phase_ = 0.0;
};

/// Sound that Opus treats as speech, which it does not do with a steady tone: harmonics of a voice
/// whose pitch glides, in four syllables a second.
class Speech {
 public:
  Samples next(std::size_t count) {
    Samples samples(count);
    for (float& sample : samples) {
      const double seconds = static_cast<double>(at_++) / static_cast<double>(kSampleRate);
      const double pitch = 140.0 + 30.0 * std::sin(2.0 * std::numbers::pi * 0.7 * seconds);
      phase_ += 2.0 * std::numbers::pi * pitch / static_cast<double>(kSampleRate);
      const double syllable = 0.6 + 0.4 * std::sin(2.0 * std::numbers::pi * 4.0 * seconds);
      double sum = 0.0;
      for (int harmonic = 1; harmonic <= 20; ++harmonic) {
        sum += std::sin(phase_ * harmonic) / harmonic;
      }
      sample = static_cast<float>(0.2 * syllable * sum);
    }
    return samples;
  }

 private:
  std::uint64_t at_ = 0;
  double phase_ = 0.0;
};

inline double rms(std::span<const float> samples) {
  double sum = 0.0;
  for (const float sample : samples)
    sum += static_cast<double>(sample) * static_cast<double>(sample);
  return samples.empty() ? 0.0 : std::sqrt(sum / static_cast<double>(samples.size()));
}

/// Returns the amplitude of one frequency in the samples (Goertzel's measure, by the definition).
inline double amplitude_of(double hertz, std::span<const float> samples) {
  double cosine = 0.0;
  double sine = 0.0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double angle =
        2.0 * std::numbers::pi * hertz * static_cast<double>(i) / static_cast<double>(kSampleRate);
    cosine += static_cast<double>(samples[i]) * std::cos(angle);
    sine += static_cast<double>(samples[i]) * std::sin(angle);
  }
  return 2.0 * std::hypot(cosine, sine) / static_cast<double>(samples.size());
}

/// Returns the largest step between two neighbouring samples.
inline float steepest(std::span<const float> samples) {
  float most = 0.0F;
  for (std::size_t i = 1; i < samples.size(); ++i) {
    most = std::max(most, std::abs(samples[i] - samples[i - 1]));
  }
  return most;
}

/// One packet that a Capture has sent.
struct SentPacket {
  Bytes bytes;
  protocol::RtpPacket head;  ///< without its payload
  Bytes payload;

  /// Points into this object.
  protocol::RtpPacket rtp() const {
    protocol::RtpPacket packet = head;
    packet.payload = payload;
    return packet;
  }
};

/// A Capture whose packets are kept.
class Microphone {
 public:
  explicit Microphone(Capture::Start start = {.timestamp = 1000, .sequence = 7})
      : capture(start, [this](const protocol::RtpPacket& packet) { keep(packet); }) {}

  /// Pushes and processes frame by frame, as a client does.
  void push_samples(std::span<const float> samples) {
    for (std::size_t at = 0; at < samples.size(); at += kFrame) {
      capture.push(samples.subspan(at, std::min(kFrame, samples.size() - at)));
      capture.process();
    }
  }
  void push_frames(Tone& tone, std::size_t frames) { push_samples(tone.next(frames * kFrame)); }
  void silence(std::size_t frames) { push_samples(Samples(frames * kFrame)); }

  std::vector<SentPacket> sent;
  Capture capture;

 private:
  void keep(protocol::RtpPacket packet) {
    Bytes bytes;
    protocol::write_rtp(packet, bytes);
    Bytes payload(packet.payload.begin(), packet.payload.end());
    packet.payload = {};
    sent.push_back({std::move(bytes), packet, std::move(payload)});
  }
};

/// Returns the packets of `frames` frames of speech, with another person's SSRC.
inline std::vector<SentPacket> speech(std::size_t frames, protocol::Ssrc ssrc) {
  Microphone microphone;
  microphone.capture.open();
  microphone.push_samples(Speech{}.next(frames * kFrame));
  for (SentPacket& packet : microphone.sent) packet.head.ssrc = ssrc;
  return std::move(microphone.sent);
}

/// Returns the packets of `frames` frames of a tone, with another person's SSRC.
inline std::vector<SentPacket> voice(double hertz, std::size_t frames, protocol::Ssrc ssrc,
                                     double amplitude = 0.3, std::uint32_t timestamp = 1000,
                                     std::uint16_t sequence = 7) {
  Microphone microphone({.timestamp = timestamp, .sequence = sequence});
  microphone.capture.open();
  Tone tone(hertz, amplitude);
  microphone.push_frames(tone, frames);
  for (SentPacket& packet : microphone.sent) packet.head.ssrc = ssrc;
  return std::move(microphone.sent);
}

}  // namespace stepback::plugin

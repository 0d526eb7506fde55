#include "plugin/src/capture/capture.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stepback::plugin {
namespace {

// Keeps the output of a broken driver out of the encoder's memory.
float sane(float sample) {
  return std::isfinite(sample) ? std::clamp(sample, -1.0F, 1.0F) : 0.0F;
}

}  // namespace

Capture::Capture(Start start, Send send)
    : send_(std::move(send)),
      first_timestamp_(start.timestamp),
      sequence_(start.sequence),
      payload_(kMaxOpusBytes) {}

Capture::Pushed Capture::push(std::span<const float> samples) {
  const std::uint64_t before = ring_.written();
  const std::size_t taken = ring_.write(samples);
  return {taken, before / kFrame != (before + taken) / kFrame};
}

void Capture::open() {
  if (open_) return;
  forget_waiting();
  open_ = true;
}

void Capture::close() {
  if (!open_) return;
  open_ = false;
  forget_waiting();
  encoder_.reset();
  gate_.reset();
}

// Frames stay on the grid of the capture clock, so the frame that is half full now is dropped too.
void Capture::forget_waiting() {
  forget_until_ = ring_.written();
}

void Capture::process() {
  while (ring_.readable() >= kFrame) {
    ring_.read(frame_);
    const std::uint64_t begin = std::exchange(consumed_, consumed_ + kFrame);
    if (!open_ || begin < forget_until_) continue;
    send(first_timestamp_ + static_cast<std::uint32_t>(begin));
  }
}

void Capture::send(std::uint32_t timestamp) {
  std::transform(frame_.begin(), frame_.end(), frame_.begin(), sane);
  const Loudness loud = loudness(frame_);
  const Gate::Verdict verdict = gate_.next(loud.loudest_db);
  // A frame that is not sent is not encoded: the decoder at the other end must not miss it.
  if (verdict == Gate::Verdict::hold) return;
  const auto bytes = encoder_.encode(frame_, payload_);
  if (!bytes) return;
  protocol::RtpPacket packet;
  packet.payload_type = protocol::kPayloadOpus;
  packet.marker = verdict == Gate::Verdict::sendFirst;  // RFC 3551, section 4.1
  packet.sequence = sequence_++;
  packet.timestamp = timestamp;
  const std::uint8_t level = minus_dbov(loud.rms_db);
  packet.audio_level = protocol::AudioLevel{.voice = level < kSilenceDbov, .minus_dbov = level};
  packet.payload = std::span<const std::uint8_t>(payload_).first(*bytes);
  send_(packet);
}

}  // namespace stepback::plugin

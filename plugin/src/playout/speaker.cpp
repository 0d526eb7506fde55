#include "plugin/src/playout/speaker.hpp"

#include <algorithm>
#include <utility>

namespace stepback::plugin {
namespace {

using std::chrono::milliseconds;

// The number of the first frame: far enough from 0 for packets that come before it out of order.
constexpr FrameNumber kFirstFrame = 1024;
// A frame further ahead than this is not waited for.
constexpr FrameNumber kFurthest = 64;
// When a talkspurt begins with a burst of packets, frames further back than this are skipped, so
// that a stall of the network does not leave seconds of delay.
constexpr FrameNumber kMostBehind = 5;

// How long the first packet of a voice waits for others: three quarters of the time that packets
// waited lately, within these bounds. On a good network it is played within 20 to 40 ms.
constexpr milliseconds kLeastPatience{20};
constexpr milliseconds kMostPatience{200};
// The time constant of that estimate: 32 packets (0.64 s of speech).
constexpr int kSmoothing = 32;

// libopus' concealment sounds natural for about 100 ms; then it is faded out.
constexpr std::size_t kNaturalFrames = 5;
constexpr std::size_t kFade = kSampleRate / 400;  // 2.5 ms, to avoid a click

void fade_out(std::span<float, kFrame> out) {
  for (std::size_t i = 0; i < kFrame; ++i) {
    out[i] *= static_cast<float>(kFrame - 1 - i) / static_cast<float>(kFrame);
  }
}

void fade_in(std::span<float, kFrame> out) {
  for (std::size_t i = 0; i < kFade; ++i) {
    out[i] *= static_cast<float>(i) / static_cast<float>(kFade);
  }
}

// Fades the last sample of a voice that stopped down to zero, into `out`.
void run_out(float last, std::span<float, kFrame> out) {
  for (std::size_t i = 0; i < kFade; ++i) {
    out[i] += last * static_cast<float>(kFade - i) / static_cast<float>(kFade);
  }
}

FrameNumber rounded_frames(std::int32_t samples) {
  const auto frame = static_cast<std::int32_t>(kFrame);
  return samples >= 0 ? (samples + frame / 2) / frame : -((frame / 2 - samples) / frame);
}

std::uint16_t steps(std::uint16_t from, std::uint16_t to) {
  return static_cast<std::uint16_t>(to - from);
}

}  // namespace

void Speaker::put(VoicePacket& packet, std::uint32_t ahead) {
  if (state_ != State::idle && begins_anew(packet)) reset();
  if (state_ == State::idle) begin(packet);
  last_packet_ = packet.arrived;
  place(packet);
  if (packet.frame > played_frame_ + kFurthest) {
    reset();
    begin(packet);
    place(packet);
  }
  const bool outdated = packet.frame + kFurthest < newest_frame_;
  const bool known = place_of(packet.frame) != nullptr;
  if (outdated || known) return packets_.give_back(packet);
  place_of(packet.frame) = &packet;
  if (state_ == State::playing) jitter_.put(packet, ahead);
}

bool Speaker::is_another_stream(const VoicePacket& packet) const {
  const auto jump = static_cast<std::int32_t>(packet.timestamp - newest_timestamp_);
  return packet.ssrc != ssrc_ || packet.connection != connection_ || jump > kLongestJump ||
         jump < -kLongestJump;
}

bool Speaker::begins_anew(const VoicePacket& packet) const {
  return is_another_stream(packet) || (state_ == State::playing && jitter_.lost_track());
}

void Speaker::begin(const VoicePacket& packet) {
  state_ = State::gathering;
  gathering_since_ = packet.arrived;
  if (is_another_stream(packet)) {
    decoder_.reset();
    cut_ = sounding_;
    sounding_ = false;
  }
  if (packet.ssrc != ssrc_ || packet.connection != connection_) waited_ = {};
  patience_ = std::clamp<SteadyTime::duration>(waited_ * 3 / 4, kLeastPatience, kMostPatience);
  ssrc_ = packet.ssrc;
  connection_ = packet.connection;
  newest_frame_ = kFirstFrame;
  newest_timestamp_ = packet.timestamp;
  played_frame_ = kFirstFrame - 1;
  played_sequence_ = static_cast<std::uint16_t>(packet.sequence - 1);
}

// Places the packet relative to the newest one, so that a sender whose clock runs slightly
// differently never falls between two frames.
void Speaker::place(VoicePacket& packet) {
  const auto distance = static_cast<std::int32_t>(packet.timestamp - newest_timestamp_);
  packet.frame = newest_frame_ + rounded_frames(distance);
  if (distance > 0) {
    newest_frame_ = packet.frame;
    newest_timestamp_ = packet.timestamp;
  }
}

Speaker::Played Speaker::next(std::span<float, kFrame> out, SteadyTime now) {
  const Played played = produce(out, now);
  if (std::exchange(cut_, false)) run_out(last_sample_, out);
  last_sample_ = out.back();
  return played;
}

Speaker::Played Speaker::produce(std::span<float, kFrame> out, SteadyTime now) {
  if (state_ == State::gathering && now - gathering_since_ >= patience_) start();
  if (state_ != State::playing) return fall_silent(out);
  if (stretch_left_ > 0) {
    --stretch_left_;
    return stretch(out);
  }
  const JitterBuffer::Next next = jitter_.get();
  switch (next.kind) {
    case JitterBuffer::Next::Kind::packet:
      return play(*next.packet, out, now);
    case JitterBuffer::Next::Kind::stretch:
      stretch_left_ = next.frames - 1;
      return stretch(out);
    case JitterBuffer::Next::Kind::missing:
      break;
  }
  return fill_gap(next.number, out);
}

void Speaker::start() {
  state_ = State::playing;
  for (FrameNumber frame = newest_frame_ - kFurthest; frame <= newest_frame_; ++frame) {
    VoicePacket* const packet = waiting(frame);
    if (packet == nullptr) continue;
    if (frame + kMostBehind < newest_frame_) {
      release(*packet);
    } else {
      jitter_.put(*packet, 0);
    }
  }
}

Speaker::Played Speaker::play(VoicePacket& packet, std::span<float, kFrame> out, SteadyTime now) {
  place_of(packet.frame) = nullptr;
  played_frame_ = packet.frame;
  played_sequence_ = packet.sequence;
  talking_ = !packet.quiet;
  waited_ += (now - packet.arrived - waited_) / kSmoothing;
  const bool decoded = decoder_.decode(packet.payload(), out);
  packets_.give_back(packet);
  if (!decoded) return conceal(out);
  made_up_ = 0;
  if (!sounding_) fade_in(out);
  sounding_ = true;
  return {Source::packet, talking_};
}

Speaker::Played Speaker::fill_gap(FrameNumber frame, std::span<float, kFrame> out) {
  played_frame_ = std::max(played_frame_, frame);
  const VoicePacket* const next = first_waiting_after(frame);
  if (next == nullptr) {
    if (jitter_.lost_track()) reset();
    return talking_ ? conceal(out) : fall_silent(out);
  }
  const bool never_sent = next->marker || steps(played_sequence_, next->sequence) <= 1;
  if (never_sent) {
    talking_ = false;
    return fall_silent(out);
  }
  if (next->frame == frame + 1 && carries_fec(next->payload()) &&
      decoder_.recover(next->payload(), out)) {
    made_up_ = 0;
    if (!sounding_) fade_in(out);
    sounding_ = true;
    return {Source::recovered, true};
  }
  return talking_ ? conceal(out) : fall_silent(out);
}

Speaker::Played Speaker::stretch(std::span<float, kFrame> out) {
  return talking_ ? conceal(out) : fall_silent(out);
}

Speaker::Played Speaker::conceal(std::span<float, kFrame> out) {
  if (made_up_ >= kNaturalFrames) talking_ = false;
  if (!talking_) return fall_silent(out);
  if (!decoder_.conceal(out)) return fall_silent(out);
  ++made_up_;
  if (!sounding_) fade_in(out);
  sounding_ = true;
  return {Source::concealed, true};
}

Speaker::Played Speaker::fall_silent(std::span<float, kFrame> out) {
  if (sounding_ && decoder_.conceal(out)) {
    fade_out(out);
  } else {
    std::fill(out.begin(), out.end(), 0.0F);
  }
  sounding_ = false;
  return {};
}

void Speaker::reset() {
  jitter_.reset();
  for (VoicePacket* packet : waiting_) {
    if (packet != nullptr) release(*packet);
  }
  state_ = State::idle;
  talking_ = false;
  made_up_ = 0;
  stretch_left_ = 0;
}

void Speaker::release(VoicePacket& packet) {
  VoicePacket*& place = place_of(packet.frame);
  if (place == &packet) place = nullptr;
  // The packet was skipped to shorten the delay, so it does not count as lost.
  if (static_cast<std::int16_t>(steps(played_sequence_, packet.sequence)) > 0) {
    played_sequence_ = packet.sequence;
  }
  packets_.give_back(packet);
}

VoicePacket* Speaker::waiting(FrameNumber frame) {
  VoicePacket* const packet = place_of(frame);
  return packet != nullptr && packet->frame == frame ? packet : nullptr;
}

VoicePacket* Speaker::first_waiting_after(FrameNumber frame) {
  for (FrameNumber each = frame + 1; each <= newest_frame_; ++each) {
    if (VoicePacket* const packet = waiting(each)) return packet;
  }
  return nullptr;
}

}  // namespace stepback::plugin

#include "plugin/src/playout/playout.hpp"

#include <algorithm>
#include <cstring>

namespace stepback::plugin {
namespace {

using std::chrono::milliseconds;

// Packets that waited longer for a pull are dropped.
constexpr milliseconds kOldest{400};
// After a longer pause between pulls, playout begins anew with the sound that has just arrived.
constexpr milliseconds kPause{500};
constexpr milliseconds kOldestAfterPause{100};
constexpr std::chrono::seconds kPullsStill{1};

SteadyTime::duration length_of(std::size_t samples) {
  return std::chrono::nanoseconds(samples * 1'000'000'000ULL / kSampleRate);
}

std::uint32_t samples_in(SteadyTime::duration time) {
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(time).count();
  return static_cast<std::uint32_t>(std::max<std::int64_t>(0, micros) * 48 / 1000);
}

}  // namespace

Playout::Playout() {
  speakers_.reserve(kSpeakers);
  for (std::size_t i = 0; i < kSpeakers; ++i) {
    speakers_.push_back(std::make_unique<Speaker>(packets_));
  }
}

bool Playout::offer(const protocol::RtpPacket& packet, std::uint32_t connection,
                    SteadyTime arrived) {
  if (!is_voice_frame(packet.payload)) return false;
  VoicePacket* const slot = packets_.take_empty();
  if (slot == nullptr) return false;
  slot->arrived = arrived;
  slot->connection = connection;
  slot->ssrc = packet.ssrc;
  slot->timestamp = packet.timestamp;
  slot->sequence = packet.sequence;
  slot->marker = packet.marker;
  slot->quiet = packet.audio_level && packet.audio_level->minus_dbov >= kSilenceDbov;
  slot->size = packet.payload.size();
  std::memcpy(slot->data.data(), packet.payload.data(), packet.payload.size());
  packets_.hand_over(*slot);
  return true;
}

std::size_t Playout::pull(std::span<float> out, SteadyTime now) {
  const bool paused = last_pull_ && now - *last_pull_ > kPause + last_length_;
  if (paused) {
    for (const auto& speaker : speakers_) speaker->reset();
  }
  take_in(now, paused ? SteadyTime::duration{kOldestAfterPause} : kOldest + last_length_);
  last_pull_ = now;
  last_length_ = length_of(out.size());
  pulled_at_.store(now.time_since_epoch().count(), std::memory_order_relaxed);

  std::size_t audible = 0;
  while (!out.empty()) {
    if (mixed_at_ == kFrame) mix(now);
    const std::size_t count = std::min(out.size(), kFrame - mixed_at_);
    std::copy_n(mixed_.data() + mixed_at_, count, out.data());
    if (mixed_audible_) audible += count;
    mixed_at_ += count;
    out = out.subspan(count);
  }
  return audible;
}

void Playout::take_in(SteadyTime now, SteadyTime::duration oldest) {
  while (VoicePacket* const packet = packets_.take_filled()) {
    const SteadyTime::duration age = now - packet->arrived;
    Speaker* const speaker = age > oldest ? nullptr : speaker_for(packet->ssrc);
    if (speaker == nullptr) {
      packets_.give_back(*packet);
    } else {
      speaker->put(*packet, static_cast<std::uint32_t>(kFrame - mixed_at_) + samples_in(age));
    }
  }
}

void Playout::mix(SteadyTime now) {
  mixed_.fill(0.0F);
  mixed_audible_ = false;
  for (const auto& speaker : speakers_) {
    const Speaker::Played played = speaker->next(voice_, now);
    count(played.source);
    mixed_audible_ = mixed_audible_ || played.audible;
    for (std::size_t i = 0; i < kFrame; ++i) mixed_[i] += voice_[i];
  }
  limiter_.process(mixed_);
  mixed_at_ = 0;
}

void Playout::count(Source source) {
  const auto one_more = [](std::atomic<std::uint64_t>& counter) {
    counter.fetch_add(1, std::memory_order_relaxed);
  };
  switch (source) {
    case Source::silence:
      break;
    case Source::recovered:
      one_more(recovered_);
      one_more(played_);
      break;
    case Source::packet:
      one_more(played_);
      break;
    case Source::concealed:
      one_more(concealed_);
      break;
  }
}

Speaker* Playout::speaker_for(protocol::Ssrc ssrc) {
  Speaker* free = nullptr;
  for (const auto& speaker : speakers_) {
    if (speaker->ssrc() == ssrc) return speaker.get();
    if (speaker->idle() && (free == nullptr || speaker->last_packet() < free->last_packet())) {
      free = speaker.get();
    }
  }
  return free;
}

bool Playout::is_pulled(SteadyTime now) const {
  const SteadyTime::duration at{pulled_at_.load(std::memory_order_relaxed)};
  return at.count() != 0 && now - SteadyTime{at} < kPullsStill;
}

Playout::Counts Playout::counts() const {
  return {.played = played_.load(std::memory_order_relaxed),
          .recovered = recovered_.load(std::memory_order_relaxed),
          .concealed = concealed_.load(std::memory_order_relaxed)};
}

}  // namespace stepback::plugin

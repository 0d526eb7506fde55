#include "plugin/cli/sound/sound_path.hpp"

#include <algorithm>
#include <utility>

namespace stepback::cli {

SoundPath::SoundPath(stepback_client* client, const SoundSwitches& switches, Play play,
                     Recorder* recorder)
    : client_{client}, switches_{switches}, play_{std::move(play)}, recorder_{recorder} {}

void SoundPath::move(const float* captured, float* played, std::size_t frames) noexcept {
  for (std::size_t done = 0; done < frames;) {
    const std::size_t now = std::min(frames - done, kBlock);
    move_block(captured == nullptr ? nullptr : captured + done,
               played == nullptr ? nullptr : played + done, now);
    done += now;
  }
}

void SoundPath::move_block(const float* captured, float* played, std::size_t frames) noexcept {
  const bool not_private = switches_.not_private.load(std::memory_order_relaxed);

  const bool from_file = !play_.samples.empty();
  std::fill_n(out_.begin(), frames, 0.0F);
  if (!not_private && from_file) {
    read_file(out_.data(), frames);
  } else if (!not_private && captured != nullptr) {
    std::copy_n(captured, frames, out_.begin());
  }
  // Pushes silence too, because the module counts time by the pushed frames.
  stepback_push(client_, out_.data(), frames);

  // The module reports pulled sound as heard, and drops sound that is not pulled.
  const bool heard = !not_private && (played != nullptr || recorder_ != nullptr);
  if (heard) {
    stepback_pull(client_, in_.data(), frames);
  } else {
    std::fill_n(in_.begin(), frames, 0.0F);
  }
  if (played != nullptr) std::copy_n(in_.begin(), frames, played);
  if (recorder_ != nullptr) recorder_->add(in_.data(), frames);
}

void SoundPath::read_file(float* samples, std::size_t frames) noexcept {
  if (!switches_.microphone_open.load(std::memory_order_relaxed)) return;
  for (std::size_t i = 0; i < frames; ++i) {
    if (position_ == play_.samples.size()) {
      if (!play_.loop) return;
      position_ = 0;
    }
    samples[i] = play_.samples[position_++];
  }
}

}  // namespace stepback::cli

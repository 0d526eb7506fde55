#pragma once

// A lock-free ring of samples between one writing and one reading thread, since the audio thread
// must not wait for a disk.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <vector>

namespace stepback::cli {

class SoundRing {
 public:
  explicit SoundRing(std::size_t capacity) : samples_(capacity) {}

  /// Writer: takes all of the samples and returns true, or takes none if there is no room for all.
  bool put(const float* samples, std::size_t count) {
    const std::size_t written = written_.load(std::memory_order_relaxed);
    if (samples_.size() - (written - read_.load(std::memory_order_acquire)) < count) return false;
    for (std::size_t i = 0; i < count; ++i) samples_[(written + i) % samples_.size()] = samples[i];
    written_.store(written + count, std::memory_order_release);
    return true;
  }

  /// Reader: takes up to `most` samples and returns their number.
  std::size_t take(float* samples, std::size_t most) {
    const std::size_t read = read_.load(std::memory_order_relaxed);
    const std::size_t count = std::min(most, written_.load(std::memory_order_acquire) - read);
    for (std::size_t i = 0; i < count; ++i) samples[i] = samples_[(read + i) % samples_.size()];
    read_.store(read + count, std::memory_order_release);
    return count;
  }

 private:
  std::vector<float> samples_;
  // Counts since the beginning. 64 bits do not wrap in a lifetime.
  std::atomic<std::size_t> written_{0};
  std::atomic<std::size_t> read_{0};
};

}  // namespace stepback::cli

#pragma once

// Writes what is heard to a WAV file on a thread of its own, fed from the audio thread.

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <stop_token>
#include <thread>

#include "plugin/cli/sound/sound_ring.hpp"
#include "plugin/cli/sound/wav.hpp"

namespace stepback::cli {

class Recorder {
 public:
  /// Begins to write at once.
  explicit Recorder(WavWriter file);
  /// Writes what is still on its way, then closes the file. No add() may run or follow.
  ~Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  /// [audio] No lock, no allocation, no waiting.
  void add(const float* samples, std::size_t frames) noexcept;
  /// Samples that could not be kept, because the disk was too slow or is full.
  std::uint64_t lost() const { return lost_.load(); }

 private:
  void run(const std::stop_token& stop);
  void drain();

  WavWriter file_;
  SoundRing ring_;
  std::atomic<std::uint64_t> lost_{0};
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;
};

}  // namespace stepback::cli

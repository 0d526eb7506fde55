#pragma once

// Writes the sound heard to a WAV file, on a thread of its own that the audio thread feeds.

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
  /// Starts the thread.
  explicit Recorder(WavWriter file);
  /// Writes the rest, then closes the file. No add() may run at the same time or follow.
  ~Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  /// [audio] Takes samples. No lock, no allocation, no waiting. Samples without room are lost.
  void add(const float* samples, std::size_t frames) noexcept;
  /// The number of samples that were lost because the disk was too slow or full.
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

#pragma once

// Events that wait for a host that polls. The queue is bounded, and drops what matters least: all
// but the newest state, because each state is the whole view; pictures up to the next key frame;
// and, if the host has not polled for long, the oldest event.

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <set>

#include "plugin/src/base/event.hpp"

namespace stepback::plugin {

class ModuleEventQueue final : public EventSink {
 public:
  /// While fewer events than this wait, no state is dropped, so that a host that polls sees each
  /// change.
  static constexpr std::size_t kRelaxed = 64;
  static constexpr std::size_t kMostVideo = 60;
  static constexpr std::size_t kMost = 4096;

  bool emit(ModuleEvent event) override;

  /// [main] Waits up to `timeout` for the next event. Returns false if none came. The pointers in
  /// `event` are valid until the next call.
  bool poll(stepback_event& event, std::chrono::milliseconds timeout);
  /// [main] The event that poll() gave last.
  const ModuleEvent& current() const { return current_; }

 private:
  bool push_video(ModuleEvent event);

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<ModuleEvent> waiting_;
  std::size_t video_waiting_ = 0;
  std::set<std::uint32_t> awaiting_key_frame_;  ///< senders with a dropped picture
  ModuleEvent current_;                         ///< the last one given; polling thread only
};

}  // namespace stepback::plugin

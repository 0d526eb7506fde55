#pragma once

// Events waiting for a host that polls. Bounded without losing what matters: of many states the
// newest is enough, because each is the whole view; pictures give way up to the next key frame; and
// when the host has long stopped polling, the oldest of what remains gives way.

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <set>

#include "plugin/src/base/event.hpp"

namespace stepback::plugin {

class EventQueue final : public EventSink {
 public:
  /// As long as no more than this wait, every state is kept: a host that polls sees each change.
  static constexpr std::size_t kRelaxed = 64;
  static constexpr std::size_t kMostVideo = 60;
  static constexpr std::size_t kMost = 4096;

  bool emit(Event event) override;

  /// [main] Takes the next event, waiting up to `timeout`. False: none came. The event's pointers
  /// live until the next call.
  bool poll(stepback_event& event, std::chrono::milliseconds timeout);

 private:
  bool push_video(Event event);

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Event> waiting_;
  std::size_t video_waiting_ = 0;
  std::set<std::uint32_t> awaiting_key_frame_;  ///< senders of whom a picture was dropped
  Event current_;  ///< what the host was given last; the polling thread's own
};

}  // namespace stepback::plugin

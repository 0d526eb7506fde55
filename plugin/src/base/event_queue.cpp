#include "plugin/src/base/event_queue.hpp"

#include <algorithm>
#include <utility>

namespace stepback::plugin {

bool ModuleEventQueue::emit(ModuleEvent event) {
  bool taken = true;
  {
    const std::lock_guard lock(mutex_);
    if (event.type == STEPBACK_EVENT_VIDEO) {
      taken = push_video(std::move(event));
    } else {
      if (event.type == STEPBACK_EVENT_STATE && waiting_.size() >= kRelaxed) {
        std::erase_if(waiting_,
                      [](const ModuleEvent& e) { return e.type == STEPBACK_EVENT_STATE; });
        // The host does not see what these states showed until it takes the new one.
        for (ModuleEvent& each : waiting_) each.closings.reset();
      }
      if (waiting_.size() >= kMost) {
        if (waiting_.front().type == STEPBACK_EVENT_VIDEO) --video_waiting_;
        waiting_.pop_front();
        for (ModuleEvent& each : waiting_) {
          if (each.type == STEPBACK_EVENT_STATE) break;
          each.closings.reset();
        }
      }
      waiting_.push_back(std::move(event));
    }
  }
  arrived_.notify_one();
  return taken;
}

bool ModuleEventQueue::push_video(ModuleEvent event) {
  if (event.key_frame) awaiting_key_frame_.erase(event.ssrc);
  if (awaiting_key_frame_.contains(event.ssrc)) return true;  // a key frame was already asked for
  if (video_waiting_ >= kMostVideo) {
    awaiting_key_frame_.insert(event.ssrc);
    return false;
  }
  ++video_waiting_;
  waiting_.push_back(std::move(event));
  return true;
}

bool ModuleEventQueue::poll(stepback_event& event, std::chrono::milliseconds timeout) {
  std::unique_lock lock(mutex_);
  if (!arrived_.wait_for(lock, timeout, [this] { return !waiting_.empty(); })) return false;
  current_ = std::move(waiting_.front());
  waiting_.pop_front();
  if (current_.type == STEPBACK_EVENT_VIDEO) --video_waiting_;
  event = current_.c_event();
  return true;
}

}  // namespace stepback::plugin

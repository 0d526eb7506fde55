#include "plugin/cli/model/event.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace stepback::cli {
namespace {

std::string copy_of(const char* text) {
  return std::string{text_of(text)};
}

}  // namespace

std::optional<ReceivedEvent> copy_event(const stepback_event& event) {
  switch (event.type) {
    case STEPBACK_EVENT_CONNECTION:
      return ConnectionEvent{event.connection, copy_of(event.code), copy_of(event.text)};
    case STEPBACK_EVENT_STATE:
      if (event.state == nullptr) return std::nullopt;
      return StateEvent{keep(*event.state)};
    case STEPBACK_EVENT_CHAT:
      return ChatEvent{copy_of(event.from), copy_of(event.text)};
    case STEPBACK_EVENT_ANSWER:
      return AnswerEvent{event.request, event.result, copy_of(event.code), copy_of(event.text),
                         event.kept != 0};
    case STEPBACK_EVENT_KEYFRAME:
      return KeyframeEvent{};
    case STEPBACK_EVENT_WAY_BACK:
      return WayBackEvent{copy_of(event.from), copy_of(event.text), event.expires};
    case STEPBACK_EVENT_SILENCE:
      return SilenceEvent{event.silent != 0};
    case STEPBACK_EVENT_VIDEO:
      break;
  }
  return std::nullopt;
}

ReceivedEventQueue::ReceivedEventQueue() : fd_{eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)} {
  if (fd_ < 0) throw std::system_error{errno, std::generic_category(), "eventfd"};
}

ReceivedEventQueue::~ReceivedEventQueue() {
  close(fd_);
}

void ReceivedEventQueue::add(ReceivedEvent event) {
  {
    const std::lock_guard lock{mutex_};
    events_.push_back(std::move(event));
  }
  // The write fails only if the counter is full; the descriptor is readable then anyway.
  static_cast<void>(eventfd_write(fd_, 1));
}

std::vector<ReceivedEvent> ReceivedEventQueue::take() {
  eventfd_t count = 0;
  static_cast<void>(eventfd_read(fd_, &count));
  const std::lock_guard lock{mutex_};
  return std::exchange(events_, {});
}

void ReceivedEventQueue::receive(const stepback_event* event, void* queue) noexcept {
  if (auto copy = copy_event(*event)) {
    static_cast<ReceivedEventQueue*>(queue)->add(*std::move(copy));
  }
}

}  // namespace stepback::cli

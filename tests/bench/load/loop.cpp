#include "bench/load/loop.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <stdexcept>
#include <string>

#include "bench/measure/process.hpp"

namespace stepback::bench {
namespace {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;
/// Few at a time, so that packets that become due meanwhile do not wait for long.
constexpr std::size_t kAtOnce = 32;

}  // namespace

Loop::Loop() : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  if (epoll_ < 0) throw std::runtime_error("no epoll");
}

Loop::~Loop() {
  ::close(epoll_);
}

void Loop::watch(int descriptor, Ready& ready) {
  epoll_event event{.events = EPOLLIN, .data = {.ptr = &ready}};
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event);
}

void Loop::wait_for_writing(int descriptor, Ready& ready, bool writing) const {
  epoll_event event{.events = EPOLLIN | (writing ? unsigned{EPOLLOUT} : 0U),
                    .data = {.ptr = &ready}};
  ::epoll_ctl(epoll_, EPOLL_CTL_MOD, descriptor, &event);
}

void Loop::forget(int descriptor) const {
  ::epoll_ctl(epoll_, EPOLL_CTL_DEL, descriptor, nullptr);
}

void Loop::turn(std::int64_t until_ns) {
  std::array<epoll_event, kAtOnce> events{};
  const std::int64_t left = std::max<std::int64_t>(0, until_ns - now_ns());
  const timespec wait{left / kNsPerSecond, left % kNsPerSecond};
  // epoll_wait() only knows whole milliseconds, and packets go at random moments.
  const int count =
      ::epoll_pwait2(epoll_, events.data(), static_cast<int>(events.size()), &wait, nullptr);
  for (int i = 0; i < count; ++i) {
    static_cast<Ready*>(events.at(static_cast<std::size_t>(i)).data.ptr)->on_ready();
  }
}

void Loop::turn_until(const char* what, const std::function<bool()>& wanted, int seconds) {
  const std::int64_t end = now_ns() + seconds * kNsPerSecond;
  while (!wanted()) {
    if (now_ns() > end) throw std::runtime_error("never came about: " + std::string{what});
    turn(std::min(end, now_ns() + kNsPerSecond / 100));
  }
}

void Loop::turn_for(double seconds) {
  const std::int64_t end = now_ns() + static_cast<std::int64_t>(seconds * kNsPerSecond);
  while (now_ns() < end) turn(end);
}

}  // namespace stepback::bench

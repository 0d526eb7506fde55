#include "signalling/net/loop/loop_timer.hpp"

#include <algorithm>
#include <utility>

#include "signalling/net/loop/loop_guard.hpp"

namespace stepback::signalling {

LoopTimer::LoopTimer(ev::loop_ref loop) : loop_(loop), timer_(loop) {
  timer_.set<LoopTimer, &LoopTimer::fire>(this);
}

void LoopTimer::start(std::chrono::microseconds delay, std::function<void()> task) {
  task_ = std::move(task);
  // libev counts from when it last looked at the clock, which may be long ago.
  ev_now_update(loop_);
  timer_.start(std::max(std::chrono::duration<double>(delay).count(), 0.0));
}

void LoopTimer::fire() {
  guarded([this] {
    // Taken out first: the task may destroy its timer.
    const auto task = std::exchange(task_, nullptr);
    task();
  });
}

}  // namespace stepback::signalling

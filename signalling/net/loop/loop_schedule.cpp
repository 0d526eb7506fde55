#include "signalling/net/loop/loop_schedule.hpp"

#include <algorithm>
#include <utility>

namespace stepback::signalling {

void LoopSchedule::every(std::chrono::milliseconds period,
                         std::function<void(std::chrono::microseconds)> task) {
  if (!open_) return;
  Periodic& periodic = periodic_.emplace_back(loop_);
  periodic.period = period;
  periodic.task = std::move(task);
  periodic.due = SteadyClock::now() + period;
  periodic.timer.start(period, [this, &periodic] { tick(periodic); });
}

void LoopSchedule::tick(Periodic& periodic) {
  const auto late = SteadyClock::now() - periodic.due;
  periodic.task(std::max(std::chrono::floor<std::chrono::microseconds>(late), {}));
  const auto now = SteadyClock::now();
  periodic.due += periodic.period;
  if (periodic.due <= now) periodic.due = now + periodic.period;
  periodic.timer.start(std::chrono::ceil<std::chrono::microseconds>(periodic.due - now),
                       [this, &periodic] { tick(periodic); });
}

void LoopSchedule::after(std::chrono::milliseconds delay, std::function<void()> task) {
  if (!open_) return;
  const auto timer = once_.emplace(once_.end(), loop_);
  timer->start(delay, [this, timer, task = std::move(task)] {
    once_.erase(timer);
    task();
  });
}

void LoopSchedule::close() {
  open_ = false;
  periodic_.clear();
  once_.clear();
}

}  // namespace stepback::signalling

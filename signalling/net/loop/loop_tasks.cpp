#include "signalling/net/loop/loop_tasks.hpp"

#include <algorithm>
#include <utility>

namespace stepback::signalling {

LoopTimer::LoopTimer(ev::loop_ref loop) : loop_(loop), timer_(loop) {
  timer_.set<LoopTimer, &LoopTimer::fire>(this);
}

void LoopTimer::start(std::chrono::microseconds delay, std::function<void()> task) {
  task_ = std::move(task);
  // libev counts from its last look at the clock, which may be long ago.
  ev_now_update(loop_);
  timer_.start(std::max(std::chrono::duration<double>(delay).count(), 0.0));
}

void LoopTimer::fire() {
  guarded([this] {
    // The task is taken out first, because it may destroy its timer.
    const auto task = std::exchange(task_, nullptr);
    task();
  });
}

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

LoopInbox::LoopInbox(ev::loop_ref loop) : bell_(loop) {
  bell_.set<LoopInbox, &LoopInbox::run>(this);
  bell_.start();
}

void LoopInbox::post(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
  }
  bell_.send();
}

void LoopInbox::run() {
  guarded([this] {
    std::unique_lock lock(mutex_);
    const auto tasks = std::exchange(tasks_, {});
    lock.unlock();
    for (const auto& task : tasks) task();
  });
}

}  // namespace stepback::signalling

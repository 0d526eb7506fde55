#include "signalling/net/loop/loop_inbox.hpp"

#include <utility>

#include "signalling/net/loop/loop_guard.hpp"

namespace stepback::signalling {

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

#include "signalling/net/loop/loop_io.hpp"

#include <utility>

#include "signalling/net/loop/loop_tasks.hpp"

namespace stepback::signalling {

LoopWatch::LoopWatch(ev::loop_ref loop, int descriptor, std::function<void()> task)
    : io_(loop), task_(std::move(task)) {
  io_.set<LoopWatch, &LoopWatch::fire>(this);
  io_.start(descriptor, ev::READ);
}

void LoopWatch::fire() {
  guarded(task_);
}

}  // namespace stepback::signalling

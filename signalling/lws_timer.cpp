#include "signalling/lws_timer.hpp"

#include <algorithm>
#include <utility>

#include "signalling/lws_guard.hpp"

namespace stepback::signalling {

LwsTimer::LwsTimer(lws_context* context) : context_(context), node_{{}, this} {}

LwsTimer::~LwsTimer() {
  lws_sul_cancel(&node_.entry);
}

void LwsTimer::start(std::chrono::microseconds delay, std::function<void()> task) {
  task_ = std::move(task);
  // A delay of 0 would cancel.
  const auto microseconds = std::max<lws_usec_t>(delay.count(), 1);
  lws_sul_schedule(context_, 0, &node_.entry, fire, microseconds);
}

void LwsTimer::fire(lws_sorted_usec_list_t* entry) {
  guarded([entry] {
    // Taken out first: the task may destroy its timer.
    const auto task = std::exchange(reinterpret_cast<Node*>(entry)->owner->task_, nullptr);
    task();
  });
}

}  // namespace stepback::signalling

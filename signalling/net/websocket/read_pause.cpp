#include "signalling/net/websocket/read_pause.hpp"

#include <chrono>
#include <utility>

#include "signalling/net/loop/loop_tasks.hpp"
#include "signalling/net/websocket/web_socket.hpp"

namespace stepback::signalling {
namespace {

/// Long enough that a flood of 120 packets a second is read a dozen at a time. Short enough that
/// nobody notices it in other messages on the connection, such as their private signal.
constexpr std::chrono::milliseconds kPause{100};

}  // namespace

PausedSockets::PausedSockets(ev::loop_ref loop) : timer_(loop), turn_over_(loop) {
  turn_over_.set<PausedSockets, &PausedSockets::begin>(this);
}

void PausedSockets::add(WebSocket& socket) {
  asked_.push_back(&socket);
  turn_over_.start();
}

void PausedSockets::remove(const WebSocket& socket) {
  std::erase(asked_, &socket);
  std::erase(paused_, &socket);
}

void PausedSockets::begin() {
  guarded([this] {
    turn_over_.stop();
    for (WebSocket* each : asked_) each->read(false);
    paused_.insert(paused_.end(), asked_.begin(), asked_.end());
    asked_.clear();
    if (!timer_.is_running()) timer_.start(kPause, [this] { end(); });
  });
}

void PausedSockets::end() {
  for (WebSocket* each : std::exchange(paused_, {})) each->read(true);
}

}  // namespace stepback::signalling

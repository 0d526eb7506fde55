#include "signalling/sessions/leader_signals.hpp"

#include <algorithm>
#include <utility>

#include "protocol/session/permissions.hpp"

namespace stepback::signalling {

using protocol::to_client::Signal;

LeaderSignals::LeaderSignals(Reaches reaches, Send send)
    : reaches_(std::move(reaches)), send_(std::move(send)) {}

void LeaderSignals::signal(const protocol::Session& session, const Signal& signal) {
  if (reaches_a_leader(session)) return send(session, signal);
  if (kept_.size() == kMostKept) kept_.pop_front();
  kept_.push_back(signal);
}

void LeaderSignals::deliver_kept(const protocol::Session& session) {
  if (kept_.empty() || !reaches_a_leader(session)) return;
  for (const Signal& each : std::exchange(kept_, {})) send(session, each);
}

bool LeaderSignals::reaches_a_leader(const protocol::Session& session) const {
  return std::ranges::any_of(session.participants, [this](const auto& each) {
    return protocol::is_leader(each) && each.connected && protocol::is_seated(each) &&
           reaches_(each.id);
  });
}

void LeaderSignals::send(const protocol::Session& session, const Signal& signal) const {
  const protocol::Participant* from = protocol::find(session, signal.from);
  if (from == nullptr) return;
  for (const auto& id : protocol::signal_audience(session, *from)) {
    if (reaches_(id)) send_(id, signal);
  }
}

}  // namespace stepback::signalling

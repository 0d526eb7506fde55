#include "signalling/sessions/leader_signals.hpp"

namespace stepback::signalling {
namespace {

LeaderSignals::Outcome outcome_of(const protocol::SignalOutcome& outcome) {
  if (!outcome) return tl::unexpected(outcome.error());
  return {};
}

}  // namespace

using protocol::Instant;
using protocol::ParticipantId;
using protocol::Session;
namespace to_server = protocol::to_server;

LeaderSignals::Outcome LeaderSignals::handle(const Session& session, const ParticipantId& from,
                                             const to_server::Signal& signal, Instant now) {
  const protocol::SignalId id{random_.identifier()};
  return outcome_of(send_signal(records_, session, from, signal.kind, id, now));
}

LeaderSignals::Outcome LeaderSignals::handle(const Session& session, const ParticipantId& from,
                                             const to_server::Seen& seen, Instant) {
  return outcome_of(see_signal(records_, session, from, seen.signal));
}

LeaderSignals::Outcome LeaderSignals::handle(const Session& session, const ParticipantId& from,
                                             const to_server::Done& done, Instant now) {
  return outcome_of(finish_signal(records_, session, from, done.signal, now));
}

// Nobody else is sent a state: they could tell by its time that somebody has signalled.
bool LeaderSignals::concerns(const Session& session, const protocol::Participant& person) const {
  return shown_signals(records_, session, person) != shown_signals(told_, session, person);
}

void LeaderSignals::told_alone(protocol::Duration uptime) {
  told();
  pause_until_ = uptime + kPause;
}

}  // namespace stepback::signalling

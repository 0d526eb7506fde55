#include "signalling/sessions/leader_signals.hpp"

namespace stepback::signalling {
using protocol::Instant;
using protocol::ParticipantId;
using protocol::Session;
namespace to_server = protocol::to_server;

LeaderSignals::Outcome LeaderSignals::handle(const Session& session, const ParticipantId& from,
                                             const to_server::Signal& signal, Instant now) {
  const protocol::SignalId id{random_.identifier()};
  return keep(session, send_signal(records_, session, from, signal.kind, id, now));
}

LeaderSignals::Outcome LeaderSignals::handle(const Session& session, const ParticipantId& from,
                                             const to_server::Seen& seen, Instant) {
  return keep(session, see_signal(records_, session, from, seen.signal));
}

LeaderSignals::Outcome LeaderSignals::handle(const Session& session, const ParticipantId& from,
                                             const to_server::Done& done, Instant now) {
  return keep(session, finish_signal(records_, session, from, done.signal, now));
}

// Nobody else is sent a state: they could tell by its time that somebody has signalled.
bool LeaderSignals::concerns(const Session& session, const protocol::Participant& person) const {
  return shown_signals(records_, session, person) != shown_signals(told_, session, person);
}

LeaderSignals::Outcome LeaderSignals::keep(const Session& session,
                                           const protocol::SignalOutcome& outcome) {
  if (!outcome) return tl::unexpected(outcome.error());
  if (*outcome) keep(session);
  return {};
}

void LeaderSignals::keep(const Session& session) {
  protocol::Signals open = open_signals(records_);
  if (open == kept_) return;
  kept_ = open;
  journal_.keep_signals({session.id, std::move(open)});
}

void LeaderSignals::told_alone(protocol::Duration uptime) {
  told();
  pause_until_ = uptime + kPause;
}

}  // namespace stepback::signalling

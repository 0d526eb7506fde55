#include "signalling/sessions/live_people.hpp"

#include <algorithm>

#include "protocol/session/hearing.hpp"
#include "protocol/session/view/view.hpp"

namespace stepback::signalling {

void LivePeople::report(const protocol::ParticipantId& from,
                        const protocol::to_server::Report& report, protocol::Duration uptime) {
  report_hearing(facts_, from, protocol::judge(report.received, report.lost, report.playing),
                 uptime);
}

// Nobody else is sent a state: they could tell by its time that something has happened.
bool LivePeople::concerns(const protocol::Session& session,
                          const protocol::Participant& person) const {
  return std::ranges::any_of(session.participants, [&](const protocol::Participant& other) {
    return may_know_of(session, person, other) &&
           shown_live(facts_, session, person, other) != shown_live(told_, session, person, other);
  });
}

void LivePeople::told_alone(protocol::Duration uptime) {
  told();
  pause_until_ = uptime + LeaderSignals::kPause;
}

}  // namespace stepback::signalling

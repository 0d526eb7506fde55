#include "tests/protocol/session/walk/session_oracle.hpp"

#include <algorithm>

namespace stepback::protocol::test::oracle {

bool sits(const Participant& person) {
  return person.admitted && !person.left && !person.removed;
}

bool is_there(const Participant& person) {
  return person.connected && !person.left && !person.removed;
}

bool has_leaders_role(const Participant& person) {
  return person.role == Role::facilitator || person.role == Role::coFacilitator;
}

bool leads_now(const Session& session, const Participant& person) {
  return has_leaders_role(person) && sits(person) && session.presenter != person.id;
}

bool may_take_lead(const Session& session, const Participant& person) {
  if (!leads_now(session, person) || session.lead == person.id) return false;
  return std::ranges::none_of(session.participants, [&](const Participant& each) {
    return session.lead == each.id && each.connected;
  });
}

Seat seat(const Session& session, const Participant& person) {
  if (session.presenter == person.id) return Seat::presenter;
  if (person.role == Role::observer) return Seat::observer;
  if (person.role == Role::member) return Seat::member;
  return session.lead == person.id ? Seat::facilitator : Seat::coFacilitator;
}

const SeatRule* rule(const Session& session, const Participant& person) {
  if (session.ended_at || !sits(person)) return nullptr;
  const auto line = static_cast<std::size_t>(seat(session, person));
  return &session.template_.phases[session.phase].seats[line];
}

Permissions rights(const Session& session, const Participant& person) {
  const SeatRule* line = rule(session, person);
  if (line == nullptr) return {};
  return {.speak = line->speak,
          .show = line->show,
          .hear = line->hear,
          .chat = line->chat,
          .lead = leads_now(session, person),
          .take_lead = may_take_lead(session, person),
          .come_back = is_away(session, person)};
}

bool may_return_as_stranger(const Session& session) {
  if (session.ended_at || !session.presenter) return false;
  const auto& phases = session.template_.phases;
  const auto silent = std::ranges::find_if(phases, [](const PhasePlan& phase) {
    return phase.seats[static_cast<std::size_t>(Seat::presenter)].channel == Channel::observer;
  });
  if (silent - phases.begin() < static_cast<std::ptrdiff_t>(session.phase)) return false;
  return std::ranges::any_of(session.participants, [&](const Participant& each) {
    return each.id == session.presenter && !each.connected;
  });
}

bool is_away(const Session& session, const Participant& person) {
  const SeatRule& line =
      session.template_.phases[session.phase].seats[static_cast<std::size_t>(Seat::presenter)];
  return session.presenter == person.id && line.channel == Channel::observer;
}

bool has_leader(const Session& session) {
  return std::ranges::any_of(session.participants, [&](const Participant& each) {
    return leads_now(session, each) && each.connected;
  });
}

Instant planned_end(const Session& session) {
  const PhasePlan& phase = session.template_.phases[session.phase];
  const SeatRule& presenter = phase.seats[static_cast<std::size_t>(Seat::presenter)];
  if (presenter.channel == Channel::observer && session.return_at) return *session.return_at;
  if (phase.end.from == PlannedEnd::From::sessionStart) {
    return session.begun_at.value_or(session.phase_since) + session.frozen_in_session +
           phase.end.after;
  }
  return session.phase_since + session.frozen_in_phase + phase.end.after;
}

Duration leaderless_for(const Session& session, Instant now) {
  if (!session.leaderless_since) return Duration::zero();
  const std::string& phase = session.template_.phases[session.phase].name;
  const bool last = phase == "closing" || phase == "debrief";
  return now - (last ? std::max(*session.leaderless_since, session.phase_since)
                     : *session.leaderless_since);
}

}  // namespace stepback::protocol::test::oracle

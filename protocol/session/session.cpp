#include "protocol/session/session.hpp"

#include <algorithm>

namespace stepback::protocol {

const Participant* find(const Session& session, const ParticipantId& id) {
  const auto found = std::ranges::find(session.participants, id, &Participant::id);
  return found == session.participants.end() ? nullptr : &*found;
}

const ParticipantId& known_as(const Session& session, const ParticipantId& id) {
  const auto found = session.recognised.find(id);
  return found == session.recognised.end() ? id : found->second;
}

const Participant* find_present(const Session& session, const ParticipantId& id) {
  const Participant* found = find(session, id);
  return found == nullptr || found->left || found->removed ? nullptr : found;
}

const PhasePlan& current_phase(const Session& session) {
  return session.template_.phases[session.phase];
}

bool is_leader(const Participant& participant) {
  return participant.role == Role::facilitator || participant.role == Role::coFacilitator;
}

bool is_seated(const Participant& participant) {
  return participant.admitted && !participant.left && !participant.removed;
}

Seat seat_of(const Session& session, const Participant& participant) {
  if (session.presenter == participant.id) return Seat::presenter;
  switch (participant.role) {
    case Role::facilitator:
    case Role::coFacilitator:
      return session.lead == participant.id ? Seat::facilitator : Seat::coFacilitator;
    case Role::member:
      return Seat::member;
    case Role::observer:
      break;
  }
  return Seat::observer;
}

Channel channel_of(const Session& session, const Participant& participant) {
  if (!participant.admitted) return Channel::lobby;
  return current_phase(session).rule(seat_of(session, participant)).channel;
}

bool is_stepped_back(const Session& session, const Participant& participant) {
  return session.presenter == participant.id && current_phase(session).steps_back();
}

bool leads(const Session& session, const Participant& participant) {
  return is_leader(participant) && is_seated(participant) && session.presenter != participant.id;
}

bool has_connected_leader(const Session& session) {
  return std::ranges::any_of(session.participants, [&](const Participant& each) {
    return each.connected && leads(session, each);
  });
}

const Participant* find_other_leader(const Session& session, const ParticipantId& holder) {
  const Participant* other = nullptr;
  for (const Participant& each : session.participants) {
    if (each.id == holder || !each.connected || !leads(session, each)) continue;
    if (each.role == Role::facilitator) return &each;
    if (other == nullptr) other = &each;
  }
  return other;
}

bool may_take_lead(const Session& session) {
  if (!session.lead) return true;
  const Participant* holder = find(session, *session.lead);
  return holder == nullptr || !holder->connected;
}

bool has_presenter(const Session& session) {
  return session.presenter && find_present(session, *session.presenter) != nullptr;
}

bool may_appoint(const Session& session) {
  const PhasePlan& phase = current_phase(session);
  return !phase.steps_back() && !phase.leaders_only();
}

bool is_case_over(const Session& session) {
  const auto step_back = session.template_.step_back();
  return session.case_discussed && step_back && session.phase > *step_back;
}

bool begins_next_case(const Session& session, std::size_t phase) {
  return is_case_over(session) && session.template_.phases[phase].name == kPresentation;
}

bool needs_presenter(const Session& session, std::size_t phase) {
  return session.template_.phases[phase].steps_back() && !has_presenter(session);
}

Generation generation_of(const Session& session, Role role) {
  return session.link_generations.at(static_cast<std::size_t>(role));
}

Generation generation_of(const Session& session, const ParticipantId& participant) {
  const auto found = session.own_generations.find(participant);
  return found == session.own_generations.end() ? 0 : found->second;
}

std::optional<Code> dismissal(const Session& session, const ParticipantId& participant) {
  const Participant* them = find(session, participant);
  if (them != nullptr && them->removed) return Code::removed;
  if (session.ended_at) return Code::sessionEnded;
  const bool stays = them != nullptr && is_leader(*them);
  if (current_phase(session).leaders_only() && !stays) return Code::sessionEnded;
  if (them == nullptr || !them->connected) return Code::badToken;
  return std::nullopt;
}

namespace {

// Whether the present case is not discussed and the session is past its step back: its phases are
// still to come.
bool is_case_ahead(const Session& session) {
  const auto step_back = session.template_.step_back();
  return session.template_.cases > 1 && !session.case_discussed && step_back &&
         session.phase > *step_back;
}

// The planned lengths of the phases after the present one, up to the closing.
Duration planned_rest(const Session& session) {
  const SessionTemplate& template_ = session.template_;
  const std::size_t closing = *template_.find(kClosing);
  if (session.phase >= closing) return {};
  const std::size_t more_cases =
      template_.cases > session.case_number ? template_.cases - session.case_number : 0;
  const auto again = static_cast<Duration::rep>(more_cases + (is_case_ahead(session) ? 1 : 0));
  Duration rest{};
  for (std::size_t i = 1; i <= closing; ++i) {
    const Duration planned = template_.phases[i].planned;
    if (i > session.phase) rest += planned;
    if (template_.is_each_case(i)) rest += again * planned;
  }
  return rest;
}

}  // namespace

std::optional<Instant> session_until(const Session& session) {
  const auto until = phase_until(session);
  if (!until) return std::nullopt;
  const PlannedEnd& end = session.template_.phases[*session.template_.find(kClosing)].end;
  if (end.from == PlannedEnd::From::sessionStart) {
    return *session.begun_at + end.after + session.frozen_in_session;
  }
  return *until + planned_rest(session);
}

std::optional<Instant> phase_until(const Session& session) {
  if (!session.begun_at || session.ended_at) return std::nullopt;
  const PhasePlan& phase = current_phase(session);
  if (phase.steps_back()) return return_point(session);
  if (phase.end.from == PlannedEnd::From::sessionStart) {
    return *session.begun_at + phase.end.after + session.frozen_in_session;
  }
  return session.phase_since + phase.end.after + session.frozen_in_phase;
}

std::optional<Instant> return_point(const Session& session) {
  const auto step_back = session.template_.step_back();
  if (!session.begun_at || session.ended_at || !step_back || session.phase > *step_back) {
    return std::nullopt;
  }
  if (session.return_at) return session.return_at;
  const bool stepped_back = session.phase == *step_back;
  const PlannedEnd& end = session.template_.phases[*step_back].end;
  if (end.from == PlannedEnd::From::sessionStart) {
    // The planned moment belongs to the first case. A later case has none until its step back
    // begins.
    if (!stepped_back && session.case_number > 1) return std::nullopt;
    return *session.begun_at + end.after + session.frozen_in_session;
  }
  if (!stepped_back) return std::nullopt;
  return session.phase_since + end.after + session.frozen_in_phase;
}

}  // namespace stepback::protocol

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

bool has_connected_leader(const Session& session) {
  return std::ranges::any_of(session.participants, [](const Participant& each) {
    return is_leader(each) && each.connected && is_seated(each);
  });
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
  const bool leads = them != nullptr && is_leader(*them);
  if (current_phase(session).leaders_only() && !leads) return Code::sessionEnded;
  if (them == nullptr || !them->connected) return Code::badToken;
  return std::nullopt;
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

#include "plugin/cli/rehearsal/simulated_leader.hpp"

#include <span>

namespace stepback::cli::rehearsal {
namespace {

constexpr const char* kEnded = "ended";

}  // namespace

std::optional<Action> SimulatedLeader::next(const stepback_state& state, Instant now) {
  if (state.phase_name != phase_) {
    phase_ = state.phase_name;
    has_spoken_ = false;
  }
  if (!state.may.lead || state.ended_at != 0) return std::nullopt;
  if (microphone_.wants_to_open(state, now)) return actions::OpenMicrophone{};
  for (const stepback_participant* each : participants_of(state)) {
    if (const auto action = let_in(*each)) return action;
  }
  return state.begun_at == 0 ? gather(state, now) : move_on(state, now);
}

// Lets somebody in who waits. The simulated people keep their identities, so the person at the
// screen is the only one who can come back as somebody else.
std::optional<Action> SimulatedLeader::let_in(const stepback_participant& waiting) const {
  if (!is_outside(waiting) || !waiting.connected) return std::nullopt;
  if (waiting.can.admit) return actions::Admit{waiting.id};
  if (!needs_answer(waiting)) return std::nullopt;
  for (const char* id : std::span{waiting.could, waiting.could_count}) {
    if (!troupe_.has(waiting.id) && !troupe_.has(id)) return actions::AdmitAs{waiting.id, id};
  }
  return actions::AdmitNew{waiting.id};
}

const stepback_participant* SimulatedLeader::guest(const stepback_state& state) const {
  if (!troupe_.complete()) return nullptr;
  for (const stepback_participant* each : participants_of(state)) {
    if (each->role == STEPBACK_ROLE_MEMBER && each->channel == STEPBACK_CHANNEL_CIRCLE &&
        !troupe_.has(each->id)) {
      return each;
    }
  }
  return nullptr;
}

std::optional<Action> SimulatedLeader::gather(const stepback_state& state, Instant now) {
  const stepback_participant* person = guest(state);
  if (person == nullptr || !person->connected) {
    guest_came_ = false;
    return std::nullopt;
  }
  if (!guest_came_) {
    guest_came_ = true;
    guest_came_at_ = now;
  }
  if (person->seat != STEPBACK_SEAT_PRESENTER) return actions::Appoint{person->id};
  if (now - guest_came_at_ < gathering_ms_ || state.next_phase == nullptr) return std::nullopt;
  return actions::Advance{state.next_phase};
}

// Skips the debrief, in which leaders talk: a simulated leader has nothing to say there.
std::optional<Action> SimulatedLeader::move_on(const stepback_state& state, Instant now) const {
  // The same person presents in the next case too.
  const stepback_participant* person = guest(state);
  if (state.appoints == STEPBACK_APPOINTS_FIRST && person != nullptr && person->connected) {
    return actions::Appoint{person->id};
  }
  const stepback_participant* presenting = presenter(state);
  const bool stepped_back = presenting != nullptr && is_stepped_back(*presenting);
  const Instant due = stepped_back && state.return_at != 0 ? state.return_at : state.phase_until;
  if (due == 0 || now < due || state.held) return std::nullopt;
  if (state.next_phase == nullptr) return std::nullopt;
  if (state.next_does == STEPBACK_DOES_DEBRIEF) return actions::Advance{kEnded};
  return actions::Advance{state.next_phase};
}

Wish SimulatedLeader::wish(const stepback_state& state) const {
  const stepback_participant* me = self(state);
  if (me == nullptr || !me->audio || !state.may.speak) return Wish::none;
  return has_spoken_ || state.phase_name != phase_ ? Wish::none : Wish::first;
}

}  // namespace stepback::cli::rehearsal

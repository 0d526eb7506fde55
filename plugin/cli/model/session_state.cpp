#include "plugin/cli/model/session_state.hpp"

#include <algorithm>

namespace stepback::cli {
namespace {

std::string text_of(const char* text) {
  return text == nullptr ? std::string{} : text;
}

Participant copy_participant(const stepback_participant& from) {
  return {.id = text_of(from.id),
          .name = text_of(from.name),
          .role = from.role,
          .seat = from.seat,
          .channel = from.channel,
          .connected = from.connected != 0,
          .audio = from.audio != 0,
          .video = from.video != 0,
          .hand = from.hand != 0,
          .ssrc = from.ssrc,
          .hearing = from.hearing};
}

}  // namespace

State copy_state(const stepback_state& from) {
  State state{.revision = from.revision,
              .now = from.now,
              .session_id = text_of(from.session_id),
              .title = text_of(from.title),
              .template_id = text_of(from.template_id),
              .locked = from.locked != 0,
              .held = from.held != 0,
              .held_since = from.held_since,
              .begun_at = from.begun_at,
              .ended_at = from.ended_at,
              .return_at = from.return_at,
              .return_late_start = from.return_late_start != 0,
              .return_moved_from = from.return_moved_from,
              .case_number = from.case_number,
              .cases = from.cases,
              .phase_name = text_of(from.phase_name),
              .phase_title = text_of(from.phase_title),
              .phase_since = from.phase_since,
              .phase_until = from.phase_until,
              .phase_ends_by = from.phase_ends_by,
              .prompts = {},
              .phases = {},
              .participants = {},
              .you = text_of(from.you),
              .may = {.speak = from.may.speak != 0,
                      .show = from.may.show != 0,
                      .hear = from.may.hear != 0,
                      .chat = from.may.chat != 0,
                      .lead = from.may.lead != 0},
              .case_discussed = from.case_discussed != 0,
              .case_over = from.case_over != 0,
              .next_phase = text_of(from.next_phase),
              .next_title = text_of(from.next_title),
              .next_does = from.next_does,
              .next_presenter = text_of(from.next_presenter),
              .next_needs_presenter = from.next_needs_presenter != 0,
              .next_sure = from.next_sure,
              .appoints = from.appoints};
  for (std::size_t i = 0; i < from.prompt_count; ++i) {
    state.prompts.push_back(text_of(from.prompts[i]));
  }
  for (std::size_t i = 0; i < from.phase_count; ++i) {
    const stepback_phase& phase = *from.phases[i];
    state.phases.push_back({.name = text_of(phase.name),
                            .title = text_of(phase.title),
                            .planned_ms = phase.planned_ms,
                            .step_back = phase.step_back != 0,
                            .each_case = phase.each_case != 0,
                            .leaders_only = phase.leaders_only != 0});
  }
  for (std::size_t i = 0; i < from.participant_count; ++i) {
    state.participants.push_back(copy_participant(*from.participants[i]));
  }
  return state;
}

const Participant* find(const State& state, std::string_view id) {
  const auto found = std::ranges::find(state.participants, id, &Participant::id);
  return found == state.participants.end() ? nullptr : &*found;
}

const Participant* self(const State& state) {
  return find(state, state.you);
}

const Participant* presenter(const State& state) {
  const auto found =
      std::ranges::find(state.participants, STEPBACK_SEAT_PRESENTER, &Participant::seat);
  return found == state.participants.end() ? nullptr : &*found;
}

std::optional<std::size_t> phase_index(const State& state) {
  const auto found = std::ranges::find(state.phases, state.phase_name, &Phase::name);
  if (found == state.phases.end()) return std::nullopt;
  return static_cast<std::size_t>(found - state.phases.begin());
}

bool is_stepped_back(const Participant& participant) {
  return participant.seat == STEPBACK_SEAT_PRESENTER &&
         participant.channel == STEPBACK_CHANNEL_OBSERVER;
}

bool is_leader(const Participant& participant) {
  return participant.role == STEPBACK_ROLE_FACILITATOR ||
         participant.role == STEPBACK_ROLE_CO_FACILITATOR;
}

bool is_outside(const Participant& participant) {
  return participant.channel == STEPBACK_CHANNEL_LOBBY;
}

Instant clock_of(const State& state, Instant now) {
  return state.held && state.held_since != 0 ? state.held_since : now;
}

}  // namespace stepback::cli

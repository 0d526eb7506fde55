#include "plugin/cli/model/session_state.hpp"

#include <algorithm>
#include <new>

namespace stepback::cli {

KeptState keep(const stepback_state& state) {
  stepback_state* copy = nullptr;
  if (stepback_state_copy(&state, &copy) != STEPBACK_OK) throw std::bad_alloc();
  return {copy, stepback_state_free};
}

std::string_view text_of(const char* text) {
  return text == nullptr ? std::string_view{} : text;
}

std::span<const stepback_participant* const> participants_of(const stepback_state& state) {
  return {state.participants, state.participant_count};
}

std::span<const stepback_phase* const> phases_of(const stepback_state& state) {
  return {state.phases, state.phase_count};
}

std::span<const char* const> prompts_of(const stepback_state& state) {
  return {state.prompts, state.prompt_count};
}

std::vector<const stepback_participant*> identities_for(const stepback_state& state,
                                                        const stepback_participant& waiting) {
  std::vector<const stepback_participant*> identities;
  for (const char* id : std::span{waiting.could, waiting.could_count}) {
    if (const stepback_participant* who = find(state, id)) identities.push_back(who);
  }
  return identities;
}

std::span<const stepback_signal_record* const> signals_of(const stepback_state& state) {
  return {state.signals, state.signal_count};
}

std::span<const stepback_pending_change* const> pending_of(const stepback_state& state) {
  return {state.pending, state.pending_count};
}

bool is_silent(const stepback_participant& participant) {
  return participant.connected != 0 && participant.answers == STEPBACK_ANSWERS_NO;
}

bool leader_answers(const stepback_state& state) {
  return std::ranges::any_of(participants_of(state), [&](const stepback_participant* each) {
    return leads(*each) && each->connected != 0 && !is_silent(*each) && !is_you(state, *each);
  });
}

bool is_own(const stepback_state& state, const stepback_signal_record& signal) {
  return text_of(signal.from) == text_of(state.you);
}

bool is_seen_by(const stepback_signal_record& signal, std::string_view leader) {
  const std::span<const char* const> seen_by{signal.seen_by, signal.seen_by_count};
  return std::ranges::any_of(seen_by, [&](const char* each) { return text_of(each) == leader; });
}

const stepback_participant* find(const stepback_state& state, std::string_view id) {
  const auto all = participants_of(state);
  const auto found = std::ranges::find_if(
      all, [&](const stepback_participant* each) { return text_of(each->id) == id; });
  return found == all.end() ? nullptr : *found;
}

const stepback_participant* self(const stepback_state& state) {
  return find(state, text_of(state.you));
}

const stepback_participant* presenter(const stepback_state& state) {
  const auto all = participants_of(state);
  const auto found = std::ranges::find_if(
      all, [](const stepback_participant* each) { return each->seat == STEPBACK_SEAT_PRESENTER; });
  return found == all.end() ? nullptr : *found;
}

std::optional<std::size_t> phase_index(const stepback_state& state) {
  const auto all = phases_of(state);
  const auto found = std::ranges::find_if(all, [&](const stepback_phase* each) {
    return text_of(each->name) == text_of(state.phase_name);
  });
  if (found == all.end()) return std::nullopt;
  return static_cast<std::size_t>(found - all.begin());
}

bool is_you(const stepback_state& state, const stepback_participant& participant) {
  return text_of(participant.id) == text_of(state.you);
}

bool is_same(const stepback_participant& one, const stepback_participant& other) {
  return text_of(one.id) == text_of(other.id);
}

bool is_stepped_back(const stepback_participant& participant) {
  return participant.seat == STEPBACK_SEAT_PRESENTER &&
         participant.channel == STEPBACK_CHANNEL_OBSERVER;
}

bool is_leader(const stepback_participant& participant) {
  return participant.role == STEPBACK_ROLE_FACILITATOR ||
         participant.role == STEPBACK_ROLE_CO_FACILITATOR;
}

bool leads(const stepback_participant& participant) {
  return participant.seat == STEPBACK_SEAT_FACILITATOR ||
         participant.seat == STEPBACK_SEAT_CO_FACILITATOR;
}

bool is_outside(const stepback_participant& participant) {
  return participant.channel == STEPBACK_CHANNEL_LOBBY;
}

bool needs_answer(const stepback_participant& participant) {
  return is_outside(participant) && participant.can.admit == 0 && participant.could_count > 0;
}

Instant clock_of(const stepback_state& state, Instant now) {
  return state.held != 0 && state.held_since != 0 ? state.held_since : now;
}

}  // namespace stepback::cli

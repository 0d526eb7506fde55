#include "tests/plugin/cli/group.hpp"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <stdexcept>

namespace stepback::test {
namespace {

cli::Participant in_circle(std::string id, std::string name, stepback_role role,
                           stepback_seat seat) {
  cli::Participant who;
  who.id = std::move(id);
  who.name = std::move(name);
  who.role = role;
  who.seat = seat;
  who.channel = STEPBACK_CHANNEL_CIRCLE;
  who.connected = true;
  return who;
}

cli::Phase phase(std::string name, std::string title, std::int64_t minutes) {
  cli::Phase phase;
  phase.name = std::move(name);
  phase.title = std::move(title);
  phase.planned_ms = minutes * cli::kMinuteMs;
  return phase;
}

cli::Phase case_phase(std::string name, std::string title, std::int64_t minutes) {
  cli::Phase of_case = phase(std::move(name), std::move(title), minutes);
  of_case.each_case = true;
  return of_case;
}

}  // namespace

void use_utc() {
  setenv("TZ", "UTC", 1);
  tzset();
}

cli::State group() {
  cli::State state;
  state.revision = 7;
  state.now = kNow;
  state.session_id = "s1";
  state.title = "Tuesday group";
  state.template_id = "cmh-60";
  state.begun_at = kTwoOClock;
  state.return_at = kTwoOClock + 45 * cli::kMinuteMs;
  state.phase_name = "clarification";
  state.phase_title = "Clarification";
  state.phase_since = kTwoOClock + 12 * cli::kMinuteMs;
  state.phase_until = kTwoOClock + 30 * cli::kMinuteMs;
  state.phases = {phase("gathering", "Gathering", 5),
                  case_phase("presentation", "Presentation", 7),
                  case_phase("clarification", "Clarification", 5),
                  case_phase("discussion", "Discussion", 28),
                  case_phase("return", "Return", 12),
                  phase("closing", "Closing", 3)};
  state.phases[3].step_back = true;
  state.participants = {
      in_circle("p1", "Amina", STEPBACK_ROLE_FACILITATOR, STEPBACK_SEAT_FACILITATOR),
      in_circle("p2", "Farid", STEPBACK_ROLE_MEMBER, STEPBACK_SEAT_PRESENTER),
      in_circle("p3", "Jonas", STEPBACK_ROLE_MEMBER, STEPBACK_SEAT_MEMBER),
      in_circle("p4", "Maria", STEPBACK_ROLE_MEMBER, STEPBACK_SEAT_MEMBER),
      in_circle("p5", "Lena", STEPBACK_ROLE_OBSERVER, STEPBACK_SEAT_OBSERVER)};
  person(state, "Lena").channel = STEPBACK_CHANNEL_OBSERVER;
  state.you = "p3";
  state.may = {.speak = true, .show = true, .hear = true, .chat = true, .lead = false};
  return state;
}

cli::State group_with_farid_stepped_back() {
  cli::State state = group();
  ++state.revision;
  state.phase_name = "discussion";
  state.phase_title = "Discussion";
  state.phase_since = kNow;
  state.phase_until = state.return_at;
  state.case_discussed = true;
  person(state, "Farid").channel = STEPBACK_CHANNEL_OBSERVER;
  return state;
}

cli::Participant& person(cli::State& state, std::string_view name) {
  const auto found = std::ranges::find(state.participants, name, &cli::Participant::name);
  if (found == state.participants.end()) throw std::invalid_argument{std::string{name}};
  return *found;
}

cli::State with_next(cli::State state, std::string phase, stepback_does does) {
  const auto found = std::ranges::find(state.phases, phase, &cli::Phase::name);
  state.next_title = found == state.phases.end() ? std::string{} : found->title;
  state.next_phase = std::move(phase);
  state.next_does = does;
  state.next_presenter = "p2";
  return state;
}

cli::State seen_by(cli::State state, std::string_view name) {
  const cli::Participant& who = person(state, name);
  state.you = who.id;
  state.may.lead = cli::is_leader(who);
  if (cli::is_stepped_back(who)) state.may = {.hear = true};
  if (state.may.lead) {
    state.prompts = {"What might the patient feel?", "We may be solving."};
    const bool away = state.case_discussed;
    state = with_next(std::move(state), away ? "return" : "discussion",
                      away ? STEPBACK_DOES_INVITE : STEPBACK_DOES_STEP_BACK);
    state.appoints = away ? STEPBACK_APPOINTS_NOBODY : STEPBACK_APPOINTS_OTHER;
  }
  return state;
}

}  // namespace stepback::test

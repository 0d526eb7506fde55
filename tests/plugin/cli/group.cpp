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
  state.phases = {{"gathering", "Gathering", 5 * cli::kMinuteMs},
                  {"presentation", "Presentation", 7 * cli::kMinuteMs},
                  {"clarification", "Clarification", 5 * cli::kMinuteMs},
                  {"discussion", "Discussion", 28 * cli::kMinuteMs},
                  {"return", "Return", 12 * cli::kMinuteMs},
                  {"closing", "Closing", 3 * cli::kMinuteMs}};
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
  person(state, "Farid").channel = STEPBACK_CHANNEL_OBSERVER;
  return state;
}

cli::Participant& person(cli::State& state, std::string_view name) {
  const auto found = std::ranges::find(state.participants, name, &cli::Participant::name);
  if (found == state.participants.end()) throw std::invalid_argument{std::string{name}};
  return *found;
}

cli::State seen_by(cli::State state, std::string_view name) {
  const cli::Participant& who = person(state, name);
  state.you = who.id;
  state.may.lead = cli::is_leader(who);
  if (cli::is_stepped_back(who)) state.may = {.hear = true};
  if (state.may.lead) state.prompts = {"What might the patient feel?", "We may be solving."};
  return state;
}

}  // namespace stepback::test

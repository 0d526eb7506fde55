#include "tests/plugin/cli/group.hpp"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <set>
#include <stdexcept>
#include <utility>

namespace stepback::test {
namespace {

stepback_participant in_circle(const char* id, const char* name, stepback_role role,
                               stepback_seat seat) {
  stepback_participant who{};
  who.id = id;
  who.name = name;
  who.role = role;
  who.seat = seat;
  who.channel = STEPBACK_CHANNEL_CIRCLE;
  who.connected = 1;
  return who;
}

stepback_phase phase(const char* name, const char* title, std::int64_t minutes) {
  stepback_phase phase{};
  phase.name = name;
  phase.title = title;
  phase.planned_ms = minutes * cli::kMinuteMs;
  return phase;
}

stepback_phase case_phase(const char* name, const char* title, std::int64_t minutes,
                          bool step_back = false) {
  stepback_phase of_case = phase(name, title, minutes);
  of_case.each_case = 1;
  of_case.step_back = step_back ? 1 : 0;
  return of_case;
}

}  // namespace

void use_utc() {
  setenv("TZ", "UTC", 1);
  tzset();
}

const char* lasting(std::string text) {
  static std::set<std::string> texts;
  return texts.insert(std::move(text)).first->c_str();
}

TestState::TestState(const TestState& other)
    : stepback_state{other},
      people_{other.people_},
      phase_list_{other.phase_list_},
      prompt_list_{other.prompt_list_},
      signal_list_{other.signal_list_},
      pending_list_{other.pending_list_} {
  point_to_lists();
}

TestState& TestState::operator=(const TestState& other) {
  stepback_state::operator=(other);
  people_ = other.people_;
  phase_list_ = other.phase_list_;
  prompt_list_ = other.prompt_list_;
  signal_list_ = other.signal_list_;
  pending_list_ = other.pending_list_;
  point_to_lists();
  return *this;
}

void TestState::add(const stepback_participant& who) {
  people_.push_back(who);
  point_to_lists();
}

void TestState::add(const stepback_phase& phase) {
  phase_list_.push_back(phase);
  point_to_lists();
}

void TestState::add(const stepback_signal_record& signal) {
  signal_list_.push_back(signal);
  point_to_lists();
}

void TestState::add(const stepback_pending_change& change) {
  pending_list_.push_back(change);
  point_to_lists();
}

void TestState::add_prompt(const char* prompt) {
  prompt_list_.push_back(prompt);
  point_to_lists();
}

void TestState::remove(std::string_view name) {
  std::erase_if(people_, [&](const stepback_participant& each) { return each.name == name; });
  point_to_lists();
}

void TestState::keep_first(std::size_t count) {
  people_.resize(std::min(count, people_.size()));
  point_to_lists();
}

stepback_participant& TestState::person(std::string_view name) {
  const auto found = std::ranges::find_if(
      people_, [&](const stepback_participant& each) { return each.name == name; });
  if (found == people_.end()) throw std::invalid_argument{std::string{name}};
  return *found;
}

void TestState::point_to_lists() {
  people_pointers_.clear();
  for (const stepback_participant& each : people_) people_pointers_.push_back(&each);
  phase_pointers_.clear();
  for (const stepback_phase& each : phase_list_) phase_pointers_.push_back(&each);
  signal_pointers_.clear();
  for (const stepback_signal_record& each : signal_list_) signal_pointers_.push_back(&each);
  pending_pointers_.clear();
  for (const stepback_pending_change& each : pending_list_) pending_pointers_.push_back(&each);
  pending = pending_pointers_.data();
  pending_count = pending_pointers_.size();
  signals = signal_pointers_.data();
  signal_count = signal_pointers_.size();
  participants = people_pointers_.data();
  participant_count = people_pointers_.size();
  phases = phase_pointers_.data();
  phase_count = phase_pointers_.size();
  prompts = prompt_list_.data();
  prompt_count = prompt_list_.size();
}

TestState group() {
  TestState state;
  state.revision = 7;
  state.now = kNow;
  state.session_id = "s1";
  state.title = "Tuesday group";
  state.template_id = "cmh-60";
  state.case_number = 1;
  state.cases = 1;
  state.begun_at = kTwoOClock;
  state.return_at = kTwoOClock + 45 * cli::kMinuteMs;
  state.phase_name = "clarification";
  state.phase_title = "Clarification";
  state.phase_since = kTwoOClock + 12 * cli::kMinuteMs;
  state.phase_until = kTwoOClock + 30 * cli::kMinuteMs;
  for (const stepback_phase& each :
       {phase("gathering", "Gathering", 5), case_phase("presentation", "Presentation", 7),
        case_phase("clarification", "Clarification", 5),
        case_phase("discussion", "Discussion", 28, true), case_phase("return", "Return", 12),
        phase("closing", "Closing", 3)}) {
    state.add(each);
  }
  for (const stepback_participant& each :
       {in_circle("p1", "Amina", STEPBACK_ROLE_FACILITATOR, STEPBACK_SEAT_FACILITATOR),
        in_circle("p2", "Farid", STEPBACK_ROLE_MEMBER, STEPBACK_SEAT_PRESENTER),
        in_circle("p3", "Jonas", STEPBACK_ROLE_MEMBER, STEPBACK_SEAT_MEMBER),
        in_circle("p4", "Maria", STEPBACK_ROLE_MEMBER, STEPBACK_SEAT_MEMBER),
        in_circle("p5", "Lena", STEPBACK_ROLE_OBSERVER, STEPBACK_SEAT_OBSERVER)}) {
    state.add(each);
  }
  person(state, "Lena").channel = STEPBACK_CHANNEL_OBSERVER;
  state.you = "p3";
  state.may = {
      .speak = 1, .show = 1, .hear = 1, .chat = 1, .lead = 0, .take_lead = 0, .come_back = 0};
  return state;
}

TestState group_with_farid_stepped_back() {
  TestState state = group();
  ++state.revision;
  state.phase_name = "discussion";
  state.phase_title = "Discussion";
  state.phase_since = kNow;
  state.phase_until = state.return_at;
  state.case_discussed = 1;
  person(state, "Farid").channel = STEPBACK_CHANNEL_OBSERVER;
  return state;
}

cli::StateEvent state_event(const stepback_state& state) {
  return {cli::keep(state)};
}

stepback_participant ole() {
  stepback_participant who = in_circle("p6", "Ole", STEPBACK_ROLE_MEMBER, STEPBACK_SEAT_MEMBER);
  who.channel = STEPBACK_CHANNEL_LOBBY;
  return who;
}

stepback_participant& person(TestState& state, std::string_view name) {
  return state.person(name);
}

TestState with_next(TestState state, const char* phase, stepback_does does) {
  const auto all = cli::phases_of(state);
  const auto found = std::ranges::find_if(
      all, [&](const stepback_phase* each) { return std::string_view{each->name} == phase; });
  state.next_title = found == all.end() ? nullptr : (*found)->title;
  state.next_phase = phase;
  state.next_does = does;
  state.next_presenter = "p2";
  return state;
}

TestState seen_by(TestState state, std::string_view name) {
  const stepback_participant& who = state.person(name);
  state.you = who.id;
  state.may.lead = cli::is_leader(who) ? 1 : 0;
  if (cli::is_stepped_back(who))
    state.may = {
        .speak = 0, .show = 0, .hear = 1, .chat = 0, .lead = 0, .take_lead = 0, .come_back = 1};
  if (state.may.lead != 0) {
    state.add_prompt("What might the patient feel?");
    state.add_prompt("We may be solving.");
    const bool away = state.case_discussed != 0;
    state = with_next(state, away ? "return" : "discussion",
                      away ? STEPBACK_DOES_INVITE : STEPBACK_DOES_STEP_BACK);
    state.appoints = away ? STEPBACK_APPOINTS_NOBODY : STEPBACK_APPOINTS_OTHER;
  }
  return state;
}

}  // namespace stepback::test

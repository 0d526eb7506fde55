#pragma once

// A group for the tests: Amina leads, Farid presents, Jonas and Maria are members, Lena observes,
// and Ole may wait outside. Jonas sees the state unless a test changes `you`. Local time is UTC.

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/cli/model/event.hpp"
#include "plugin/cli/model/session_state.hpp"
#include "plugin/cli/words/time_words.hpp"

namespace stepback::test {

/// 14:00 UTC on 5 March 2024, when the group's session begins.
inline constexpr cli::Instant kTwoOClock = 1'709'647'200'000;
/// 14:27, when the tests look at the clock.
inline constexpr cli::Instant kNow = kTwoOClock + 27 * cli::kMinuteMs;

/// Makes UTC the local time zone.
void use_utc();

/// The text in memory that lasts as long as the program, for the members of a state.
const char* lasting(std::string text);

/// A stepback_state that a test may change. It owns its lists. Its texts must last: literals, or
/// lasting().
class TestState : public stepback_state {
 public:
  TestState() : stepback_state{} {}
  TestState(const TestState& other);
  TestState& operator=(const TestState& other);
  ~TestState() = default;

  void add(const stepback_participant& who);
  void add(const stepback_phase& phase);
  void add(const stepback_signal_record& signal);
  void add(const stepback_pending_change& change);
  void add_prompt(const char* prompt);
  /// Takes the person of this name away.
  void remove(std::string_view name);
  /// Keeps the first `count` people.
  void keep_first(std::size_t count);
  /// The person of this name. Throws if there is none.
  stepback_participant& person(std::string_view name);

 private:
  void point_to_lists();

  std::deque<stepback_participant> people_;
  std::deque<stepback_phase> phase_list_;
  std::vector<const char*> prompt_list_;
  std::vector<const stepback_participant*> people_pointers_;
  std::vector<const stepback_phase*> phase_pointers_;
  std::deque<stepback_signal_record> signal_list_;
  std::vector<const stepback_signal_record*> signal_pointers_;
  std::deque<stepback_pending_change> pending_list_;
  std::vector<const stepback_pending_change*> pending_pointers_;
};

/// The clarification phase with everyone in the circle. Nobody is appointed yet.
TestState group();
/// The discussion. Farid has stepped back; the return is planned for 14:45.
TestState group_with_farid_stepped_back();

/// The event that brings this state.
cli::StateEvent state_event(const stepback_state& state);

/// Ole, connected, who waits outside.
stepback_participant ole();
/// The person of this name in the group. Throws if there is none.
stepback_participant& person(TestState& state, std::string_view name);
/// The state with this phase as the next step, for Farid's case.
TestState with_next(TestState state, const char* phase, stepback_does does);
/// The state as this person sees it: with their `you`, and for Amina with a leader's rights and the
/// next step.
TestState seen_by(TestState state, std::string_view name);

}  // namespace stepback::test

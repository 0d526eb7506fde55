#pragma once

// Random stories for properties: anybody tries anything at any time, and most of it makes sense.

#include <rapidcheck.h>

#include <iosfwd>
#include <vector>

#include "tests/support/story.hpp"

namespace stepback::protocol::test {

/// One action that someone tries, as numbers that fit any template. The story's people and the
/// template's phases are counted from 0; a number beyond them wraps around.
struct RandomAction {
  std::size_t kind = 0;
  std::size_t who = 0;
  std::size_t target = 0;
  std::size_t phase = 0;
  bool first = false;
  bool second = false;
  Duration time{};  ///< passes before a tick; how far off a new return point lies
};
std::ostream& operator<<(std::ostream& out, const RandomAction& action);

/// Makes up to `most` actions. Actions of leaders and of the clock are more frequent than others.
rc::Gen<std::vector<RandomAction>> random_actions(std::size_t most);

/// Returns a template that we ship or a small one, by number.
SessionTemplate any_template(std::size_t number);
/// The number of different templates that any_plan() has.
inline constexpr std::size_t kPlans = 9;

/// The command that an action stands for in this story now, and its actor.
struct Attempt {
  Command command;
  Actor who;
};
Attempt attempt(const stepback::test::Story& story, const RandomAction& action);

/// Lets the action's time pass if it is the clock's, then tries the action.
stepback::test::Story::Outcome perform(stepback::test::Story& story, const RandomAction& action);

}  // namespace stepback::protocol::test

#pragma once

// Random stories for properties: anybody tries anything, at any time, and most of it makes sense.

#include <rapidcheck.h>

#include <iosfwd>
#include <vector>

#include "tests/support/story.hpp"

namespace stepback::protocol::test {

/// One thing that someone tries, as numbers that fit any template: the story's people and the
/// template's phases are counted from 0, and a number beyond them wraps around.
struct Deed {
  std::size_t kind = 0;
  std::size_t who = 0;
  std::size_t target = 0;
  std::size_t phase = 0;
  bool first = false;
  bool second = false;
  Duration time{};  ///< passes before a tick; how far off a new return point lies
};
std::ostream& operator<<(std::ostream& out, const Deed& deed);

/// Up to `most` deeds, those of leaders and of the clock more often than others.
rc::Gen<std::vector<Deed>> any_deeds(std::size_t most);

/// A template that we ship or a small one, by number.
SessionTemplate any_plan(std::size_t number);
/// How many different ones any_plan() has.
inline constexpr std::size_t kPlans = 9;

/// What the deed means in this story now.
struct Attempt {
  Command command;
  Actor who;
};
Attempt attempt(const stepback::test::Story& story, const Deed& deed);

/// Lets the deed's time pass, if it is the clock's, and tries it.
stepback::test::Story::Outcome perform(stepback::test::Story& story, const Deed& deed);

}  // namespace stepback::protocol::test

// The walk through every state of a small session, with our rules.
//
// STEPBACK_WALK_STATES bounds each walk to so many states, for builds in which a step costs ten
// times as much (the sanitizers'). The first states are judged in the same way.

#include "tests/protocol/session/walk/session_walk.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <string>

#include "protocol/template/rules.hpp"
#include "tests/protocol/session/walk/session_settings.hpp"

namespace stepback::protocol::test {
namespace {

constexpr const char* kTooManyStates = "the walk has more states than it was made for";

// The bounded walk ends at its bound and finds nothing before that.
void expect_unbroken_within(const Setting& setting, std::size_t most_states) {
  const Report report = walk(setting, {}, most_states);

  std::cout << "[   WALK   ] " << report << '\n';
  ASSERT_TRUE(report.found) << "The bound of " << most_states << " states bounded nothing.";
  EXPECT_EQ(report.found->broken, kTooManyStates) << *report.found;
}

// Fails if the walk finds fewer states or ended step backs: it has then lost part of its range.
void expect_unbroken(const Setting& setting, std::size_t states, std::size_t step_backs_ended) {
  const auto broken_template = find_broken_rule(setting.template_);
  ASSERT_FALSE(broken_template) << broken_template->path << ": " << broken_template->expected;

  if (const char* const most = std::getenv("STEPBACK_WALK_STATES")) {
    expect_unbroken_within(setting, std::stoul(most));
    return;
  }
  const Report report = walk(setting);

  std::cout << "[   WALK   ] " << report << '\n';
  EXPECT_FALSE(report.found) << *report.found;
  EXPECT_GE(report.states, states);
  EXPECT_GE(report.step_backs_ended, step_backs_ended);
  EXPECT_GE(report.compared, 500U);
}

TEST(SessionWalk, KeepsTheInvariantsWhereLeadersEndEveryPhase) {
  expect_unbroken(leaders_setting(), 150'000, 20'000);
}

TEST(SessionWalk, KeepsTheInvariantsWhereTheClockEndsTheStepBack) {
  expect_unbroken(clock_setting(), 100'000, 10'000);
}

TEST(SessionWalk, KeepsTheInvariantsWhereLeadersSeeThePresenterStepBack) {
  expect_unbroken(seen_setting(), 100'000, 5'000);
}

TEST(SessionWalk, KeepsTheInvariantsWhereEveryoneComesAndGoes) {
  expect_unbroken(door_setting(), 30'000, 0);
}

TEST(SessionWalk, KeepsTheInvariantsWhereLeadersPresent) {
  expect_unbroken(peers_setting(), 10'000, 1'000);
}

TEST(SessionWalk, SaysSoWhenItHasMoreStatesThanItWasMadeFor) {
  const Report report = walk(door_setting(), {}, 100);

  ASSERT_TRUE(report.found);
  EXPECT_EQ(report.found->broken, kTooManyStates);
}

}  // namespace
}  // namespace stepback::protocol::test

// Shows that the walk can fail: it finds each broken rule, names the broken invariant, and gives
// the way to it.

#include "tests/protocol/session/walk/session_mutants.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>
#include <utility>

namespace stepback::protocol::test {
namespace {

class BrokenRule : public testing::TestWithParam<Mutant> {};

TEST_P(BrokenRule, IsCaughtWithTheWayThere) {
  const Mutant& mutant = GetParam();

  const Report report = walk(mutant.setting(), mutant.core);

  ASSERT_TRUE(report.found) << "The walk noticed nothing in " << report.states << " states.";
  std::cout << "[  CAUGHT  ] " << *report.found << '\n';
  EXPECT_THAT(report.found->broken, testing::StartsWith(mutant.caught_as));
  EXPECT_THAT(report.found->path, testing::SizeIs(testing::Ge(1)));
}

std::string name_of_mutant(const testing::TestParamInfo<Mutant>& info) {
  return info.param.name;
}

std::vector<Mutant> mutants_of_rules() {
  std::vector<Mutant> all = mutants_of_decide();
  for (Mutant& each : mutants_of_rights()) all.push_back(std::move(each));
  for (Mutant& each : mutants_of_force()) all.push_back(std::move(each));
  for (Mutant& each : mutants_of_lead()) all.push_back(std::move(each));
  return all;
}

INSTANTIATE_TEST_SUITE_P(Apply, BrokenRule, testing::ValuesIn(mutants_of_apply()), name_of_mutant);
INSTANTIATE_TEST_SUITE_P(Rules, BrokenRule, testing::ValuesIn(mutants_of_rules()), name_of_mutant);

}  // namespace
}  // namespace stepback::protocol::test

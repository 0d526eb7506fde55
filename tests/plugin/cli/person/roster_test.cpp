#include "plugin/cli/person/roster.hpp"

#include <gtest/gtest.h>

#include "tests/plugin/cli/group.hpp"

namespace stepback::cli {
namespace {

using test::group;
using test::person;
using test::TestState;

std::string id_of(const TestState& state, std::string_view name) {
  const auto found = find_person(everyone(state), name);
  return found ? (*found)->id : found.error();
}

TEST(Roster, FindsByIdNameAndUniquePrefixWhateverTheCase) {
  const TestState state = group();

  EXPECT_EQ(id_of(state, "p2"), "p2");
  EXPECT_EQ(id_of(state, "farid"), "p2");
  EXPECT_EQ(id_of(state, "FA"), "p2");
}

TEST(Roster, FoldsLettersBeyondAscii) {
  TestState state = group();
  person(state, "Jonas").name = "Émile";

  EXPECT_EQ(id_of(state, "émi"), "p3");
}

TEST(Roster, PrefersAWholeNameToALongerOne) {
  TestState state = group();
  person(state, "Jonas").name = "Mari";

  EXPECT_EQ(id_of(state, "mari"), "p3");
}

TEST(Roster, ListsWhomAShortNameCouldMean) {
  TestState state = group();
  person(state, "Jonas").name = "Martin";

  EXPECT_EQ(id_of(state, "mar"), "\"mar\" could be Martin and Maria. Type more of the name.");
}

TEST(Roster, ListsEveryoneWhenNobodyIsMeant) {
  const TestState state = group();

  EXPECT_EQ(id_of(state, "Zoe"),
            "Nobody here is called \"Zoe\". Here: Amina, Farid, Jonas, Maria and Lena.");
}

TEST(Roster, TellsNamesakesApartByTheirIds) {
  TestState state = group();
  person(state, "Jonas").name = "Maria";

  EXPECT_EQ(id_of(state, "maria"),
            "Several have that name: Maria (p3) and Maria (p4). Type the id instead.");
}

TEST(Roster, AnEmptyNameMeansNobody) {
  TestState state = group();
  state.keep_first(1);

  EXPECT_EQ(id_of(state, "  "), "Nobody here is called \"  \". Here: Amina.");
}

TEST(Roster, LooksOutsideAmongThoseWhoWait) {
  TestState state = group();
  person(state, "Maria").channel = STEPBACK_CHANNEL_LOBBY;

  const People outside = those_outside(state);

  ASSERT_EQ(outside.size(), 1U);
  EXPECT_STREQ(outside.front()->name, "Maria");
}

}  // namespace
}  // namespace stepback::cli

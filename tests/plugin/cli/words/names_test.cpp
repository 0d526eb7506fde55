#include "plugin/cli/words/names.hpp"

#include <gtest/gtest.h>

#include "plugin/cli/person/roster.hpp"
#include "tests/plugin/cli/group.hpp"

namespace stepback::cli {
namespace {

using test::group;
using test::person;
using test::TestState;

/// The word for the person with Jonas's id (p3), who is called `name` here.
std::string word_for_one_called(const char* name) {
  TestState state = group();
  person(state, "Jonas").name = name;
  return word_for(participants_of(state), *find(state, "p3"));
}

TEST(Names, HaveTheIdBehindThemIfSomebodyElseHasTheName) {
  TestState state = group();
  person(state, "Jonas").name = "MARIA";

  EXPECT_EQ(name_among(participants_of(state), *find(state, "p4")), "Maria (p4)");
  EXPECT_EQ(name_among(participants_of(state), *find(state, "p1")), "Amina");
}

TEST(Names, AreTypedIfTheyMeanOnePersonAndNothingElse) {
  EXPECT_EQ(word_for_one_called("Jonas"), "Jonas");
  EXPECT_EQ(word_for_one_called("Renew Assad"), "Renew Assad");
  for (const char* name :
       {"maria", "All", "Anna new", "Tom AS Guest", "p4", " Jonas", "Jo\u202Enas", "Jo\tnas", ""}) {
    EXPECT_EQ(word_for_one_called(name), "p3") << name;
  }
}

TEST(Names, ThatAreTypedFindTheirPerson) {
  for (const char* name : {"Jonas", "Mar", "Maria", "p1", "Émile", "A", "\x1b[2J", "  "}) {
    TestState state = group();
    person(state, "Jonas").name = name;
    for (const stepback_participant* each : participants_of(state)) {
      const auto found = find_person(everyone(state), word_for(participants_of(state), *each));
      ASSERT_TRUE(found) << name << ": " << found.error();
      EXPECT_EQ(*found, each) << name;
    }
  }
}

}  // namespace
}  // namespace stepback::cli

// Pia, who presented, is away, and so is Jonas. Two people wait.

#include "plugin/cli/person/admission.hpp"

#include <gmock/gmock.h>

#include <array>

#include "tests/plugin/cli/group.hpp"

namespace stepback::cli {
namespace {

using test::group;
using test::person;
using test::TestState;
using ::testing::HasSubstr;

constexpr std::array kAway{"p2", "p3"};

stepback_participant waiting(const char* id, const char* name) {
  stepback_participant who = test::ole();
  who.id = id;
  who.name = name;
  who.by = STEPBACK_CAME_BY_SHARED;
  who.could = kAway.data();
  who.could_count = kAway.size();
  return who;
}

TestState with_waiting(const char* one, const char* other) {
  TestState state = test::seen_by(group(), "Amina");
  person(state, "Farid").name = "Pia";
  person(state, "Pia").connected = 0;
  person(state, "Jonas").connected = 0;
  state.add(waiting("p7", one));
  state.add(waiting("p8", other));
  return state;
}

/// "p7", "p7 as p2", "p7 new", or why not.
std::string read(const TestState& state, std::string_view words) {
  const auto found = find_admission(state, words);
  if (!found) return found.error();
  std::string text = found->who->id;
  if (found->as != nullptr) text += std::string{" as "} + found->as->id;
  if (found->is_new) text += " new";
  return text;
}

TEST(Admission, IsOfANameOfANamesakeWhoWasAwayOrOfSomebodyNew) {
  const TestState state = with_waiting("Pia", "Ole");

  EXPECT_EQ(read(state, "Pia"), "p7");
  EXPECT_EQ(read(state, "Pia as Pia"), "p7 as p2");
  EXPECT_EQ(read(state, "ole AS jonas"), "p8 as p3");
  EXPECT_EQ(read(state, "Ole as p2"), "p8 as p2");
  EXPECT_EQ(read(state, "pia new"), "p7 new");
  EXPECT_EQ(read(state, "p8 NEW"), "p8 new");
}

TEST(Admission, OfNamesakesWhoWaitTakesTheirIds) {
  const TestState state = with_waiting("Pia", "Pia");

  const std::string both = "Several have that name: Pia (p7) and Pia (p8). Type the id instead.";
  EXPECT_EQ(read(state, "Pia"), both);
  EXPECT_EQ(read(state, "Pia as Pia"), both);
  EXPECT_EQ(read(state, "Pia new"), both);
  EXPECT_EQ(read(state, "p8 as Pia"), "p8 as p2");
}

TEST(Admission, OfNamesakesWhoAreAwayTakesTheirIds) {
  TestState state = with_waiting("Pia", "Ole");
  person(state, "Jonas").name = "Pia";

  EXPECT_THAT(read(state, "Ole as Pia"), HasSubstr("Pia (p2) and Pia (p3)"));
  EXPECT_EQ(read(state, "Ole as p3"), "p8 as p3");
}

TEST(Admission, SaysWhoWaitsAndWhoIsAway) {
  const TestState state = with_waiting("Pia", "Ole");

  EXPECT_EQ(read(state, "Zoe"), "Nobody called \"Zoe\" waits outside. Waiting: Pia and Ole.");
  EXPECT_EQ(read(state, "Zoe as Pia"),
            "Nobody called \"Zoe\" waits outside. Waiting: Pia and Ole.");
  EXPECT_EQ(read(state, "Pia as Maria"), "Nobody called \"Maria\" is away. Away: Pia and Jonas.");
}

// Somebody who calls themselves so must not be seated, nor seat another, by a leader's answer that
// was meant otherwise.
TEST(Admission, NeverGuessesWhetherANameEndsWithAnAnswer) {
  const TestState state = with_waiting("Pia", "Pia new");

  EXPECT_EQ(read(state, "Pia new"),
            "\"Pia new\" could mean several things. Type the id of the person who waits: Pia new "
            "(p8) and Pia (p7).");
  EXPECT_EQ(read(state, "p7 new"), "p7 new");
  EXPECT_EQ(read(state, "p8"), "p8");

  const TestState alone = with_waiting("Anna New", "Ole");
  EXPECT_THAT(read(alone, "Anna New"), HasSubstr("waits: Anna New (p7)."));
  EXPECT_EQ(read(alone, "Anna"), "p7");

  const TestState as = with_waiting("Ole as Pia", "Ole");
  EXPECT_THAT(read(as, "Ole as Pia"), HasSubstr("could mean several things"));
}

TEST(Admission, LeavesTheWordsInANameAlone) {
  const TestState state = with_waiting("Tom as Guest", "Renew");

  EXPECT_EQ(read(state, "Tom as Guest"), "p7");
  EXPECT_EQ(read(state, "Tom as Guest as Pia"), "p7 as p2");
  EXPECT_EQ(read(state, "renew"), "p8");
  EXPECT_THAT(read(state, "new"), HasSubstr("Nobody called \"new\" waits outside"));
}

}  // namespace
}  // namespace stepback::cli

// The sentences about people who wait and could be somebody who is away.

#include <gmock/gmock.h>

#include <array>

#include "plugin/cli/words/narration.hpp"
#include "plugin/cli/words/sentences.hpp"
#include "tests/plugin/cli/group.hpp"

namespace stepback::cli {
namespace {

using test::group_with_farid_stepped_back;
using test::kNow;
using test::person;
using test::seen_by;
using test::TestState;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::array kFarid{"p2"};
constexpr std::array kFaridAndMaria{"p2", "p4"};

/// A second Farid, who waits outside and could be one of these people.
stepback_participant waiting_farid(std::span<const char* const> could) {
  stepback_participant who = test::ole();
  who.id = "p7";
  who.name = "Farid";
  who.by = STEPBACK_CAME_BY_SHARED;
  who.could = could.data();
  who.could_count = could.size();
  return who;
}

/// As Amina sees it: Farid, who presented, is away in his step back.
TestState farid_away() {
  TestState state = seen_by(group_with_farid_stepped_back(), "Amina");
  person(state, "Farid").connected = 0;
  return state;
}
TestState farid_waits(std::span<const char* const> could = kFarid) {
  TestState state = farid_away();
  state.add(waiting_farid(could));
  return state;
}

class Recognition : public ::testing::Test {
 protected:
  void SetUp() override { test::use_utc(); }
};

TEST_F(Recognition, IsAskedForWithTheCommandsThatAnswer) {
  const TestState before = farid_away();
  EXPECT_THAT(narrate(&before, farid_waits(), kNow),
              ElementsAre("Farid waits outside, by the members' link. Farid is away. Type `admit "
                          "Farid as Farid` or `admit Farid new`."));
  EXPECT_THAT(narrate(&before, farid_waits(kFaridAndMaria), kNow),
              ElementsAre("Farid waits outside, by the members' link. Farid and Maria are away. "
                          "Type `admit Farid as NAME` or `admit Farid new`."));
}

TEST_F(Recognition, IsAskedForByIdsWhereNamesAreNotEnough) {
  const TestState before = farid_away();
  TestState after = farid_waits(kFaridAndMaria);
  person(after, "Maria").name = "Farid";
  stepback_participant third = waiting_farid(kFarid);
  third.id = "p8";
  third.by = STEPBACK_CAME_BY_OWN;
  after.add(third);

  EXPECT_THAT(narrate(&before, after, kNow),
              Contains("Farid waits outside, by the members' link. Farid (p2) and Farid (p4) are "
                       "away. Type `admit p7 as NAME` or `admit p7 new`."));
  EXPECT_THAT(narrate(&before, after, kNow),
              Contains("Farid waits outside, by a personal link. Farid is away. Type `admit p8 as "
                       "Farid` or `admit p8 new`."));
}

TEST_F(Recognition, IsHelpedByAWarningAboutTheName) {
  TestState before = seen_by(group_with_farid_stepped_back(), "Amina");
  TestState after = before;
  stepback_participant newcomer = test::ole();
  newcomer.by = STEPBACK_CAME_BY_SHARED;
  newcomer.name = "amina";
  newcomer.alike = kFarid.data();
  newcomer.alike_count = kFarid.size();
  newcomer.after_removal = "Co";
  after.add(newcomer);

  const std::string warned =
      "amina waits outside. Somebody here has this name. Somebody called Co was removed. Type ";
  EXPECT_THAT(narrate(&before, after, kNow), ElementsAre(HasSubstr(warned)));
  EXPECT_THAT(sentences::who(after),
              Contains("amina (p6): member, by the members' link, somebody here has this name, "
                       "somebody called Co was removed, waits outside"));

  // The warning is told when it comes later, too, and is not told again.
  newcomer.alike_count = 0;
  newcomer.after_removal = nullptr;
  before.add(newcomer);
  EXPECT_THAT(narrate(&before, after, kNow), ElementsAre(HasSubstr(warned)));
  EXPECT_THAT(narrate(&after, after, kNow), IsEmpty());
}

TEST_F(Recognition, IsAskedForAsSoonAsThePresenterIsAway) {
  TestState waits_freely = seen_by(group_with_farid_stepped_back(), "Amina");
  stepback_participant waiting = waiting_farid({});
  waiting.can.admit = 1;
  waits_freely.add(waiting);

  EXPECT_THAT(narrate(&waits_freely, farid_waits(), kNow),
              ElementsAre("Farid is not connected and hears nothing.",
                          HasSubstr("Type `admit Farid as Farid` or `admit Farid new`.")));
}

TEST_F(Recognition, OfAPersonIsNoDeparture) {
  const TestState before = farid_waits();
  TestState after = farid_away();
  person(after, "Farid").connected = 1;
  EXPECT_THAT(narrate(&before, after, kNow),
              ElementsAre("Farid is back, still stepped back.",
                          "It is not known yet whether Farid hears."));
  EXPECT_THAT(narrate(&before, farid_away(), kNow), ElementsAre("Farid has left."));
}

TEST_F(Recognition, IsToldToThePersonWithTheirOldChair) {
  TestState before = farid_waits();
  before.you = "p7";
  const TestState after = seen_by(group_with_farid_stepped_back(), "Farid");
  const auto lines = narrate(&before, after, kNow);
  ASSERT_GE(lines.size(), 2U);
  EXPECT_EQ(lines[0], "A leader has recognised you. You are back in your chair.");
  EXPECT_EQ(lines[1], "You are in \"Tuesday group\" as Farid, presenter.");
  EXPECT_THAT(lines, Contains(HasSubstr("You have stepped back.")));
  EXPECT_THAT(lines, Not(Contains(HasSubstr("mic on"))));
}

TEST_F(Recognition, IsNobodysQuestionWhoDoesNotLead) {
  const TestState before = seen_by(group_with_farid_stepped_back(), "Jonas");
  TestState after = before;
  after.add(waiting_farid({}));
  EXPECT_THAT(narrate(&before, after, kNow), IsEmpty());
}

TEST_F(Recognition, IsSeenInTheListOfPeople) {
  TestState state = farid_waits();
  person(state, "Amina").by = STEPBACK_CAME_BY_OWN;
  EXPECT_THAT(sentences::who(state),
              ElementsAre("Amina: facilitator, you, by a personal link",
                          "Farid (p2): presenter, stepped back, not connected", "Jonas: member",
                          "Maria: member", "Lena: observer",
                          "Farid (p7): member, by the members' link, waits outside"));
}

}  // namespace
}  // namespace stepback::cli

#include "plugin/cli/person/phase_choice.hpp"

#include <gmock/gmock.h>

#include "tests/plugin/cli/group.hpp"

namespace stepback::cli {
namespace {

using test::group;
using test::kNow;
using test::kTwoOClock;
using test::seen_by;
using test::TestState;
using test::with_next;
using ::testing::HasSubstr;

std::string phase_of(std::string_view word) {
  const auto phase = find_phase(group(), word);
  return phase ? *phase : phase.error();
}

TEST(PhaseChoice, FindsByNameTitleAndBeginning) {
  EXPECT_EQ(phase_of("discussion"), "discussion");
  EXPECT_EQ(phase_of("Discussion"), "discussion");
  EXPECT_EQ(phase_of("pres"), "presentation");
  EXPECT_EQ(phase_of("ended"), "ended");
}

TEST(PhaseChoice, ListsPhasesWhenNoneOrSeveralAreMeant) {
  EXPECT_EQ(phase_of("lunch"),
            "There is no phase \"lunch\". The phases: gathering, presentation, clarification, "
            "discussion, return, closing and ended.");
  EXPECT_EQ(phase_of("cl"), "\"cl\" could be clarification and closing. Type more of it.");
}

TEST(PhaseChoice, NeverEndsTheSessionByABeginning) {
  EXPECT_THAT(phase_of("end"), HasSubstr("There is no phase"));
}

TEST(PhaseChoice, NextIsTheOneThatTheServerNames) {
  EXPECT_EQ(next_phase(seen_by(group(), "Amina")).value(), "discussion");
  EXPECT_EQ(next_phase(with_next(group(), "presentation", STEPBACK_DOES_HEAR_NEXT)).value(),
            "presentation");
  EXPECT_EQ(next_phase(with_next(group(), "debrief", STEPBACK_DOES_DEBRIEF)).value(), "debrief");
}

TEST(PhaseChoice, NextStopsAtTheEnd) {
  EXPECT_THAT(next_phase(with_next(group(), "ended", STEPBACK_DOES_END)).error(),
              HasSubstr("advance ended"));
}

TEST(PhaseChoice, NextListsThePhasesWhereAnEarlierServerNamesNone) {
  EXPECT_EQ(next_phase(group()).error(),
            "This server does not say which phase follows. Type `advance PHASE`. The phases: "
            "gathering, presentation, clarification, discussion, return, closing and ended.");
}

TEST(PhaseChoice, MovesTheReturnByMinutesFromWhereItIs) {
  EXPECT_EQ(return_moment(group(), typed::ReturnBy{-5}, kNow).value(), kTwoOClock + 40 * kMinuteMs);
}

TEST(PhaseChoice, CannotMoveAReturnThatIsNotPlanned) {
  TestState state = group();
  state.return_at = 0;

  EXPECT_THAT(return_moment(state, typed::ReturnBy{5}, kNow).error(), HasSubstr("No return"));
}

TEST(PhaseChoice, CountsAbsoluteMinutesFromTheBeginning) {
  EXPECT_EQ(return_moment(group(), typed::ReturnAtMinute{50}, kNow).value(),
            kTwoOClock + 50 * kMinuteMs);
  TestState state = group();
  state.begun_at = 0;
  EXPECT_THAT(return_moment(state, typed::ReturnAtMinute{50}, kNow).error(),
              HasSubstr("has not begun"));
}

TEST(PhaseChoice, ReadsTimesOfDayByLocalClocks) {
  test::use_utc();

  EXPECT_EQ(return_moment(group(), typed::ReturnAtTime{14, 50}, kNow).value(),
            kTwoOClock + 50 * kMinuteMs);
}

}  // namespace
}  // namespace stepback::cli

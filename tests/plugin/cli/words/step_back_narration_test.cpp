// The sentences about a presenter who has stepped back, for every combination of what a state can
// say, for each kind of viewer, in the first state and in a later one.

#include "plugin/cli/words/step_back_narration.hpp"

#include <gmock/gmock.h>

#include <array>

#include "plugin/cli/words/narration.hpp"
#include "plugin/cli/words/sentences.hpp"
#include "tests/plugin/cli/group.hpp"

namespace stepback::cli {
namespace {

using test::group;
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

constexpr std::array kHearings{STEPBACK_HEARING_UNKNOWN, STEPBACK_HEARING_OK, STEPBACK_HEARING_POOR,
                               STEPBACK_HEARING_NONE};
constexpr std::array kAnswers{STEPBACK_ANSWERS_UNKNOWN, STEPBACK_ANSWERS_YES, STEPBACK_ANSWERS_NO};
constexpr std::array kViewers{"Amina", "Jonas", "Lena"};
const std::string kReturn = " Return planned for 14:45, in 18 minutes.";
const std::string kBack = "Farid has stepped back. Nobody hears or sees Farid.";

/// What a state says of the presenter.
struct Said {
  bool connected = true;
  stepback_answers answers = STEPBACK_ANSWERS_UNKNOWN;
  stepback_hearing hearing = STEPBACK_HEARING_UNKNOWN;
};

std::vector<Said> everything_said() {
  std::vector<Said> all;
  for (const bool connected : {true, false}) {
    for (const stepback_answers answers : kAnswers) {
      for (const stepback_hearing hearing : kHearings) all.push_back({connected, answers, hearing});
    }
  }
  return all;
}

std::string name_of(const Said& said) {
  return std::string{said.connected ? "connected" : "not connected"} + ", answers " +
         std::to_string(said.answers) + ", hearing " + std::to_string(said.hearing);
}

/// The state after the step back, as this person would see it if the server told everybody
/// everything: the client decides nothing by what a person ought not to be told.
TestState away(std::string_view viewer, const Said& said) {
  TestState state = seen_by(group_with_farid_stepped_back(), viewer);
  stepback_participant& farid = person(state, "Farid");
  farid.connected = said.connected ? 1 : 0;
  farid.answers = said.answers;
  farid.hearing = said.hearing;
  return state;
}

/// The table. Only leaders are told how somebody hears.
std::string table(std::string_view viewer, const Said& said) {
  if (!said.connected) return " Farid is not connected and hears nothing.";
  if (viewer != "Amina") return "";
  if (said.answers == STEPBACK_ANSWERS_NO) {
    return " The connection of Farid does not answer now. It is not known yet whether Farid hears.";
  }
  switch (said.hearing) {
    case STEPBACK_HEARING_OK:
      return " Farid hears everyone.";
    case STEPBACK_HEARING_POOR:
      return " Farid hears the circle poorly.";
    case STEPBACK_HEARING_NONE:
      return " Farid does not hear the circle.";
    case STEPBACK_HEARING_UNKNOWN:
      break;
  }
  return " It is not known yet whether Farid hears.";
}

class StepBackNarration : public ::testing::Test {
 protected:
  void SetUp() override { test::use_utc(); }
};

TEST_F(StepBackNarration, TellsTheFirstStateInFull) {
  for (const char* viewer : kViewers) {
    for (const Said& said : everything_said()) {
      EXPECT_THAT(narrate(nullptr, away(viewer, said), kNow),
                  Contains(kBack + table(viewer, said) + kReturn))
          << viewer << ": " << name_of(said);
    }
  }
}

TEST_F(StepBackNarration, TellsAStepBackOnceAndInFull) {
  for (const char* viewer : kViewers) {
    for (const Said& said : everything_said()) {
      TestState before = seen_by(group(), viewer);
      person(before, "Farid").connected = said.connected ? 1 : 0;
      person(before, "Farid").answers = said.answers;

      EXPECT_THAT(narrate(&before, away(viewer, said), kNow),
                  ElementsAre("Discussion. Planned until 14:45, in 18 minutes.",
                              kBack + table(viewer, said) + kReturn))
          << viewer << ": " << name_of(said);
    }
  }
}

// In a later state, each sentence about hearing is the table's, and none is said that is not so.
TEST_F(StepBackNarration, TellsEveryLaterChange) {
  const std::string unknown = "It is not known yet whether Farid hears.";
  const std::string not_said = "Farid is connected. The device has not said whether Farid hears.";
  for (const char* viewer : kViewers) {
    const bool leads = std::string_view{viewer} == "Amina";
    for (const Said& was : everything_said()) {
      for (const Said& is : everything_said()) {
        const bool was_silent = was.connected && was.answers == STEPBACK_ANSWERS_NO;
        const bool is_silent = is.connected && is.answers == STEPBACK_ANSWERS_NO;
        const bool was_told = was.connected && !was_silent;
        std::vector<std::string> expected;
        if (was.connected && !is.connected) {
          expected.emplace_back("Farid is not connected and hears nothing.");
        }
        if (!was.connected && is.connected) {
          expected.emplace_back("Farid is back, still stepped back.");
          if (is_silent) expected.emplace_back("The connection of Farid does not answer now.");
        }
        if (was.connected && is.connected && was_silent != is_silent) {
          expected.emplace_back(is_silent ? "The connection of Farid does not answer now."
                                          : "The connection of Farid answers again.");
        }
        if (leads && is.connected && !is_silent && (!was_told || was.hearing != is.hearing)) {
          const bool known_before = was_told && is.hearing == STEPBACK_HEARING_UNKNOWN;
          expected.push_back(known_before ? not_said : table(viewer, is).substr(1));
        }
        const TestState before = away(viewer, was);
        EXPECT_EQ(narrate(&before, away(viewer, is), kNow), expected)
            << viewer << ": from " << name_of(was) << " to " << name_of(is);
      }
    }
  }
}

TEST_F(StepBackNarration, TellsAPersonWhoLeadsFromNowOn) {
  TestState before = away("Amina", {.hearing = STEPBACK_HEARING_NONE});
  person(before, "Farid").hearing = STEPBACK_HEARING_UNKNOWN;
  before.may.lead = 0;

  EXPECT_THAT(narrate(&before, away("Amina", {.hearing = STEPBACK_HEARING_NONE}), kNow),
              Contains("Farid does not hear the circle."));
}

TEST_F(StepBackNarration, TellsThePresenterWhatTheirOwnProgramDoes) {
  struct Row {
    Circumstances circumstances;
    const char* sentence;
  };
  const std::array rows{
      Row{{}, "You hear everyone."},
      Row{{.sink = Sink::none},
          "This program plays no sound, so you hear nobody; the leaders are told."},
      Row{{.sink = Sink::file},
          "This program plays no sound; it writes what everyone says to a file."},
      Row{{.not_private = true}, "Nothing is played until you type `private off`."},
      Row{{.not_private = true, .sink = Sink::none},
          "Nothing is played until you type `private off`."},
  };
  const TestState before = seen_by(group(), "Farid");
  for (const Row& row : rows) {
    for (const Said& said : everything_said()) {
      const TestState after = away("Farid", said);
      const std::string expected =
          std::string{"You have stepped back. Nobody hears or sees you. "} + row.sentence + kReturn;
      EXPECT_THAT(narrate(nullptr, after, kNow, row.circumstances), Contains(expected));
      EXPECT_THAT(narrate(&before, after, kNow, row.circumstances), Contains(expected));
      EXPECT_THAT(changed_hearing(before, after), IsEmpty());
    }
  }
}

TEST_F(StepBackNarration, SaysNobodySeesOnlyWhereItIsSo) {
  TestState seen = away("Farid", {});
  seen.may.show = 1;
  EXPECT_THAT(step_back_in_full(seen, person(seen, "Farid"), kNow, {}),
              HasSubstr("Nobody hears you. You hear everyone."));
  TestState to_jonas = away("Jonas", {});
  person(to_jonas, "Farid").video = 1;
  EXPECT_THAT(step_back_in_full(to_jonas, person(to_jonas, "Farid"), kNow, {}),
              HasSubstr("Nobody hears Farid."));
}

TEST_F(StepBackNarration, ListsHowThePresenterHearsForLeaders) {
  const auto line_of_farid = [](const char* viewer, const Said& said) {
    return sentences::who(away(viewer, said)).at(1);
  };
  EXPECT_THAT(line_of_farid("Amina", {.hearing = STEPBACK_HEARING_OK}),
              HasSubstr("stepped back, hears everyone"));
  EXPECT_THAT(line_of_farid("Amina", {.hearing = STEPBACK_HEARING_POOR}),
              HasSubstr("hears poorly"));
  EXPECT_THAT(line_of_farid("Amina", {.hearing = STEPBACK_HEARING_NONE}),
              HasSubstr("does not hear"));
  EXPECT_THAT(line_of_farid("Amina", {.answers = STEPBACK_ANSWERS_YES}),
              HasSubstr("answers, not known whether they hear"));
  EXPECT_THAT(
      line_of_farid("Amina", {.answers = STEPBACK_ANSWERS_NO, .hearing = STEPBACK_HEARING_OK}),
      HasSubstr("does not answer, not known whether they hear"));
  EXPECT_THAT(line_of_farid("Amina", {.connected = false, .hearing = STEPBACK_HEARING_OK}),
              Not(HasSubstr("hear")));
  EXPECT_THAT(line_of_farid("Jonas", {.hearing = STEPBACK_HEARING_OK}), Not(HasSubstr("hear")));

  TestState by_shared_link = away("Amina", {});
  person(by_shared_link, "Farid").by = STEPBACK_CAME_BY_SHARED;
  EXPECT_THAT(sentences::who(by_shared_link).at(1), HasSubstr("by the members' link"));
}

TEST_F(StepBackNarration, DoesNotSayThatTheGroupIsHeardWhereNothingIsPlayed) {
  const TestState state = seen_by(group(), "Jonas");
  EXPECT_THAT(sentences::private_off(&state, Sink::speaker),
              HasSubstr("You hear the group again."));
  EXPECT_THAT(sentences::private_off(&state, Sink::file), HasSubstr("written to the file"));
  EXPECT_THAT(sentences::private_off(&state, Sink::none), HasSubstr("you hear nobody"));
}

}  // namespace
}  // namespace stepback::cli

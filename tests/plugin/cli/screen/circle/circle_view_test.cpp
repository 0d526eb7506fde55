#include "plugin/cli/screen/circle/circle_view.hpp"

#include <gmock/gmock.h>

#include "plugin/cli/screen/circle/circle_middle.hpp"
#include "plugin/cli/words/text.hpp"
#include "tests/plugin/cli/group.hpp"

namespace stepback::cli {
namespace {

using test::group;
using test::group_with_farid_stepped_back;
using test::kNow;
using test::lasting;
using test::person;
using test::seen_by;
using test::TestState;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string text_of(const Screen& screen) {
  std::string text;
  for (std::size_t row = 0; row < screen.canvas.height(); ++row) {
    text += screen.canvas.text(row) + "\n";
  }
  return text;
}

CircleView view_of(const TestState& state) {
  CircleView view;
  view.state = &state;
  view.now = kNow;
  view.connected = true;
  return view;
}

std::string drawn(const TestState& state, std::size_t width = 80, std::size_t height = 24,
                  const Look& look = {}) {
  return text_of(draw(view_of(state), width, height, look));
}

class CircleViewTest : public ::testing::Test {
 protected:
  void SetUp() override { test::use_utc(); }
};

TEST_F(CircleViewTest, KeepsTheEmptyChairOfWhoHasSteppedBack) {
  const std::string text = drawn(group_with_farid_stepped_back());

  EXPECT_THAT(text, HasSubstr("╭╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╮"));
  EXPECT_THAT(text, HasSubstr("╎ Farid · stepped back ╎"));
  EXPECT_THAT(text, AllOf(HasSubstr("18 minutes to the return"), HasSubstr("planned for 14:45")));
}

TEST_F(CircleViewTest, NeverSaysThatAPresenterListensWhoDoesNot) {
  TestState state = seen_by(group_with_farid_stepped_back(), "Amina");
  EXPECT_THAT(drawn(state), HasSubstr("Farid · stepped back"));
  person(state, "Farid").hearing = STEPBACK_HEARING_OK;
  EXPECT_THAT(drawn(state), HasSubstr("Farid · listening"));
  person(state, "Farid").hearing = STEPBACK_HEARING_NONE;
  EXPECT_THAT(drawn(state), HasSubstr("Farid · does not hear"));

  person(state, "Farid").connected = false;
  EXPECT_THAT(drawn(state), HasSubstr("Farid · not connected"));
}

TEST_F(CircleViewTest, TellsThePresenterWhatHoldsForThem) {
  const std::string text = drawn(seen_by(group_with_farid_stepped_back(), "Farid"));

  EXPECT_THAT(text, HasSubstr("Nobody hears or sees you."));
  EXPECT_THAT(text, HasSubstr("You hear everyone."));
  EXPECT_THAT(text, HasSubstr("Farid · you, aside"));
}

TEST_F(CircleViewTest, MarksOpenMicrophonesByShapeNotByColourAlone) {
  TestState state = group();
  person(state, "Maria").audio = true;

  const std::string text = drawn(state);

  EXPECT_THAT(text, HasSubstr("● Maria"));
  EXPECT_THAT(text, HasSubstr("○ Amina"));
}

/// The row in which the screen first names this person.
std::size_t row_of(const Screen& screen, std::string_view name) {
  std::size_t row = 0;
  while (row < screen.canvas.height() && screen.canvas.text(row).find(name) == std::string::npos) {
    ++row;
  }
  return row;
}

TEST_F(CircleViewTest, SeatsTheFacilitatorAtTheTopOfEverybodysScreen) {
  for (const TestState& each : {group(), group_with_farid_stepped_back()}) {
    for (const char* you : {"Amina", "Farid", "Jonas", "Maria"}) {
      const TestState state = seen_by(each, you);
      const Screen screen = draw(view_of(state), 80, 24, {});
      for (const char* other : {"Farid", "Jonas", "Maria"}) {
        EXPECT_LT(row_of(screen, "Amina"), row_of(screen, other)) << you << ": " << other;
      }
    }
  }
}

TEST_F(CircleViewTest, ShowsLeadersPromptsOneAtATimeAndWhoWaits) {
  TestState state = seen_by(group(), "Amina");
  state.add(test::ole());

  const std::string first = drawn(state);
  CircleView later = view_of(state);
  later.now += 2 * kMinuteMs;
  const std::string second = text_of(draw(later, 80, 24, {}));

  EXPECT_THAT(first, HasSubstr("Outside    Ole  (type: admit NAME)"));
  EXPECT_NE(first.find("We may be solving.") == std::string::npos,
            first.find("What might the patient feel?") == std::string::npos);
  EXPECT_NE(first.find("We may be solving.") == std::string::npos,
            second.find("We may be solving.") == std::string::npos);
}

TEST_F(CircleViewTest, ShowsNoPromptToThoseWhoDoNotLead) {
  EXPECT_THAT(drawn(group()), Not(HasSubstr("Prompt")));
}

TEST_F(CircleViewTest, KeepsSignalsInSight) {
  const TestState state = seen_by(group_with_farid_stepped_back(), "Amina");
  CircleView view = view_of(state);
  view.signals = {"Farid asks for a pause.", "Farid asks you to get in touch."};

  const std::string text = text_of(draw(view, 80, 24, {}));

  EXPECT_THAT(text, HasSubstr("Signal     Farid asks for a pause.  (type: done NAME)"));
  EXPECT_THAT(text, HasSubstr("Signal     Farid asks you to get in touch.  (type: done NAME)"));
}

TEST_F(CircleViewTest, ListsObserversInEveryChannel) {
  for (const stepback_channel channel : {STEPBACK_CHANNEL_OBSERVER, STEPBACK_CHANNEL_CIRCLE}) {
    TestState state = group();
    person(state, "Lena").channel = channel;
    EXPECT_THAT(drawn(state), HasSubstr("Observers  Lena"));
  }
}

TEST_F(CircleViewTest, LetsNobodysWordsSteerTheTerminal) {
  TestState state = group();
  person(state, "Maria").name = "Ma\x1b[2Jria";
  CircleView view = view_of(state);
  view.log = {{"Maria: \x1b]0;title\x07 hello", Tone::plain}};

  const Screen screen = draw(view, 80, 24, {});

  EXPECT_THAT(text_of(screen), Not(HasSubstr("\x1b")));
}

TEST_F(CircleViewTest, FitsEverySizeOfWindowAndGroup) {
  for (const std::size_t people : {0U, 1U, 2U, 5U, 9U, 12U, 16U}) {
    TestState state = seen_by(group_with_farid_stepped_back(), "Amina");
    while (state.participant_count < people) {
      const std::string number = std::to_string(state.participant_count);
      stepback_participant more = person(state, "Maria");
      more.id = lasting("p4" + number);
      more.name = lasting("Maximilian Alexander the " + number);
      state.add(more);
    }
    state.keep_first(people);
    for (const std::size_t width : {0U, 1U, 7U, 20U, 40U, 80U, 133U, 220U}) {
      for (const std::size_t height : {0U, 1U, 2U, 5U, 11U, 24U, 50U}) {
        const Screen screen = draw(view_of(state), width, height, {});
        ASSERT_EQ(screen.canvas.height(), height);
        for (std::size_t row = 0; row < height; ++row) {
          ASSERT_LE(columns_of(screen.canvas.text(row)), width);
        }
        ASSERT_LT(screen.cursor_column, std::max<std::size_t>(width, 1));
      }
    }
  }
}

TEST_F(CircleViewTest, NamesEveryoneOfASessionThatIsFullAt80By24) {
  TestState state = seen_by(group_with_farid_stepped_back(), "Amina");
  while (state.participant_count < 16) {
    const std::string number = std::to_string(state.participant_count);
    stepback_participant more = person(state, "Maria");
    more.id = lasting("q" + number);
    more.name = lasting("Person" + number);
    state.add(more);
  }

  const std::string text = drawn(state);

  for (const stepback_participant* each : participants_of(state)) {
    EXPECT_THAT(text, HasSubstr(each->name));
  }
}

TEST_F(CircleViewTest, ListsPeopleWhereTheRingHasNoRoom) {
  const std::string text = drawn(group_with_farid_stepped_back(), 50, 13);

  EXPECT_THAT(text, HasSubstr("Farid"));
  EXPECT_THAT(text, HasSubstr("Discussion"));
}

TEST_F(CircleViewTest, DrawsInAsciiWhereTheTerminalKnowsNoMore) {
  const std::string text =
      drawn(group_with_farid_stepped_back(), 80, 24, {.colour = true, .unicode = false});

  EXPECT_THAT(text, HasSubstr(": Farid - stepped back :"));
  for (const char byte : text) EXPECT_LT(static_cast<unsigned char>(byte), 0x80U);
}

TEST_F(CircleViewTest, UsesNoColourWhenAskedNotTo) {
  TestState state = group_with_farid_stepped_back();
  person(state, "Maria").audio = true;
  const Look look{.colour = false, .unicode = true};
  const Screen screen = draw(view_of(state), 80, 24, look);

  for (std::size_t row = 0; row < screen.canvas.height(); ++row) {
    EXPECT_THAT(screen.canvas.styled(row, look), Not(HasSubstr(";3")));
  }
}

TEST_F(CircleViewTest, KeepsTheEndOfALongInputInSight) {
  const TestState state = group();
  CircleView view = view_of(state);
  view.input = "say " + std::string(200, 'x') + "END";
  view.cursor_columns = view.input.size();

  const Screen screen = draw(view, 80, 24, {});

  EXPECT_THAT(screen.canvas.text(screen.cursor_row), HasSubstr("xEND"));
  EXPECT_LT(screen.cursor_column, 80U);
}

TEST_F(CircleViewTest, ShowsAPageInTheCirclesPlace) {
  const TestState state = group();
  CircleView view = view_of(state);
  view.page = {"who   says who is here"};

  const std::string text = text_of(draw(view, 80, 24, {}));

  EXPECT_THAT(text, HasSubstr("says who is here"));
  EXPECT_THAT(text, Not(HasSubstr("○")));
}

TEST_F(CircleViewTest, ShowsTheWholeOfALinkThatIsWiderThanThePage) {
  const TestState state = group();
  CircleView view = view_of(state);
  const std::string link = "http://balint.example/#join=" + std::string(250, 'x') + "END";
  view.page = {"This link brings you back:", "", link, ""};

  std::string shown;
  for (const char c : text_of(draw(view, 60, 24, {}))) {
    if (c != '\n' && c != ' ') shown += c;
  }

  EXPECT_THAT(shown, HasSubstr(link));
}

TEST_F(CircleViewTest, SaysWhatIsUnusual) {
  const TestState state = group();
  CircleView view = view_of(state);
  view.connected = false;
  view.recording = true;
  view.not_private = true;

  EXPECT_THAT(text_of(draw(view, 80, 24, {})),
              HasSubstr("connection lost · not private: no sound · recording"));
}

TEST_F(CircleViewTest, WaitsCalmlyOutside) {
  TestState state = group();
  person(state, "Jonas").channel = STEPBACK_CHANNEL_LOBBY;

  EXPECT_THAT(drawn(state), HasSubstr("You wait outside"));
}

TEST_F(CircleViewTest, HasOneClockThatSaysWhatItCountsTo) {
  TestState state = group();
  EXPECT_EQ(clock_of_phase(state, kNow).left, "3 minutes left");
  EXPECT_EQ(clock_of_phase(state, kNow).at, "planned until 14:30");
  EXPECT_EQ(clock_of_phase(state, kNow + 4 * kMinuteMs).left, "The planned end has come");
  state.held = true;
  EXPECT_EQ(clock_of_phase(state, kNow).left, "The clock stands still");
  EXPECT_EQ(clock_of_phase(state, kNow).at, "");
  state.held = false;
  state.begun_at = 0;
  EXPECT_EQ(clock_of_phase(state, kNow).left, "Not begun yet");
}

TEST(Canvas, CutsOffWhatDoesNotFit) {
  Canvas canvas{5, 1};

  canvas.put(0, 2, "王明");
  canvas.put(0, 9, "x");
  canvas.put(3, 0, "x");

  EXPECT_EQ(canvas.text(0), "  王");
}

}  // namespace
}  // namespace stepback::cli

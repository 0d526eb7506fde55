#include "plugin/cli/screen/display.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <array>

#include "tests/plugin/cli/group.hpp"

namespace stepback::cli {
namespace {

using test::group;
using test::TestState;

/// Reads a display's output through a pipe.
class DisplayTest : public ::testing::Test {
 protected:
  DisplayTest() {
    if (pipe(ends_.data()) != 0) throw std::runtime_error{"pipe"};
  }
  ~DisplayTest() override {
    close(ends_[0]);
    if (ends_[1] >= 0) close(ends_[1]);
  }
  int out() const { return ends_[1]; }
  std::string written() {
    close(std::exchange(ends_[1], -1));
    std::string text;
    std::array<char, 4096> bytes{};
    for (ssize_t count = 0; (count = read(ends_[0], bytes.data(), bytes.size())) > 0;) {
      text.append(bytes.data(), static_cast<std::size_t>(count));
    }
    return text;
  }

  std::array<int, 2> ends_{-1, -1};
};

void show_connection(Display& display, stepback_connection connection) {
  display.connection({connection, {}, {}});
}

TEST_F(DisplayTest, SaysOnceThatTheServerDoesNotAnswer) {
  TextDisplay display{out()};
  for (int attempt = 0; attempt < 3; ++attempt) {
    show_connection(display, STEPBACK_CONNECTION_CONNECTING);
    show_connection(display, STEPBACK_CONNECTION_LOST);
  }

  EXPECT_EQ(written(), "Connecting.\nThe server does not answer. It is being tried again.\n");
}

TEST_F(DisplayTest, SaysThatTheServerDoesNotAnswerAfterTheSecondAttempt) {
  TextDisplay display{out()};
  show_connection(display, STEPBACK_CONNECTION_CONNECTING);
  show_connection(display, STEPBACK_CONNECTION_CONNECTING);  // the first attempt failed
  show_connection(display, STEPBACK_CONNECTION_JOINED);
  show_connection(display, STEPBACK_CONNECTION_LOST);
  for (int attempt = 0; attempt < 4; ++attempt) show_connection(display, STEPBACK_CONNECTION_LOST);

  TextDisplay other{out()};
  for (int attempt = 0; attempt < 5; ++attempt) {
    show_connection(other, STEPBACK_CONNECTION_CONNECTING);
  }

  EXPECT_EQ(written(),
            "Connecting.\n"
            "The connection is lost. Your seat is kept, and coming back is being tried.\n"
            "Connecting.\nThe server does not answer. It is being tried again.\n");
}

TEST_F(DisplayTest, SaysOnceEachTimeThatTheConnectionIsLost) {
  TextDisplay display{out()};
  for (int loss = 0; loss < 2; ++loss) {
    show_connection(display, STEPBACK_CONNECTION_JOINED);
    show_connection(display, STEPBACK_CONNECTION_LOST);
    show_connection(display, STEPBACK_CONNECTION_CONNECTING);
    show_connection(display, STEPBACK_CONNECTION_LOST);
  }

  const std::string lost =
      "The connection is lost. Your seat is kept, and coming back is being tried.\n";
  EXPECT_EQ(written(), lost + "You are connected again.\n" + lost);
}

TEST_F(DisplayTest, NamesWhoSpeaks) {
  TextDisplay display{out()};
  const TestState state = group();

  display.chat(state, {"p4", "Hello\x1b[2J\nall"});
  display.chat(state, {"p99", "Hi"});

  EXPECT_EQ(written(), "Maria: Hello [2J all\nSomeone: Hi\n");
}

TEST_F(DisplayTest, TellsThatTheOwnConnectionDoesNotAnswer) {
  TextDisplay display{out()};
  display.silence({true});
  display.silence({false});

  EXPECT_EQ(written(),
            "Your connection does not answer. You may not be heard.\n"
            "Your connection answers again.\n");
}

TEST_F(DisplayTest, ShowsALeaderWhoseWayBackALinkIs) {
  TextDisplay display{out()};
  display.way_back(group(), {"p2", "http://h/#join=t", 5});
  display.way_back(group(), {"p2", "http://h/#join=u", 6});

  EXPECT_EQ(
      written(),
      "Farid came by the shared link. If Farid's device fails, this link brings Farid back to "
      "the same chair: http://h/#join=t\n"
      "Farid came by the shared link. If Farid's device fails, this link brings Farid back to "
      "the same chair: http://h/#join=u\n");
}

// The server sends a presenter their way back after each reconnect. All of them lead to one chair.
TEST_F(DisplayTest, ShowsAPresenterTheirOwnWayBackOnce) {
  TextDisplay display{out()};
  const TestState state = test::seen_by(group(), "Farid");
  display.way_back(state, {"p2", "http://h/#join=t", 5});
  display.way_back(state, {"p2", "http://h/#join=u", 6});

  EXPECT_EQ(written(),
            "If this device fails, this link brings you back to your chair: http://h/#join=t\n");
}

TEST_F(DisplayTest, SaysWhyALineWasRefusedAndShowsPages) {
  TextDisplay display{out()};

  display.answer({"next", false, "noPresenter", "Name the presenter first.", {}});
  display.answer({"hand up", true, {}, {}, {}});
  display.answer({"who", true, {}, {}, {"Amina: facilitator", "Farid: presenter"}});

  EXPECT_EQ(written(), "Name the presenter first.\nAmina: facilitator\nFarid: presenter\n");
}

TEST_F(DisplayTest, WritesOneJsonObjectALineAtOnce) {
  JsonDisplay display{out()};

  show_connection(display, STEPBACK_CONNECTION_JOINED);
  display.note("Recording.");

  EXPECT_EQ(written(),
            "{\"event\":\"connection\",\"connection\":\"joined\"}\n"
            "{\"event\":\"note\",\"message\":\"Recording.\"}\n");
}

TEST_F(DisplayTest, NoticesThatItsReaderIsGone) {
  signal(SIGPIPE, SIG_IGN);
  TextDisplay display{out()};
  close(std::exchange(ends_[0], dup(out())));

  display.note("Is anyone there?");

  EXPECT_FALSE(display.alive());
}

}  // namespace
}  // namespace stepback::cli

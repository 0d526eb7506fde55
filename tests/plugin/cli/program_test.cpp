// The program as a shell sees it: its exit code and its two outputs. No server is needed.

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <string>

#include "tests/support/places.hpp"

namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

struct Shown {
  int code = -1;
  std::string text;  // both outputs
};

Shown stepback(const std::string& arguments) {
  Shown shown;
  const std::string command =
      stepback::test::program("stepback") + " " + arguments + " </dev/null 2>&1";
  FILE* const program = popen(command.c_str(), "r");
  if (program == nullptr) return shown;
  std::array<char, 4096> bytes{};
  while (const std::size_t count = fread(bytes.data(), 1, bytes.size(), program)) {
    shown.text.append(bytes.data(), count);
  }
  const int status = pclose(program);
  shown.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return shown;
}

TEST(Program, SaysHowItIsUsed) {
  EXPECT_EQ(stepback("--help").code, 0);
  EXPECT_THAT(stepback("join --help").text, AllOf(HasSubstr("--record"), HasSubstr("LINK")));
}

TEST(Program, RefusesACommandLineThatItDoesNotUnderstand) {
  for (const char* arguments :
       {"", "dance", "create --server http://h --template cmh-60", "create --token T",
        "create --server http://h --template t --token a --token-file b", "join",
        "join L --link-file F", "join L --device --headless", "join L --json --text",
        "join L --loop", "join L --give-up-after 0"}) {
    const Shown shown = stepback(arguments);
    EXPECT_EQ(shown.code, 2) << arguments << ": " << shown.text;
    EXPECT_FALSE(shown.text.empty()) << arguments;
  }
}

TEST(Program, SaysWhatALinkLooksLike) {
  const Shown shown = stepback("join nonsense --headless");

  EXPECT_EQ(shown.code, 2);
  EXPECT_THAT(shown.text, StartsWith("stepback: LINK: expected http(s)://HOST[:PORT]/#join=TOKEN"));
}

TEST(Program, SaysThatASoundFileIsNone) {
  const Shown shown = stepback("join 'http://127.0.0.1:1/#join=a.b.c' --headless --play /dev/null");

  EXPECT_EQ(shown.code, 2);
  EXPECT_THAT(shown.text, HasSubstr("/dev/null: "));
}

TEST(Program, GivesUpOnAServerThatIsNotThere) {
  // Nothing listens on port 1 of the loopback interface.
  const Shown shown =
      stepback("join 'http://127.0.0.1:1/#join=a.b.c' --headless --stay --give-up-after 1");

  EXPECT_EQ(shown.code, 3);
  EXPECT_THAT(shown.text, HasSubstr("The server could not be reached for 1 second."));
}

TEST(Program, WaitsForTheAnswerToJoinAtTheEndOfItsInput) {
  const Shown shown =
      stepback("join 'http://127.0.0.1:1/#join=a.b.c' --headless --give-up-after 1");

  EXPECT_EQ(shown.code, 3);
  EXPECT_THAT(shown.text, HasSubstr("The server could not be reached for 1 second."));
}

TEST(Program, SaysItsExitCodes) {
  for (const char* arguments : {"--help", "join --help"}) {
    EXPECT_THAT(stepback(arguments).text, HasSubstr("Exit codes: 0 joined and left")) << arguments;
  }
}

TEST(Program, SaysWhatARehearsalNeeds) {
  EXPECT_EQ(stepback("rehearse http://h/#join=a.b.c").code, 2);
  const Shown word = stepback("rehearse --as member http://h/#join=a.b.c");
  EXPECT_EQ(word.code, 2);
  EXPECT_THAT(word.text, HasSubstr("--as: expected leader or presenter"));
  const Shown links = stepback("rehearse --as presenter http://h/#join=a.b.c");
  EXPECT_EQ(links.code, 2);
  EXPECT_THAT(links.text, HasSubstr("a facilitator's link first"));
  const Shown nonsense = stepback("rehearse --as leader nonsense");
  EXPECT_EQ(nonsense.code, 2);
  EXPECT_THAT(nonsense.text, StartsWith("stepback: LINK: expected http(s)://HOST"));
  const Shown file = stepback("rehearse --as leader --links-file /nowhere/at/all");
  EXPECT_EQ(file.code, 2);
  EXPECT_THAT(file.text, HasSubstr("/nowhere/at/all: expected a file"));
}

TEST(Program, GivesUpARehearsalOnAServerThatIsNotThere) {
  const Shown shown =
      stepback("rehearse --as leader 'http://127.0.0.1:1/#join=a.b.c' --give-up-after 1");

  EXPECT_EQ(shown.code, 3);
  EXPECT_THAT(shown.text, HasSubstr("The server could not be reached for 1 second."));
}

TEST(Program, NeverShowsTheTokenOfALink) {
  const Shown shown = stepback(
      "join 'http://127.0.0.1:1/#join=SECRET.SECRET.SECRET' --json --headless --stay "
      "--give-up-after 1");

  EXPECT_EQ(shown.text.find("SECRET"), std::string::npos) << shown.text;
}

}  // namespace

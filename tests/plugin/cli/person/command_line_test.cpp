#include "plugin/cli/person/command_line.hpp"

#include <gmock/gmock.h>

namespace stepback::cli {
namespace {

using ::testing::HasSubstr;

template <typename T>
T parsed(std::string_view line) {
  const auto command = parse_command(line);
  if (!command) {
    ADD_FAILURE() << line << ": " << command.error();
    return T{};
  }
  if (!std::holds_alternative<T>(*command)) {
    ADD_FAILURE() << line << " is another command";
    return T{};
  }
  return std::get<T>(*command);
}

std::string refused(std::string_view line) {
  const auto command = parse_command(line);
  return command ? "accepted" : command.error();
}

TEST(CommandLine, TakesNamesWithSpacesAndOddSpacing) {
  EXPECT_EQ(parsed<typed::Appoint>("  appoint   Anna Maria ").name, "Anna Maria");
  EXPECT_EQ(parsed<typed::Remove>("REMOVE Jonas").words, "Jonas");
  EXPECT_EQ(parsed<typed::Mute>("mute Jonas").name, "Jonas");
  EXPECT_EQ(parsed<typed::Handover>("handover Bea").name, "Bea");
}

TEST(CommandLine, TakesCommandsThatStandAlone) {
  parsed<typed::Help>("help");
  parsed<typed::Who>("who");
  parsed<typed::Next>("next");
  parsed<typed::Leave>("leave");
  parsed<typed::Leave>("quit");
  parsed<typed::TakeLead>("lead");
}

TEST(CommandLine, RefusesWordsBehindACommandThatStandsAlone) {
  EXPECT_EQ(refused("leave the room"), "Expected: leave.");
  EXPECT_EQ(refused("next discussion"), "Expected: next.");
}

TEST(CommandLine, ReadsSwitches) {
  EXPECT_TRUE(parsed<typed::Microphone>("mic on").on);
  EXPECT_FALSE(parsed<typed::Microphone>("mic OFF").on);
  EXPECT_TRUE(parsed<typed::Lock>("lock on").on);
  EXPECT_TRUE(parsed<typed::Private>("private on").on);
  EXPECT_TRUE(parsed<typed::Hand>("hand up").up);
  EXPECT_FALSE(parsed<typed::Hand>("hand down").up);
}

TEST(CommandLine, NeverGuessesASwitch) {
  EXPECT_EQ(refused("mic"), "Expected: mic on or mic off.");
  EXPECT_EQ(refused("mic o"), "Expected: mic on or mic off.");
  EXPECT_EQ(refused("hand on"), "Expected: hand up or hand down.");
}

TEST(CommandLine, ReadsTheWaysToNameAReturn) {
  const auto at = parsed<typed::ReturnAtTime>("return-at 14:05");
  EXPECT_EQ(at.hour, 14);
  EXPECT_EQ(at.minute, 5);
  EXPECT_EQ(parsed<typed::ReturnBy>("return-at +5").minutes, 5);
  EXPECT_EQ(parsed<typed::ReturnBy>("return-at -12").minutes, -12);
  EXPECT_EQ(parsed<typed::ReturnAtMinute>("return-at 45").minute, 45);
  EXPECT_EQ(parsed<typed::ReturnAtMinute>("return-at at 45").minute, 45);
}

TEST(CommandLine, RefusesReturnsThatAreNoTime) {
  for (const std::string_view when :
       {"",      "soon", "24:00", "14:60", "14:5", ":30",     "14:",
        "+",     "+0",   "+5x",   "--5",   "at",   "at -3",   "at 99999999999999999999",
        "+1441", "1441", "4 5",   "45m",   "-+5",  "14:05:00"}) {
    EXPECT_THAT(refused("return-at " + std::string{when}), HasSubstr("Expected: return-at 14:45"))
        << when;
  }
}

TEST(CommandLine, AdmitsOneOrAll) {
  EXPECT_EQ(parsed<typed::Admit>("admit Ole").words, "Ole");
  EXPECT_EQ(parsed<typed::Admit>("admit Pia as Pia").words, "Pia as Pia");
  EXPECT_EQ(parsed<typed::Admit>("admit ALL").words, "");
  EXPECT_THAT(refused("admit"),
              HasSubstr("admit NAME, admit NAME as NAME, admit NAME new or admit all"));
}

TEST(CommandLine, AsksForAWayBack) {
  EXPECT_EQ(parsed<typed::WayBack>("way-back Anna Maria").name, "Anna Maria");
  EXPECT_EQ(refused("way-back"), "Expected: way-back NAME.");
}

TEST(CommandLine, KeepsTheWordsOfALineAsTheyAre) {
  EXPECT_EQ(parsed<typed::Say>("say  Thank you,  all.").text, "Thank you,  all.");
}

TEST(CommandLine, ReadsSignals) {
  EXPECT_EQ(parsed<typed::Signal>("signal pause").kind, STEPBACK_SIGNAL_PAUSE);
  EXPECT_EQ(parsed<typed::Signal>("signal help").kind, STEPBACK_SIGNAL_HELP);
  EXPECT_EQ(parsed<typed::Signal>("signal tech").kind, STEPBACK_SIGNAL_TECH);
  EXPECT_THAT(refused("signal loudly"), HasSubstr("signal pause"));
}

TEST(CommandLine, SaysWhichWordItDoesNotKnow) {
  EXPECT_EQ(refused("aply 3"), "There is no command \"aply\". Type `help` for what there is.");
  EXPECT_EQ(refused(" "), "Type a command; `help` lists them.");
}

TEST(CommandLine, KnowsTheCameraWhateverFollows) {
  parsed<typed::Camera>("camera on");
}

}  // namespace
}  // namespace stepback::cli

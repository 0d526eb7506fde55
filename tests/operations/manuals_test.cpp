// Compares the man pages with the programs' --help.

#include <gmock/gmock.h>

#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "operations/installation.hpp"
#include "support/places.hpp"

namespace stepback::operations {
namespace {

std::string server_page() {
  return stepback::test::source_folder() / "signalling/deploy/man/stepbackd.8";
}
std::string client_page() {
  return stepback::test::source_folder() / "plugin/cli/man/stepback.1";
}

/// The options (`--port`) and arguments (`LINK`) of a program or of one of its commands. The value
/// is the default in a help, or the page's text about it.
using Options = std::map<std::string, std::string>;

struct Help {
  Options options;
  std::set<std::string> commands;
};

Help help_of(const std::string& program, const std::string& command) {
  std::vector<std::string> arguments{stepback::test::program(program)};
  if (!command.empty()) arguments.push_back(command);
  arguments.emplace_back("--help");
  const Said said = run(arguments);
  EXPECT_EQ(said.status, 0) << said.output;

  static const std::regex option(
      R"(  (?:-h,)?(--[a-z-]+)(?: [A-Z]+(?::[A-Z]+ in \[[^\]]*\])?(?:=(\S+))?)?(?: .*)?)");
  static const std::regex word(R"(  ([A-Za-z]+) .*)");
  Help help;
  std::string section;
  std::istringstream lines(said.output);
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (line.ends_with(':')) {
      section = line;
    } else if (section == "Options:" && std::regex_match(line, match, option)) {
      help.options[match[1]] = match[2];
    } else if (section == "Positionals:" && std::regex_match(line, match, word)) {
      help.options[match[1]] = "";
    } else if (section == "Subcommands:" && std::regex_match(line, match, word)) {
      help.commands.insert(match[1]);
    }
  }
  return help;
}

/// The options in a page: below OPTIONS the program's own, as those of the command "", and below
/// COMMANDS those of each command.
std::map<std::string, Options> described_in(const std::string& page) {
  static const std::regex item(R"(\.It (?:Fl (?:h , )?-([a-z-]+)|Ar ([A-Za-z]+)).*)");
  std::map<std::string, Options> described;
  std::string section;
  Options* options = nullptr;
  std::string* text = nullptr;
  std::istringstream lines(text_of(page));
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (line.starts_with(".Sh ")) {
      section = line.substr(4);
      options = section == "OPTIONS" ? &described[""] : nullptr;
      text = nullptr;
    } else if (line.starts_with(".Ss ") && section == "COMMANDS") {
      options = &described[line.substr(4)];
      text = nullptr;
    } else if (options != nullptr && std::regex_match(line, match, item)) {
      text = &(*options)[match[1].matched ? "--" + match[1].str() : match[2].str()];
    } else if (text != nullptr) {
      *text += line + "\n";
    }
  }
  return described;
}

std::set<std::string> names(const Options& options) {
  std::set<std::string> found;
  for (const auto& [name, text] : options) found.insert(name);
  return found;
}

void expect_same_options(const std::string& program, const std::string& page) {
  auto described = described_in(page);
  const Help program_help = help_of(program, "");
  std::set<std::string> commands;
  for (const auto& [command, options] : described) {
    if (!command.empty()) commands.insert(command);
  }
  EXPECT_EQ(commands, program_help.commands);

  for (const auto& [command, options] : described) {
    SCOPED_TRACE("command: " + command);
    Help help = command.empty() ? program_help : help_of(program, command);
    EXPECT_TRUE(help.options.contains("--help"));
    if (!command.empty()) help.options.erase("--help");  // the page has it once for all of them
    EXPECT_EQ(names(options), names(help.options));
    for (const auto& [name, preset] : help.options) {
      if (!options.contains(name)) continue;
      EXPECT_THAT(options.at(name), testing::HasSubstr(preset)) << "the default of " << name;
    }
  }
}

TEST(Manuals, ServerHasTheOptionsOfItsHelp) {
  expect_same_options("stepbackd", server_page());
}

TEST(Manuals, CommandLineHasTheOptionsOfItsHelp) {
  expect_same_options("stepback", client_page());
}

TEST(Manuals, AreInstalledCompressed) {
  const TemporaryFolder folder;
  install(folder.path());
  for (const auto& [installed, page] :
       std::map<std::string, std::string>{{"share/man/man8/stepbackd.8.gz", server_page()},
                                          {"share/man/man1/stepback.1.gz", client_page()}}) {
    const Said said = run({"gzip", "--decompress", "--stdout", folder.path() / installed});
    EXPECT_EQ(said.output, text_of(page)) << installed;
  }
}

TEST(Manuals, AreWrittenAsGroffWantsThem) {
  if (!has_program("groff")) GTEST_SKIP() << "groff is not installed";
  for (const std::string& page : {server_page(), client_page()}) {
    const Said said = run({"groff", "-mandoc", "-Tutf8", "-ww", "-z", page});
    EXPECT_EQ(said.status, 0) << page;
    EXPECT_EQ(said.output, "") << page;
  }
}

}  // namespace
}  // namespace stepback::operations

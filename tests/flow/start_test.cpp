// `bash signalling/start`, the first command that a newcomer types, with programs and a page that
// are built already.

#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>

#include "flow/child_process.hpp"
#include "support/people/person.hpp"
#include "support/places.hpp"
#include "support/temporary_folder.hpp"

namespace stepback::flow {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// Longer than the script takes on a busy machine.
constexpr std::chrono::seconds kPatience{60};

class Start : public testing::Test {
 protected:
  Start() {
    fs::create_directories(folder / "web");
    fs::create_directories(folder / "temporary");
    std::ofstream(folder / "web/index.html") << "<h1>the page</h1>";
  }

  ChildProcess start(const std::vector<std::string>& more) const {
    std::vector<std::string> arguments{
        "/usr/bin/env", "TMPDIR=" + (folder / "temporary").string(),
        "bash",         stepback::test::source_folder() / "signalling/start",
        "--bin",        stepback::test::build_folder() / "bin",
        "--web",        (folder / "web").string(),
        "--data",       (folder / "data").string(),
        "--port",       "0"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return ChildProcess{arguments, folder / "output"};
  }

  /// Waits for the script's last line and returns all links that it has printed.
  static std::vector<std::string> links(const ChildProcess& program,
                                        const std::string& scheme = "http://") {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    std::string text;
    while (text.find("Ctrl-C here stops it") == std::string::npos) {
      if (std::chrono::steady_clock::now() > deadline)
        throw std::runtime_error("no links: " + text);
      std::this_thread::sleep_for(10ms);
      text = program.output();
    }
    std::vector<std::string> found;
    for (std::size_t at = text.find(scheme); at != std::string::npos;) {
      const std::size_t end = std::min(text.find_first_of(" \n'", at), text.size());
      const std::string link = text.substr(at, end - at);
      if (link.find('#') != std::string::npos) found.push_back(link);
      at = text.find(scheme, end);
    }
    return found;
  }

  /// The command lines of processes that name our folder.
  std::vector<std::string> left_behind() const {
    std::vector<std::string> found;
    for (const auto& process : fs::directory_iterator{"/proc"}) {
      std::ifstream file{process.path() / "cmdline"};
      const std::string line{std::istreambuf_iterator<char>{file}, {}};
      if (line.find(folder.string()) != std::string::npos) found.push_back(line);
    }
    return found;
  }
  /// The server's command line, its words with a space behind each.
  std::string servers_command() const {
    for (std::string line : left_behind()) {
      std::ranges::replace(line, '\0', ' ');
      if (line.starts_with(stepback::test::program("stepbackd") + " ")) return line;
    }
    return {};
  }
  void expect_nothing_left() const {
    EXPECT_THAT(left_behind(), IsEmpty());
    EXPECT_TRUE(fs::is_empty(folder / "temporary"));
  }

  const stepback::test::TemporaryFolder temporary;
  const fs::path folder = temporary.path();
};

TEST_F(Start, PrintsTheCoordinatorsLinkFirstAndThoseOfASessionThatWaits) {
  ChildProcess program = start({"--template", "bsms-60"});
  const std::vector<std::string> found = links(program);
  ASSERT_THAT(found, SizeIs(3)) << program.output();
  EXPECT_THAT(found[0], testing::MatchesRegex("http://127.0.0.1:[0-9]+/#coordinate=.+"));

  Person leader{found[1], "Dr Okafor"};
  leader.wait_until("leading", [](const Seen& seen) { return seen.may.lead != 0; });
  Person member{found[2], "Aino"};
  leader.wait_until("a member waits",
                    [](const Seen& seen) { return seen.chair("Aino") != nullptr; });

  program.signal(SIGTERM);
  EXPECT_EQ(program.exit_code(kPatience), 0) << program.output();
  expect_nothing_left();
}

TEST_F(Start, PrintsLinksOfNamedPeopleBeforeTheSharedOnes) {
  ChildProcess program = start({"--participant", "Pia", "--participant=Zoë: Łukasiewicz"});
  const std::vector<std::string> found = links(program);
  ASSERT_THAT(found, SizeIs(5)) << program.output();
  EXPECT_THAT(program.output(), AllOf(ContainsRegex("\n  Pia +" + found[1] + "\n"),
                                      ContainsRegex("\n  Zoë: Łukasiewicz +" + found[2] + "\n"),
                                      ContainsRegex("\n  facilitator +" + found[3] + "\n"),
                                      HasSubstr("--participant NAME")));

  const Person leader{found[3], "Dr Okafor"};
  Person pia{found[1]};
  pia.wait_until("seated under the name of the link, without a question", [](const Seen& seen) {
    const Chair* chair = seen.chair("Pia");
    return chair != nullptr && chair->id == seen.you && chair->channel == STEPBACK_CHANNEL_CIRCLE;
  });

  program.signal(SIGTERM);
  EXPECT_EQ(program.exit_code(kPatience), 0) << program.output();
  expect_nothing_left();
}

TEST_F(Start, RehearsalsHaveTwoLinksToChooseFromAndPeopleWhoWait) {
  ChildProcess program = start({"--rehearse"});
  const std::vector<std::string> found = links(program);
  ASSERT_THAT(found, SizeIs(2)) << program.output();
  EXPECT_THAT(program.output(), Not(HasSubstr("#coordinate=")));

  Person leader{found[0], "Dr Wang"};
  leader.wait_until("four are in the circle, and the fifth waits", [](const Seen& seen) {
    std::size_t seated = 0;
    for (const char* name : {"Aino", "Ben", "Chiara", "Deniz"}) {
      const Chair* chair = seen.chair(name);
      seated += chair != nullptr && chair->channel == STEPBACK_CHANNEL_CIRCLE ? 1 : 0;
    }
    const Chair* fifth = seen.chair("Elif");
    return seated == 4 && fifth != nullptr && fifth->channel == STEPBACK_CHANNEL_LOBBY;
  });

  Person presenter{found[1], "Pia"};
  presenter.wait_until("admitted and appointed", [](const Seen& seen) {
    const Chair* chair = seen.chair("Pia");
    return chair != nullptr && chair->seat == STEPBACK_SEAT_PRESENTER &&
           seen.chair("Dr Okafor") != nullptr;
  });

  program.signal(SIGTERM);
  EXPECT_EQ(program.exit_code(kPatience), 0) << program.output();
  expect_nothing_left();
}

TEST_F(Start, OverTlsTheScriptTrustsTheCertificateThatTheServerMade) {
  ChildProcess program = start({"--tls-self-signed"});
  const std::vector<std::string> found = links(program, "https://");
  ASSERT_THAT(found, SizeIs(3)) << program.output();
  const std::string certificate = folder / "data/tls-certificate.pem";
  EXPECT_THAT(program.output(), HasSubstr("join --ca-file " + certificate + " 'LINK'"));

  Person leader{found[1], "Dr Okafor", certificate};
  leader.wait_until("leading", [](const Seen& seen) { return seen.may.lead != 0; });

  program.signal(SIGTERM);
  EXPECT_EQ(program.exit_code(kPatience), 0) << program.output();
  expect_nothing_left();
}

TEST_F(Start, BehindAProxyOfThisMachineTheServerBelievesIt) {
  const std::string url = "https://balint.example.edu";
  ChildProcess proxied = start({"--public-url", url});
  ASSERT_THAT(links(proxied, url), SizeIs(3)) << proxied.output();
  EXPECT_THAT(servers_command(), HasSubstr("--trust-proxy loopback "));
  proxied.signal(SIGTERM);
  EXPECT_EQ(proxied.exit_code(kPatience), 0) << proxied.output();

  ChildProcess direct = start({"--public-url", "https://localhost", "--tls-self-signed"});
  ASSERT_THAT(links(direct, "https://"), SizeIs(3)) << direct.output();
  EXPECT_THAT(servers_command(), AllOf(HasSubstr("--public-url"), Not(HasSubstr("--trust-proxy"))));
  direct.signal(SIGTERM);
  EXPECT_EQ(direct.exit_code(kPatience), 0) << direct.output();
  expect_nothing_left();
}

TEST_F(Start, HandsOnWhatIsForTheServer) {
  ChildProcess refused = start({"--allow-origin", "moodle.example.edu"});
  EXPECT_EQ(refused.exit_code(kPatience), 2);
  EXPECT_THAT(refused.output(), HasSubstr("--allow-origin: expected https://HOST[:PORT]"));
  ChildProcess elsewhere = start({"--public-url", "https://x.example", "--trust-proxy", "near"});
  EXPECT_EQ(elsewhere.exit_code(kPatience), 2);
  EXPECT_THAT(elsewhere.output(),
              HasSubstr("--trust-proxy: expected loopback or an IP address, not near"));
  ChildProcess contact = start({"--support", ""});
  EXPECT_EQ(contact.exit_code(kPatience), 2);
  EXPECT_THAT(contact.output(), HasSubstr("--support: expected one line"));
  expect_nothing_left();
}

TEST_F(Start, SaysWhatItDoesNotUnderstand) {
  ChildProcess unknown = start({"--rehearsal"});
  EXPECT_EQ(unknown.exit_code(kPatience), 2);
  EXPECT_THAT(unknown.output(), AllOf(HasSubstr("There is no option --rehearsal."),
                                      HasSubstr("signalling/start --help")));
  ChildProcess valueless = start({"--support"});
  EXPECT_EQ(valueless.exit_code(kPatience), 2);
  EXPECT_THAT(valueless.output(), HasSubstr("The option --support needs a value."));
  ChildProcess named = start({"--rehearse", "--participant", "Pia"});
  EXPECT_EQ(named.exit_code(kPatience), 2);
  EXPECT_THAT(named.output(), HasSubstr("--participant does not go with --rehearse."));
  expect_nothing_left();
}

}  // namespace
}  // namespace stepback::flow

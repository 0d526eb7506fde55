// The program as a person or a supervisor uses it: arguments, outputs, signals, exit codes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "program.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/wire/raw_client.hpp"

namespace stepback::signalling::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using testing::StartsWith;

class CommandLine : public testing::Test {
 protected:
  /// Arguments for a server on a free port.
  std::vector<std::string> with(std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments{"--port", "0", "--data", data};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }
  std::string token() const {
    Program program({"token", "--data", data, "--role", "coordinator"});
    EXPECT_EQ(program.exit_code(), 0) << program.errors();
    const std::string line = program.output();
    return line.substr(0, line.find('\n'));
  }
  json create_session(std::uint16_t port, const std::string& body) const {
    const RawResponse response = RawClient(port).request(
        "POST", "/api/sessions",
        "Content-Type: application/json\r\nAuthorization: Bearer " + token() + "\r\n", body);
    EXPECT_EQ(response.status, 201) << response.body;
    return json::parse(response.body);
  }
  /// Starts a server that cannot start and returns its output.
  static std::string complaint(const std::vector<std::string>& arguments) {
    Program program(arguments);
    EXPECT_EQ(program.exit_code(), 2);
    EXPECT_EQ(program.output(), "");
    return program.errors();
  }
  static void join(RawClient& client, const std::string& token, const std::string& name) {
    client.open();
    client.send_frame(Frame::text, json{{"type", "join"}, {"token", token}, {"name", name}}.dump());
    EXPECT_EQ(json::parse(client.frame().payload)["type"], "welcome");
    EXPECT_EQ(json::parse(client.frame().payload)["type"], "state");
  }

  const stepback::test::TemporaryFolder temporary;
  const fs::path folder = temporary.path();
  const std::string data = folder / "data";
};

TEST_F(CommandLine, SaysOnceThatItIsReadyAndStopsWhenTold) {
  for (const int number : {SIGTERM, SIGINT}) {
    Program program(with());
    const std::uint16_t port = program.port();
    EXPECT_EQ(RawClient(port).request("GET", "/healthz").status, 200);
    program.signal(number);
    EXPECT_EQ(program.exit_code(), 0);
    EXPECT_EQ(program.output(), "ready http://127.0.0.1:" + std::to_string(port) + "\n");
  }
}

TEST_F(CommandLine, EveryoneGetsByeAndNobodyHoldsItUp) {
  Program program(with());
  const json tokens = create_session(program.port(), R"({"template":"cmh-60"})")["tokens"];
  RawClient facilitator(program.port());
  join(facilitator, tokens["facilitator"], "Ann");
  RawClient guest(program.port());
  guest.open();  // has not joined, and reads nothing any more
  program.signal(SIGTERM);
  Frame frame = facilitator.frame();
  while (frame.opcode == Frame::text && json::parse(frame.payload)["type"] == "state") {
    frame = facilitator.frame();
  }
  ASSERT_EQ(frame.opcode, Frame::text);
  EXPECT_EQ(json::parse(frame.payload)["type"], "bye");
  EXPECT_EQ(json::parse(frame.payload)["code"], "restarting");
  EXPECT_EQ(facilitator.frame().close_code(), 1000);
  EXPECT_EQ(program.exit_code(), 0);
}

TEST_F(CommandLine, MakesASecretThatNobodyElseCanRead) {
  Program program(with());
  program.port();
  struct stat status {};
  ASSERT_EQ(::stat((data + "/secret").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(CommandLine, ATokenMadeBeforeOrAfterTheStartIsGood) {
  const std::string before = token();
  Program program(with());
  for (const std::string& each : {before, token()}) {
    EXPECT_EQ(RawClient(program.port())
                  .request("GET", "/api/sessions", "Authorization: Bearer " + each + "\r\n")
                  .status,
              200);
  }
}

TEST_F(CommandLine, ATokenInAFileIsForItsOwnerAlone) {
  const std::string path = data + "-token";
  std::ofstream(path) << "an older one";  // with the modes that a program usually gives
  Program program({"token", "--data", data, "--role", "coordinator", "--out", path});
  ASSERT_EQ(program.exit_code(), 0) << program.errors();
  EXPECT_EQ(program.output(), "");
  struct stat status {};
  ASSERT_EQ(::stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  std::string written;
  std::getline(std::ifstream(path), written);
  EXPECT_THAT(written, MatchesRegex("[A-Za-z0-9_.-]+"));
  fs::remove(path);
  EXPECT_THAT(complaint({"token", "--data", data, "--role", "coordinator", "--out", path + "/x"}),
              HasSubstr(path + "/x"));
}

TEST_F(CommandLine, ATokenEndsWhenItsTimeIsOver) {
  Program program({"token", "--data", data, "--role", "coordinator", "--ttl", "1s"});
  ASSERT_EQ(program.exit_code(), 0);
  const std::string line = program.output();
  Program server(with());
  const std::string header = "Authorization: Bearer " + line.substr(0, line.find('\n')) + "\r\n";
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  int status = 200;
  while (status != 401 && std::chrono::steady_clock::now() < give_up) {
    status = RawClient(server.port()).request("GET", "/api/sessions", header).status;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));  // more often is refused (429)
  }
  EXPECT_EQ(status, 401);
}

TEST_F(CommandLine, AServerAndATokenThatAreMadeAtOnceShareOneSecret) {
  Program program(with());
  const std::string header = "Authorization: Bearer " + token() + "\r\n";
  EXPECT_EQ(RawClient(program.port()).request("GET", "/api/sessions", header).status, 200);
}

TEST_F(CommandLine, ASecondServerOnADataFolderIsRefused) {
  Program first(with());
  first.port();
  EXPECT_EQ(complaint(with()), "stepbackd: the data folder " + data +
                                   " is in use: expected no other stepbackd on it\n");
  EXPECT_EQ(RawClient(first.port()).request("GET", "/healthz").status, 200);
}

TEST_F(CommandLine, LinksBeginWithThePublicUrl) {
  Program program(with({"--public-url", "https://balint.example.edu/"}));
  const json session = create_session(program.port(), R"({"template":"cmh-60"})");
  EXPECT_THAT(session["links"]["member"].get<std::string>(),
              StartsWith("https://balint.example.edu/#join="));
}

TEST_F(CommandLine, ServesTheWebFolder) {
  fs::create_directory(folder / "web");
  std::ofstream(folder / "web/index.html") << "<p>add-on</p>";
  Program program(with({"--web", (folder / "web").string()}));
  EXPECT_EQ(RawClient(program.port()).request("GET", "/").body, "<p>add-on</p>");
  EXPECT_EQ(RawClient(program.port()).request("GET", "/healthz").status, 200);
}

TEST_F(CommandLine, HowTheServerIsIsToldOnlyWhereTheOperatorWantsIt) {
  Program without(with());
  for (const char* path : {"/readyz", "/metrics"}) {
    EXPECT_EQ(RawClient(without.port()).request("GET", path).status, 404) << path;
  }
  const std::string other = (folder / "other").string();
  Program program({"--port", "0", "--data", other, "--operations", "127.0.0.1:0"});
  program.port();  // the log says before that where the operator's port is
  const std::string mark = "\"operationsPort\":";
  const std::string log = program.error_with(mark);
  const auto port =
      static_cast<std::uint16_t>(std::stoul(log.substr(log.find(mark) + mark.size())));
  for (const char* path : {"/healthz", "/readyz", "/metrics"}) {
    EXPECT_EQ(RawClient(port).request("GET", path).status, 200) << path;
  }
  without.signal(SIGTERM);
  ASSERT_EQ(without.exit_code(), 0);
  EXPECT_THAT(complaint(with({"--operations", "127.0.0.1:" + std::to_string(port)})),
              HasSubstr("cannot listen on 127.0.0.1:" + std::to_string(port)));
}

TEST_F(CommandLine, AllowedOriginsMayEmbedAndSupportIsTold) {
  Program program(with({"--allow-origin", "https://moodle.example.edu", "--support",
                        "Student wellbeing, 09 123 4567"}));
  const RawResponse support =
      RawClient(program.port())
          .request("GET", "/api/support", "Origin: https://moodle.example.edu\r\n");
  EXPECT_EQ(json::parse(support.body)["contacts"][0], "Student wellbeing, 09 123 4567");
  EXPECT_EQ(support.headers.at("access-control-allow-origin"), "https://moodle.example.edu");
  EXPECT_THAT(RawClient(program.port()).request("GET", "/").headers.at("content-security-policy"),
              HasSubstr("frame-ancestors 'self' https://moodle.example.edu"));
}

TEST_F(CommandLine, LogsAreJsonAndHoldNothingOfPeople) {
  Program program(with({"--log-level", "trace"}));
  const json session = create_session(
      program.port(),
      R"({"template":"cmh-60","title":"Geheim","participants":[{"name":"Geheim","role":"member"}]})");
  RawClient(program.port())
      .request("GET", "/Geheim?token=Geheim", "Authorization: Bearer Geheim\r\n");
  RawClient person(program.port());
  const std::string token = session["tokens"]["facilitator"];
  join(person, token, "Geheim");
  person.send_frame(Frame::text, R"({"type":"chat","text":"Geheim"})");
  person.send_frame(Frame::text, R"({"type":"signal","kind":"help","id":1})");
  while (json::parse(person.frame().payload)["type"] != "ok") {
  }
  program.signal(SIGTERM);
  ASSERT_EQ(program.exit_code(), 0);
  const std::string log = program.errors();
  std::istringstream lines(log);
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const json entry = json::parse(line, nullptr, false);
    EXPECT_TRUE(entry.is_object() && entry.contains("time") && entry.contains("level") &&
                entry.contains("event"))
        << line;
  }
  EXPECT_GE(count, 2);
  EXPECT_THAT(log, Not(HasSubstr("Geheim")));
  EXPECT_THAT(log, Not(HasSubstr("eyJ"))) << "a token";
  EXPECT_THAT(log, Not(HasSubstr(session["id"].get<std::string>())));
}

TEST_F(CommandLine, ATakenPortIsTold) {
  Program first(with());
  const std::string port = std::to_string(first.port());
  const std::string other = (folder / "other").string();
  EXPECT_EQ(complaint({"--port", port, "--data", other, "--log-level", "off"}),
            "stepbackd: cannot listen on 127.0.0.1:" + port +
                ": Address already in use; choose another port, or 0 for a free one\n");
}

TEST_F(CommandLine, ADataFolderThatCannotBeWrittenIsTold) {
  std::ofstream(folder / "file") << "x";
  const std::string below = (folder / "file/data").string();
  EXPECT_EQ(complaint({"--port", "0", "--data", below}),
            "stepbackd: cannot make the data folder " + below + ": Not a directory\n");
  // Not even root can write there.
  EXPECT_THAT(complaint({"--port", "0", "--data", "/proc/self"}), HasSubstr("/proc/self"));
  EXPECT_THAT(complaint({"token", "--role", "coordinator", "--data", below}), HasSubstr(below));
}

TEST_F(CommandLine, ABrokenTemplateIsTold) {
  fs::create_directory(folder / "templates");
  std::ofstream(folder / "templates/ours.json") << "{\n";
  const std::string text = complaint(with({"--templates", (folder / "templates").string()}));
  EXPECT_THAT(text, StartsWith("stepbackd: " + (folder / "templates/ours.json").string() + ": "));
  EXPECT_THAT(text, HasSubstr("expected"));
}

TEST_F(CommandLine, AFolderThatIsNotThereIsTold) {
  const std::string nowhere = (folder / "nowhere").string();
  EXPECT_THAT(complaint(with({"--web", nowhere})), HasSubstr(nowhere + ": expected a folder"));
  EXPECT_THAT(complaint(with({"--templates", nowhere})), HasSubstr(nowhere));
}

TEST_F(CommandLine, AnOptionThatIsNotThereIsTold) {
  EXPECT_THAT(complaint({"--prot", "1"}), HasSubstr("--prot"));
  EXPECT_THAT(complaint({"tokens"}), HasSubstr("Try stepbackd --help."));
  EXPECT_THAT(complaint({"--allow-origin", "moodle.example.edu"}),
              StartsWith("stepbackd: --allow-origin: expected https://HOST[:PORT]"));
  EXPECT_THAT(complaint({"token", "--role", "member"}), HasSubstr("--role: expected coordinator"));
}

TEST_F(CommandLine, HelpAndVersionAreNoFaults) {
  Program help({"--help"});
  EXPECT_EQ(help.exit_code(), 0);
  EXPECT_THAT(help.output(), HasSubstr("--public-url"));
  EXPECT_EQ(help.errors(), "");
  Program version({"--version"});
  EXPECT_EQ(version.exit_code(), 0);
  EXPECT_THAT(version.output(), MatchesRegex("stepbackd [0-9.]+\n"));
}

}  // namespace
}  // namespace stepback::signalling::test

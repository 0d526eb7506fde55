// Every way in which `stepback join` can fail has its exit code, and words on standard error. The
// end of standard input waits for the answer to `join`.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "flow/child_process.hpp"
#include "flow/exit/certificate_server.hpp"
#include "flow/hostile/adversary.hpp"
#include "support/places.hpp"
#include "support/temporary_folder.hpp"

namespace stepback::flow {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

/// Longer than anything takes on a busy machine.
constexpr std::chrono::seconds kPatience{60};

class ExitFlow : public testing::Test {
 protected:
  struct Ended {
    int code = -1;
    std::string text;
  };

  /// `stepback join --headless --text ARGUMENTS </dev/null`.
  std::unique_ptr<ChildProcess> start(std::vector<std::string> arguments) {
    std::vector<std::string> all{stepback::test::program("stepback"), "join", "--headless",
                                 "--text"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const auto output = folder_.path() / ("output-" + std::to_string(++started_));
    return std::make_unique<ChildProcess>(std::move(all), output, "/dev/null");
  }
  static Ended end_of(ChildProcess& program) {
    const auto code = program.exit_code(kPatience);
    return {code.value_or(-1), program.output()};
  }
  Ended run(std::vector<std::string> arguments) { return end_of(*start(std::move(arguments))); }

  /// Waits until `join` is answered. Without a leader the person waits outside.
  static void wait_until_in(const ChildProcess& program) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    const auto wrote = [&](const char* text) {
      return program.output().find(text) != std::string::npos;
    };
    while (!wrote("You are in ") && !wrote("You wait outside ")) {
      if (std::chrono::steady_clock::now() > deadline) {
        throw std::runtime_error("never in; the program wrote: " + program.output());
      }
      std::this_thread::sleep_for(5ms);
    }
  }

  static Json with_pia(const ServerProcess& server) {
    return server.create_session(
        {{"template", "cmh-60"}, {"participants", {{{"name", "Pia"}, {"role", "member"}}}}});
  }
  static std::string link_of_pia(const Json& session) {
    return session.at("links").at("participants").at(0).at("link");
  }

  Ended run_against(const CertificateWish& wish, bool trusted, int& attempts) {
    const auto file = folder_.path() / "certificate.pem";
    const CertificateServer server{wish, file};
    const std::string link = "https://127.0.0.1:" + std::to_string(server.port()) + "/#join=a.b.c";
    std::vector<std::string> arguments{link, "--stay"};
    if (trusted) arguments.insert(arguments.end(), {"--ca-file", file.string()});
    Ended ended = run(arguments);
    attempts = server.attempts();
    return ended;
  }

  stepback::test::TemporaryFolder folder_;
  int started_ = 0;
};

TEST_F(ExitFlow, IsZeroForAPersonWhoWasInAndLeft) {
  const ServerProcess server;
  const Ended ended = run({link_of_pia(with_pia(server))});

  EXPECT_EQ(ended.code, 0) << ended.text;
  EXPECT_THAT(ended.text, HasSubstr("You wait outside until a leader comes"));
  EXPECT_THAT(ended.text, HasSubstr("You have left the session."));
}

TEST_F(ExitFlow, IsTwoForAWrongCommandLine) {
  EXPECT_EQ(run({}).code, 2) << "no link";
  EXPECT_EQ(run({"nonsense"}).code, 2) << "no link either";
  EXPECT_EQ(run({"http://127.0.0.1:1/#join=a.b.c", "--play", "/dev/null"}).code, 2);
}

TEST_F(ExitFlow, IsOneForAPersonWhoIsRefused) {
  const ServerProcess server;
  const Ended bad_token = run({server.url() + "/#join=a.b.c"});
  EXPECT_EQ(bad_token.code, 1) << bad_token.text;
  EXPECT_THAT(bad_token.text, Not(HasSubstr("You have left")));

  const Json session = with_pia(server);
  WireClient leader{server.port()};
  leader.join(session.at("tokens").at("facilitator"), "Okafor");
  ASSERT_EQ(leader.ask({{"type", "advance"}, {"phase", "ended"}}).at("type"), "ok");
  const Ended ended = run({link_of_pia(session)});
  EXPECT_EQ(ended.code, 1) << "the session had ended before: " << ended.text;
}

TEST_F(ExitFlow, IsZeroForAPersonWhoIsInWhenTheSessionEnds) {
  const ServerProcess server;
  const Json session = with_pia(server);
  WireClient leader{server.port()};
  leader.join(session.at("tokens").at("facilitator"), "Okafor");
  const auto pia = start({link_of_pia(session), "--stay"});
  wait_until_in(*pia);

  ASSERT_EQ(leader.ask({{"type", "advance"}, {"phase", "ended"}}).at("type"), "ok");

  const Ended ended = end_of(*pia);
  EXPECT_EQ(ended.code, 0) << ended.text;
  EXPECT_THAT(ended.text, HasSubstr("The session has ended."));
  EXPECT_THAT(ended.text, Not(HasSubstr("You listen in this phase")));
}

TEST_F(ExitFlow, IsOneForAPersonWhoIsRemoved) {
  const ServerProcess server;
  const Json session = with_pia(server);
  WireClient leader{server.port()};
  leader.join(session.at("tokens").at("facilitator"), "Okafor");
  const auto pia = start({link_of_pia(session), "--stay"});
  wait_until_in(*pia);
  std::string id;
  ASSERT_TRUE(leader.read_until([&] {
    for (const Json& each : leader.state().at("participants")) {
      if (each.at("name") == "Pia") id = each.at("id");
    }
    return !id.empty();
  }));

  ASSERT_EQ(leader.ask({{"type", "remove"}, {"participant", id}}).at("type"), "ok");

  const Ended ended = end_of(*pia);
  EXPECT_EQ(ended.code, 1) << ended.text;
  EXPECT_THAT(ended.text, HasSubstr("A leader has sent you out of the session."));
}

TEST_F(ExitFlow, IsOneForAPersonWhoJoinsFromElsewhere) {
  const ServerProcess server;
  const std::string link = link_of_pia(with_pia(server));
  const auto first = start({link, "--stay"});
  wait_until_in(*first);

  EXPECT_EQ(run({link}).code, 0);

  const Ended ended = end_of(*first);
  EXPECT_EQ(ended.code, 1) << ended.text;
  EXPECT_THAT(ended.text, HasSubstr("You have joined from somewhere else"));
}

TEST_F(ExitFlow, IsThreeForAServerThatIsNeverReached) {
  // Nothing listens on port 1 of the loopback interface.
  const Ended ended = run({"http://127.0.0.1:1/#join=a.b.c", "--give-up-after", "1"});

  EXPECT_EQ(ended.code, 3) << ended.text;
  EXPECT_THAT(ended.text, HasSubstr("could not be reached"));
}

TEST_F(ExitFlow, IsThreeForAConnectionThatIsGivenUp) {
  const ServerProcess server;
  const auto pia = start({link_of_pia(with_pia(server)), "--stay", "--give-up-after", "1"});
  wait_until_in(*pia);

  server.kill();

  const Ended ended = end_of(*pia);
  EXPECT_EQ(ended.code, 3) << ended.text;
}

TEST_F(ExitFlow, IsOneForACertificateThatIsNotAcceptedAndDoesNotTryAgain) {
  struct Row {
    const char* what;
    CertificateWish wish;
    bool trusted;
    const char* words;
  };
  const std::vector<Row> rows{
      {"not trusted",
       {},
       false,
       "The server's certificate is not trusted. If it is your own, give --ca-file."},
      {"expired",
       {.valid_from = -48h, .valid_until = -24h},
       true,
       "The server's certificate has expired."},
      {"not yet valid",
       {.valid_from = 24h, .valid_until = 48h},
       true,
       "The server's certificate is not valid yet."},
      {"another address",
       {.names = "IP:192.0.2.1"},
       true,
       "The server's certificate is for another name"},
      {"another name",
       {.names = "DNS:elsewhere.example"},
       true,
       "The server's certificate is for another name"},
  };
  for (const Row& row : rows) {
    int attempts = 0;
    const Ended ended = run_against(row.wish, row.trusted, attempts);
    EXPECT_EQ(ended.code, 1) << row.what << ": " << ended.text;
    EXPECT_THAT(ended.text, HasSubstr(row.words)) << row.what;
    EXPECT_EQ(attempts, 1) << row.what;
  }
}

}  // namespace
}  // namespace stepback::flow

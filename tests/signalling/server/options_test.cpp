#include "signalling/server/options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <vector>

#include "tests/support/temporary_folder.hpp"

namespace stepback::signalling {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

tl::expected<Invocation, std::string> parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "stepbackd");
  return parse_options(static_cast<int>(arguments.size()), arguments.data());
}

ServeOptions serve(const std::vector<const char*>& arguments) {
  return std::get<ServeOptions>(parse(arguments).value());
}

TEST(OptionsTest, NothingIsNeeded) {
  const ServeOptions options = serve({});
  EXPECT_EQ(options.listen, "127.0.0.1");
  EXPECT_EQ(options.port, 8080);
  EXPECT_EQ(options.data, "stepback-data");
  EXPECT_FALSE(options.public_url);
  EXPECT_FALSE(options.web);
  EXPECT_FALSE(options.templates);
  EXPECT_EQ(options.retention, 24h * 30);
  EXPECT_EQ(options.log_level, log::Level::info);
}

TEST(OptionsTest, EverythingCanBeSaid) {
  const ServeOptions options =
      serve({"--listen", "::", "--port", "0", "--data", "/d", "--public-url",
             "https://balint.example.edu/", "--web=/w", "--templates", "/t", "--log-level", "off"});
  EXPECT_EQ(options.listen, "::");
  EXPECT_EQ(options.port, 0);
  EXPECT_EQ(options.data, "/d");
  EXPECT_EQ(options.public_url, "https://balint.example.edu");
  EXPECT_EQ(options.web, "/w");
  EXPECT_EQ(options.templates, "/t");
  EXPECT_EQ(options.log_level, log::Level::off);
}

TEST(OptionsTest, HowMuchClientsMayTakeCanBeSaid) {
  const ServeOptions options =
      serve({"--max-connections", "500", "--max-queue-mib", "64", "--address-waiting", "0",
             "--address-arrivals", "20", "--address-bad-tokens", "1", "--trust-proxy", "loopback",
             "--trust-proxy", "198.51.100.7"});
  const AddressBounds& bounds = options.pressure.bounds;
  EXPECT_EQ(bounds.connections, 500U);
  EXPECT_EQ(bounds.waiting, 250U);
  EXPECT_EQ(options.pressure.waiting_bytes, 64U << 20U);
  EXPECT_EQ(bounds.waiting_each, 0U);
  EXPECT_EQ(bounds.arrivals_each, 20U);
  EXPECT_EQ(bounds.bad_tokens_each, 1U);
  EXPECT_TRUE(options.pressure.trusted_proxies.trusts(*ClientAddress::parse("127.0.0.1")));
  EXPECT_TRUE(options.pressure.trusted_proxies.trusts(*ClientAddress::parse("198.51.100.7")));
}

TEST(OptionsTest, TlsTakesBothFilesOrNeitherOrACertificateOfItsOwn) {
  EXPECT_FALSE(serve({}).over_tls());
  const ServeOptions files = serve({"--tls-cert", "/c", "--tls-key", "/k"});
  EXPECT_TRUE(files.over_tls());
  EXPECT_EQ(files.tls_certificate, "/c");
  EXPECT_EQ(files.tls_key, "/k");
  EXPECT_TRUE(serve({"--tls-self-signed"}).over_tls());
  EXPECT_THAT(parse({"--tls-cert", "/c"}).error(), HasSubstr("--tls-key"));
  EXPECT_THAT(parse({"--tls-key", "/k"}).error(), HasSubstr("--tls-cert"));
  EXPECT_THAT(parse({"--tls-self-signed", "--tls-cert", "/c", "--tls-key", "/k"}).error(),
              HasSubstr("--tls-self-signed"));
}

TEST(OptionsTest, RotationKeepsTheOldSecretForAsLongAsALink) {
  const auto rotate = [](const std::vector<const char*>& more) {
    std::vector<const char*> arguments{"rotate"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return parse(arguments);
  };
  EXPECT_EQ(std::get<RotateOptions>(*rotate({})).overlap, std::nullopt);
  EXPECT_EQ(std::get<RotateOptions>(*rotate({"--overlap", "12h"})).overlap, 12h);
  EXPECT_EQ(std::get<RotateOptions>(*rotate({"--overlap", "none"})).overlap, 0s);
  EXPECT_EQ(std::get<RotateOptions>(*rotate({"--data", "/d"})).data, "/d");
  EXPECT_THAT(rotate({"--overlap", "soon"}).error(), HasSubstr("--overlap: expected none, or"));
}

TEST(OptionsTest, OriginsAndSupportContactsMayBeRepeated) {
  const ServeOptions options =
      serve({"--allow-origin", "https://Moodle.example.edu/", "--support", "Wellbeing, 09 123 4567",
             "--allow-origin=http://localhost:5173", "--support", "Dr Okafor"});
  ASSERT_EQ(options.allow_origins.size(), 2U);
  EXPECT_EQ(options.allow_origins[0].str(), "https://moodle.example.edu");
  EXPECT_EQ(options.allow_origins[1].str(), "http://localhost:5173");
  EXPECT_THAT(options.support, testing::ElementsAre("Wellbeing, 09 123 4567", "Dr Okafor"));
}

TEST(OptionsTest, AnOriginThatIsNoneIsTold) {
  for (const char* bad : {"moodle.example.edu", "*", "https://moodle.example.edu/course", ""}) {
    EXPECT_THAT(parse({"--allow-origin", "https://a.example", "--allow-origin", bad}).error(),
                testing::StartsWith("--allow-origin: expected https://HOST[:PORT]"))
        << bad;
  }
}

TEST(OptionsTest, ASupportContactThatCannotBeShownIsTold) {
  const std::string long_one(201, 'x');
  for (const char* bad : {"", " ", "two\nlines", "\xff", long_one.c_str()}) {
    EXPECT_THAT(parse({"--support", bad}).error(),
                testing::StartsWith("--support: expected one line of 1 to 200 characters"))
        << bad;
  }
  EXPECT_EQ(serve({"--support", long_one.substr(1).c_str()}).support.size(), 1U);
}

TEST(OptionsTest, ARecordIsKeptAsLongAsOneSays) {
  EXPECT_EQ(serve({"--retention", "12h"}).retention, 12h);
  EXPECT_EQ(serve({"--retention", "never"}).retention, std::nullopt);
  EXPECT_THAT(parse({"--retention", "30"}).error(),
              HasSubstr("--retention: expected never, or 90s, 15m, 12h or 30d"));
}

TEST(OptionsTest, AJournalCanBeAskedThings) {
  using Command = JournalOptions::Command;
  const auto ask = [](const std::vector<const char*>& arguments) {
    return std::get<JournalOptions>(parse(arguments).value());
  };
  EXPECT_EQ(ask({"verify", "--data", "/d"}).command, Command::verify);
  EXPECT_EQ(ask({"verify", "--data", "/d"}).data, "/d");
  EXPECT_EQ(ask({"verify"}).head, std::nullopt);
  const std::string head = "12 " + std::string(64, 'a');
  EXPECT_EQ(ask({"verify", "--head", head.c_str()}).head->number, 12U);
  for (const char* wrong : {"12", "12 ab", "a b", " ", head.c_str() + 2}) {
    EXPECT_THAT(parse({"verify", "--head", wrong}).error(), HasSubstr("--head: expected 'NUMBER"));
  }
  EXPECT_EQ(ask({"sessions"}).command, Command::sessions);
  EXPECT_EQ(ask({"sessions"}).data, "stepback-data");
  EXPECT_EQ(ask({"export", "abc"}).command, Command::exportSession);
  EXPECT_EQ(ask({"export", "abc"}).session, "abc");
  EXPECT_EQ(ask({"purge", "--older-than", "12h"}).command, Command::purge);
  const auto careful = ask({"purge", "--older-than", "12h"}).purge;
  EXPECT_EQ(careful.older_than, 12h);
  EXPECT_FALSE(careful.clock_is_right || careful.damaged_too);
  const auto sure =
      ask({"purge", "--older-than", "12h", "--clock-is-right", "--damaged-too"}).purge;
  EXPECT_TRUE(sure.clock_is_right && sure.damaged_too);
  EXPECT_THAT(parse({"export"}).error(), HasSubstr("session"));
  EXPECT_THAT(parse({"purge"}).error(), HasSubstr("--older-than"));
  EXPECT_THAT(parse({"purge", "--older-than", "long"}).error(),
              HasSubstr("--older-than: expected 90s, 15m, 12h or 30d"));
  EXPECT_THAT(std::get<Printed>(parse({"purge", "--help"}).value()).text,
              HasSubstr("--older-than"));
}

TEST(OptionsTest, TheOperatorsPortIsOnlyWhereOneSays) {
  EXPECT_FALSE(serve({}).reach.operations);
  const auto where = [](const char* text) {
    return *serve({"--operations", text}).reach.operations;
  };
  EXPECT_EQ(where("127.0.0.1:9090").listen, "127.0.0.1");
  EXPECT_EQ(where("127.0.0.1:9090").port, 9090);
  EXPECT_EQ(where("[::1]:0").listen, "::1");
  EXPECT_EQ(where("[::1]:0").port, 0);
  EXPECT_EQ(where("monitored.example:1").listen, "monitored.example");
  for (const char* bad : {"9090", ":9090", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "::1:9090",
                          "127.0.0.1:65536", "http://127.0.0.1:9090", "127.0.0.1:9090/", "a b:1"}) {
    EXPECT_THAT(parse({"--operations", bad}).error(),
                testing::StartsWith("--operations: expected ADDRESS:PORT"))
        << bad;
  }
}

TEST(OptionsTest, MoreNamesOfTheServerMayBeGiven) {
  EXPECT_TRUE(serve({}).reach.hosts.empty());
  const ServeOptions options = serve({"--allow-host", "Balint.internal", "--allow-host=192.0.2.1",
                                      "--allow-host", "2001:db8::1", "--allow-host", "[::2]"});
  EXPECT_THAT(options.reach.hosts,
              testing::ElementsAre("balint.internal", "192.0.2.1", "2001:db8::1", "::2"));
  for (const char* bad : {"", "*", "*.example", "a.example:80", "http://a.example", "a.example/",
                          "[::1]:80", "a b"}) {
    EXPECT_THAT(parse({"--allow-host", bad}).error(),
                testing::StartsWith("--allow-host: expected a name or an address"))
        << bad;
  }
}

TEST(OptionsTest, WhatCannotBeUnderstoodIsTold) {
  EXPECT_THAT(parse({"--trust-proxy", "nginx"}).error(),
              HasSubstr("--trust-proxy: expected loopback or an IP address"));
  EXPECT_THAT(parse({"--max-connections", "1"}).error(), HasSubstr("--max-connections"));
  EXPECT_THAT(parse({"--port", "65536"}).error(), HasSubstr("--port"));
  EXPECT_THAT(parse({"--port", "-1"}).error(), HasSubstr("--port"));
  EXPECT_THAT(parse({"--port", "http"}).error(), HasSubstr("--port"));
  EXPECT_THAT(parse({"--port"}).error(), HasSubstr("--port"));
  EXPECT_THAT(parse({"--prot", "1"}).error(), HasSubstr("--prot"));
  EXPECT_THAT(parse({"extra"}).error(), HasSubstr("extra"));
  EXPECT_THAT(parse({"--log-level", "loud"}).error(),
              HasSubstr("trace, debug, info, warn, error or off"));
  EXPECT_THAT(parse({"--public-url", "balint.example.edu"}).error(),
              HasSubstr("--public-url: expected http:// or https://"));
  EXPECT_THAT(parse({"--config", "/nowhere/at/all"}).error(), HasSubstr("/nowhere/at/all"));
}

class ConfigTest : public testing::Test {
 protected:
  void write(const std::string& text) const { std::ofstream(file) << text; }

  const stepback::test::TemporaryFolder temporary;
  const std::string file = temporary.path() / "stepback.toml";
};

TEST_F(ConfigTest, AFileHasTheSameNamesAndTheCommandLineWins) {
  write("# a comment\nport = 8443\npublic-url = \"https://b.example\"\nlog-level = \"warn\"\n");
  const ServeOptions options = serve({"--config", file.c_str(), "--log-level", "debug"});
  EXPECT_EQ(options.port, 8443);
  EXPECT_EQ(options.public_url, "https://b.example");
  EXPECT_EQ(options.log_level, log::Level::debug);
}

TEST_F(ConfigTest, AFileMayHaveSeveralOriginsAndContacts) {
  write(
      "allow-origin = [\"https://a.example\", \"https://b.example\"]\n"
      "support = [\"Student wellbeing, 09 123 4567\", \"Night line, 116 123\"]\n");
  const ServeOptions options = serve({"--config", file.c_str()});
  ASSERT_EQ(options.allow_origins.size(), 2U);
  EXPECT_EQ(options.allow_origins[1].str(), "https://b.example");
  EXPECT_THAT(options.support,
              testing::ElementsAre("Student wellbeing, 09 123 4567", "Night line, 116 123"));
}

TEST_F(ConfigTest, AFileIsHeldToTheSameRules) {
  write("allow-origin = \"a.example\"\n");
  EXPECT_THAT(parse({"--config", file.c_str()}).error(), HasSubstr("--allow-origin: expected"));
}

TEST_F(ConfigTest, AnUnknownNameInAFileIsTold) {
  write("prot = 8443\n");
  EXPECT_THAT(parse({"--config", file.c_str()}).error(), HasSubstr("prot"));
}

TEST(TokenOptionsTest, SayForHowLong) {
  const auto options = std::get<TokenOptions>(
      parse({"token", "--data", "/d", "--role", "coordinator", "--ttl", "12h"}).value());
  EXPECT_EQ(options.data, "/d");
  EXPECT_EQ(options.ttl, 12h);
  EXPECT_EQ(options.out, std::nullopt);
  EXPECT_EQ(std::get<TokenOptions>(parse({"token", "--role", "coordinator"}).value()).ttl, 720h);
}

TEST(TokenOptionsTest, MayNameAFileForTheToken) {
  const auto options = std::get<TokenOptions>(
      parse({"token", "--role", "coordinator", "--out", "/d/token"}).value());
  EXPECT_EQ(options.out, "/d/token");
}

TEST(TokenOptionsTest, WhatCannotBeUnderstoodIsTold) {
  EXPECT_THAT(parse({"token"}).error(), HasSubstr("--role"));
  EXPECT_THAT(parse({"token", "--role", "facilitator"}).error(), HasSubstr("coordinator"));
  EXPECT_THAT(parse({"token", "--role", "coordinator", "--ttl", "soon"}).error(),
              HasSubstr("--ttl: expected 90s, 15m, 12h or 30d"));
}

TEST(OptionsTest, HelpAndVersionArePrinted) {
  EXPECT_THAT(std::get<Printed>(parse({"--help"}).value()).text, HasSubstr("--public-url"));
  EXPECT_THAT(std::get<Printed>(parse({"token", "--help"}).value()).text, HasSubstr("--ttl"));
  EXPECT_THAT(std::get<Printed>(parse({"--version"}).value()).text,
              testing::MatchesRegex("stepbackd [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST(DurationTest, IsANumberAndAUnit) {
  EXPECT_EQ(parse_duration("90s"), 90s);
  EXPECT_EQ(parse_duration("15m"), 15min);
  EXPECT_EQ(parse_duration("12h"), 12h);
  EXPECT_EQ(parse_duration("30d"), 720h);
  EXPECT_EQ(parse_duration("3653d"), 3653 * 24h);
  for (const char* bad : {"", "s", "0s", "-1s", "1", "1.5h", "1w", "1hh", " 1h", "1 h", "+1h",
                          "3654d", "99999999999999999999d", "9223372036854775807d"}) {
    EXPECT_EQ(parse_duration(bad), std::nullopt) << bad;
  }
}

TEST(PublicUrlTest, IsWhatLinksBeginWith) {
  EXPECT_EQ(parse_public_url("http://localhost:8080"), "http://localhost:8080");
  EXPECT_EQ(parse_public_url("https://example.edu/balint//"), "https://example.edu/balint");
  for (const char* bad :
       {"", "example.edu", "ftp://example.edu", "http://", "http:///x", "https://e.edu/?a=b",
        "https://e.edu/#join", "https://e.edu/a b", "https://e.edu/\"", "https://e.edu/\xc3\xb6"}) {
    EXPECT_EQ(parse_public_url(bad), std::nullopt) << bad;
  }
}

}  // namespace
}  // namespace stepback::signalling

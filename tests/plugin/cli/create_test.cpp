#include "plugin/cli/create.hpp"

#include <gmock/gmock.h>

#include <chrono>

#include "plugin/cli/words/exit_code.hpp"
#include "tests/plugin/cli/fake_stepback.hpp"

namespace stepback::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Printed {
  int code;
  std::string out;
  std::string error;
};

Printed run(const CreateOptions& options) {
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  const int code = create(options);
  const std::string out = ::testing::internal::GetCapturedStdout();
  return {code, out, ::testing::internal::GetCapturedStderr()};
}

CreateOptions options() {
  CreateOptions options;
  options.server = "http://127.0.0.1:8080";
  options.token = "T";
  options.template_id = "cmh-60";
  return options;
}

TEST(Create, AsksForWhatWasGivenAndPrintsTheAnswer) {
  test::FakeStepback module;
  module.create_answer = R"({"id":"s1","links":{"member":"http://h/#join=x"}})";
  CreateOptions wanted = options();
  wanted.title = "Tuesday";
  wanted.participants = {"Amina:facilitator", "Bea: Z:coFacilitator"};

  const Printed printed = run(wanted);

  EXPECT_EQ(printed.code, kSuccess);
  EXPECT_EQ(printed.out,
            "{\n  \"id\": \"s1\",\n  \"links\": {\n    \"member\": \"http://h/#join=x\"\n  }\n}\n");
  EXPECT_THAT(module.created,
              ElementsAre("http://127.0.0.1:8080 T cmh-60 Tuesday", "Amina:0", "Bea: Z:1"));
}

TEST(Create, AsksForLinksThatWorkForSoManyDays) {
  test::FakeStepback module;
  run(options());
  EXPECT_EQ(module.links_until_ms, 0) << "the server's default";

  CreateOptions wanted = options();
  wanted.link_days = 27;
  const auto in_days = [] {
    const auto then = std::chrono::system_clock::now() + std::chrono::days{27};
    return std::chrono::floor<std::chrono::milliseconds>(then).time_since_epoch().count();
  };
  const auto before = in_days();
  run(wanted);
  EXPECT_GE(module.links_until_ms, before);
  EXPECT_LE(module.links_until_ms, in_days());
}

TEST(Create, SaysWhyTheServerRefused) {
  test::FakeStepback module;
  module.create_result = STEPBACK_REFUSED;
  module.create_answer =
      R"({"type":"about:blank","title":"Unauthorized","status":401,"detail":"The token is out of date."})";

  const Printed printed = run(options());

  EXPECT_EQ(printed.code, kFailure);
  EXPECT_EQ(printed.error, "stepback: Unauthorized: The token is out of date.\n");
  EXPECT_EQ(printed.out, "");
}

TEST(Create, SaysThatTheServerIsNotThere) {
  test::FakeStepback module;
  module.create_result = STEPBACK_NETWORK;

  const Printed printed = run(options());

  EXPECT_EQ(printed.code, kNotReached);
  EXPECT_EQ(printed.error, "stepback: The server at http://127.0.0.1:8080 could not be reached.\n");
}

TEST(Create, SaysThatTheModuleIsBuiltWithoutIt) {
  test::FakeStepback module;
  module.has_sessions = false;

  const Printed printed = run(options());

  EXPECT_EQ(printed.code, kFailure);
  EXPECT_EQ(printed.error, "stepback: This client module cannot create sessions.\n");
  EXPECT_THAT(module.created, IsEmpty());
}

TEST(Create, AsksNothingWhenAParticipantHasNoRole) {
  test::FakeStepback module;
  CreateOptions wanted = options();
  wanted.participants = {"Amina:boss"};

  const Printed printed = run(wanted);

  EXPECT_EQ(printed.code, kUsage);
  EXPECT_THAT(printed.error, HasSubstr("--participant Amina:boss: expected NAME:ROLE"));
  EXPECT_THAT(module.created, IsEmpty());
}

TEST(Create, SaysThatTheTokenFileIsMissing) {
  test::FakeStepback module;
  CreateOptions wanted = options();
  wanted.token.clear();
  wanted.token_file = "/nonexistent/token";

  EXPECT_EQ(run(wanted).code, kUsage);
  EXPECT_THAT(module.created, IsEmpty());
}

TEST(Create, MakesASentenceOfAnyRefusal) {
  EXPECT_EQ(problem_sentence(R"({"title":"Not found"})"), "Not found");
  EXPECT_EQ(problem_sentence(R"({"detail":"No such template."})"), "No such template.");
  EXPECT_EQ(problem_sentence("[1]"), "[1]");
  EXPECT_EQ(problem_sentence("<html>"), "<html>");
  EXPECT_EQ(problem_sentence(""), "The server refused.");
}

TEST(Create, NeedsANameInFrontOfTheRole) {
  EXPECT_FALSE(parse_participant(":member").has_value());
  EXPECT_FALSE(parse_participant("member").has_value());
  EXPECT_EQ(parse_participant("A:Observer").value().role, STEPBACK_ROLE_OBSERVER);
}

}  // namespace
}  // namespace stepback::cli

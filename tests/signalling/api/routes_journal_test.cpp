// The HTTP calls when the journal refuses changes, or is slow.

#include <array>
#include <vector>

#include "protocol/session/decide/decide.hpp"
#include "routes_fixture.hpp"

namespace stepback::signalling {
namespace {

TEST_F(HttpApiTest, AServerThatCannotKeepAnythingIsNotReadyAndSaysWhy) {
  journal.in_trouble = {JournalTrouble::Kind::unavailable,
                        "the journal cannot be written: the disk is full"};
  const HttpResponse response = operators("/readyz");
  EXPECT_EQ(response.status, 503);
  EXPECT_THAT(response.body, HasSubstr("the journal cannot be written: the disk is full"));
  EXPECT_THAT(operators("/metrics").body, HasSubstr("\nstepback_ready 0\n"));
  EXPECT_EQ(call("GET", "/healthz").status, 200) << "it lives";
}

TEST_F(HttpApiTest, ASessionThatCannotBeForgottenNowStays) {
  const std::string path =
      "/api/sessions/" + created(R"({"template":"cmh-60"})")["id"].get<std::string>();
  journal.refuses = true;
  EXPECT_EQ(call("DELETE", path).status, 503);
  EXPECT_EQ(json::parse(call("GET", path).body)["endedAt"], nullptr);
  journal.refuses = false;
  EXPECT_EQ(call("DELETE", path).status, 204);
  EXPECT_EQ(call("GET", path).status, 404);
}

TEST_F(HttpApiTest, ASessionIsAnsweredOnceItIsKept) {
  journal.hesitates = true;
  const auto request = coordinators("POST", "/api/sessions", R"({"template":"cmh-60"})");
  std::optional<HttpResponse> response;
  answer(request, context, [&](HttpResponse given) { response = std::move(given); });

  EXPECT_FALSE(response);
  EXPECT_EQ(call("GET", "/api/sessions").body, R"({"sessions":[]})");
  journal.answer_all();

  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 201);
}

// Whether the change was made is found out by the journal. Until then nobody is told anything.
TEST_F(HttpApiTest, AnUnknownOutcomeIsNotToldAsAFailure) {
  journal.hesitates = true;
  journal.in_trouble = {JournalTrouble::Kind::unknown, "the disk does not answer"};
  const auto request = coordinators("POST", "/api/sessions", R"({"template":"cmh-60"})");
  std::optional<HttpResponse> response;
  answer(request, context, [&](HttpResponse given) { response = std::move(given); });

  EXPECT_FALSE(response);
  EXPECT_EQ(operators("/readyz").status, 503);
  EXPECT_THAT(operators("/readyz").body, HasSubstr("the disk does not answer"));
  journal.in_trouble.reset();
  journal.answer_all();

  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 201);
  EXPECT_EQ(operators("/readyz").body, R"({"status":"ready"})");
}

TEST_F(HttpApiTest, AClockInDoubtIsToldAndNobodyIsSentAway) {
  EXPECT_THAT(operators("/metrics").body, HasSubstr("\nstepback_clock_in_doubt 0\n"));
  clock.doubted = true;
  EXPECT_EQ(operators("/readyz").status, 200) << "sessions go on";
  EXPECT_EQ(operators("/readyz").body, R"({"status":"ready","trouble":"clock"})");
  EXPECT_THAT(operators("/metrics").body, HasSubstr("\nstepback_clock_in_doubt 1\n"));
}

TEST_F(HttpApiTest, ASessionThatIsAnotherServersCannotBeEndedHere) {
  const std::string path =
      "/api/sessions/" + created(R"({"template":"cmh-60"})")["id"].get<std::string>();
  journal.refuses = true;
  journal.fault = JournalFault::Kind::conflict;

  const HttpResponse response = call("DELETE", path);

  EXPECT_EQ(response.status, 503);
  EXPECT_THAT(response.body, HasSubstr("the session cannot be forgotten now; try again later"));
  EXPECT_EQ(call("GET", path).status, 404);
}

TEST_F(HttpApiTest, ASessionOfAnotherServerIsNotUnknown) {
  const std::string path = "/api/sessions/absent";
  journal.placed.at_once = Placement::At{"/n/b/"};
  for (const auto& [method, call_path, body] : std::vector<std::array<std::string, 3>>{
           {"DELETE", path, ""},
           {"POST", path + "/links", R"({"role":"member"})"},
           {"POST", path + "/removals", R"({"participant":"p"})"}}) {
    const HttpResponse response = call(method, call_path, body);
    EXPECT_EQ(response.status, 503) << call_path;
    EXPECT_THAT(response.body, HasSubstr("the session is not on this server now"));
  }
  journal.placed.at_once = Placement::Unknown{};
  EXPECT_EQ(call("DELETE", path).status, 404);
}

TEST_F(HttpApiTest, ASessionThatIsTakenOverLaterIsAnsweredThen) {
  const protocol::SessionId absent{"absent"};
  journal.placed.at_once.reset();
  const auto request = coordinators("DELETE", "/api/sessions/absent");
  std::optional<HttpResponse> response;
  answer(request, context, [&](HttpResponse given) { response = std::move(given); });
  EXPECT_FALSE(response);

  journal.placed.answer(Placement::Taken{protocol::apply(
      {}, protocol::create_session(absent, "Absent", *templates.begin(), clock.now()))});

  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 204);
  EXPECT_THAT(journal.removed, testing::ElementsAre(absent));
}

}  // namespace
}  // namespace stepback::signalling

// A coordinator's revocations over HTTP: the answers, the people who are sent away, and the
// journal.

#include "routes_fixture.hpp"

namespace stepback::signalling {
namespace {

using protocol::Code;
using protocol::ParticipantId;
using testing::ElementsAre;
using testing::IsEmpty;

class RevocationTest : public HttpApiTest {
 protected:
  RevocationTest() {
    const json made =
        created(R"({"template":"cmh-60","participants":[{"name":"Farid","role":"member"}]})");
    id = made["id"];
    tokens = made["tokens"];
    farid = tokens["participants"][0]["token"];
  }

  HttpResponse replace(const json& what) const {
    return call("POST", "/api/sessions/" + id + "/links", what.dump());
  }
  HttpResponse remove(const json& what) const {
    return call("POST", "/api/sessions/" + id + "/removals", what.dump());
  }

  /// Enters with a token. Returns the code of the refusal, if there is one.
  std::optional<Code> enter(const std::string& token, test::FakePeer& peer,
                            const std::string& as = "") {
    const auto claims = access.check(token, clock.now()).value();
    const Guest guest{.id = claims.subject.value_or(ParticipantId{as}),
                      .name = claims.name.value_or("Somebody"),
                      .role = claims.role,
                      .named = claims.named(),
                      .generation = claims.generation};
    std::optional<Code> refused;
    room().enter(guest, peer, peer, [&](const Room::Outcome& entered) {
      if (!entered) refused = entered.error().code;
    });
    return refused;
  }
  static std::string resume(const test::FakePeer& peer) {
    return peer.all<protocol::to_client::Welcome>().back().resume;
  }
  Room& room() { return *directory.find(protocol::SessionId{id}); }

  std::string id;
  json tokens;
  std::string farid;
};

TEST_F(RevocationTest, AReplacedSharedLinkGivesANewOneThatWorks) {
  const HttpResponse response = replace({{"role", "member"}});

  ASSERT_EQ(response.status, 200) << response.body;
  const json fresh = json::parse(response.body);
  EXPECT_EQ(fresh["link"], "https://b.example/#join=" + fresh["token"].get<std::string>());
  EXPECT_EQ(header(response, "cache-control"), "no-store");
  test::FakePeer late;
  test::FakePeer newcomer;
  EXPECT_EQ(enter(tokens["member"], late, "late"), Code::badToken);
  EXPECT_EQ(enter(fresh["token"], newcomer, "newcomer"), std::nullopt);
}

TEST_F(RevocationTest, WhoWaitsByItGetsTheirByeAndCannotComeBack) {
  test::FakePeer waiting;
  ASSERT_EQ(enter(tokens["member"], waiting, "eve"), std::nullopt);

  ASSERT_EQ(replace({{"token", tokens["member"]}}).status, 200);

  EXPECT_THAT(waiting.farewells, ElementsAre(Code::badToken));
  test::FakePeer again;
  EXPECT_EQ(enter(resume(waiting), again), Code::badToken);
}

TEST_F(RevocationTest, AnotherRolesLinkStays) {
  ASSERT_EQ(replace({{"role", "facilitator"}}).status, 200);
  test::FakePeer member;
  EXPECT_EQ(enter(tokens["member"], member, "aino"), std::nullopt);
}

TEST_F(RevocationTest, APersonsOwnLinkIsReplacedByOneForTheSameChair) {
  test::FakePeer leader;
  test::FakePeer thief;
  ASSERT_EQ(enter(tokens["facilitator"], leader, "fay"), std::nullopt);
  ASSERT_EQ(enter(farid, thief), std::nullopt);

  const json fresh = json::parse(replace({{"token", farid}}).body);

  EXPECT_THAT(thief.farewells, ElementsAre(Code::badToken));
  EXPECT_THAT(leader.farewells, IsEmpty());
  test::FakePeer again;
  EXPECT_EQ(enter(farid, again), Code::badToken);
  EXPECT_EQ(enter(resume(thief), again), Code::badToken);
  const auto claims = access.check(fresh["token"].get<std::string>(), clock.now()).value();
  EXPECT_EQ(claims.name, "Farid");
  EXPECT_EQ(claims.subject, access.check(farid, clock.now())->subject);
  test::FakePeer himself;
  ASSERT_EQ(enter(fresh["token"], himself), std::nullopt);
  test::FakePeer reconnected;
  EXPECT_EQ(enter(resume(himself), reconnected), std::nullopt) << "a resume token of the new issue";
}

TEST_F(RevocationTest, ARemovedPersonIsOutForGood) {
  test::FakePeer leader;
  test::FakePeer member;
  ASSERT_EQ(enter(tokens["facilitator"], leader, "fay"), std::nullopt);
  ASSERT_EQ(enter(farid, member), std::nullopt);

  EXPECT_EQ(remove({{"participant", access.check(farid, clock.now())->subject->str()}}).status,
            204);

  EXPECT_THAT(member.farewells, ElementsAre(Code::removed));
  test::FakePeer again;
  EXPECT_EQ(enter(farid, again), Code::removed);
  EXPECT_EQ(enter(resume(member), again), Code::removed);
  EXPECT_EQ(remove({{"token", farid}}).status, 204) << "once more changes nothing";
  EXPECT_EQ(replace({{"token", farid}}).status, 409);
}

TEST_F(RevocationTest, APersonCanBeRemovedBeforeTheyHaveCome) {
  EXPECT_EQ(remove({{"token", farid}}).status, 204);
  test::FakePeer peer;
  EXPECT_EQ(enter(farid, peer), Code::removed);
}

TEST_F(RevocationTest, WhatIsNotUnderstoodIsPointedAtAndChangesNothing) {
  const std::size_t kept = journal.kept.size();
  const std::string elsewhere = created(R"({"template":"cmh-60"})")["tokens"]["member"];
  test::FakePeer peer;
  ASSERT_EQ(enter(tokens["member"], peer, "eve"), std::nullopt);
  const std::size_t now = journal.kept.size();
  ASSERT_GT(now, kept);
  for (const json& bad : {json::object(), json::array(), json{{"role", "member"}, {"token", farid}},
                          json{{"role", "coordinator"}}, json{{"role", 7}}, json{{"token", "eyJ"}},
                          json{{"token", elsewhere}}, json{{"token", coordinator}},
                          json{{"token", resume(peer)}}, json{{"participant", "eve"}}}) {
    EXPECT_EQ(replace(bad).status, 422) << bad;
  }
  for (const json& bad : {json::object(), json{{"participant", ""}}, json{{"participant", 7}},
                          json{{"token", tokens["member"]}}, json{{"role", "member"}}}) {
    EXPECT_EQ(remove(bad).status, 422) << bad;
  }
  EXPECT_EQ(call("POST", "/api/sessions/" + id + "/links", "{").status, 400);
  EXPECT_EQ(journal.kept.size(), now);
}

TEST_F(RevocationTest, NeedsACoordinatorAndASession) {
  HttpRequest request{.method = "POST",
                      .path = "/api/sessions/" + id + "/links",
                      .content_type = "application/json",
                      .authorization = "Bearer " + tokens["facilitator"].get<std::string>(),
                      .body = R"({"role":"member"})"};
  EXPECT_EQ(call(request).status, 401) << "a facilitator is no coordinator";
  request.authorization = "Bearer " + coordinator;
  request.content_type = "text/plain";
  EXPECT_EQ(call(request).status, 415);
  EXPECT_EQ(call("POST", "/api/sessions/nowhere/links", R"({"role":"member"})").status, 404);
  EXPECT_EQ(call("POST", "/api/sessions/nowhere/removals", R"({"participant":"p"})").status, 404);
  EXPECT_EQ(call("GET", "/api/sessions/" + id + "/links").status, 405);
  EXPECT_EQ(call("POST", "/api/sessions//links", R"({"role":"member"})").status, 404);
  EXPECT_EQ(call("POST", "/api/sessions/links", R"({"role":"member"})").status, 405);
}

TEST_F(RevocationTest, AfterTheEndThereIsNothingToTakeBack) {
  room().take_back(protocol::command::End{}, [](const Room::Outcome&) {});
  EXPECT_EQ(replace({{"role", "member"}}).status, 409);
  EXPECT_EQ(remove({{"participant", "p"}}).status, 409);
}

TEST_F(RevocationTest, WhatCannotBeKeptIsInForceAndIsAskedForAgain) {
  journal.refuses = true;
  EXPECT_EQ(replace({{"role", "member"}}).status, 503);
  test::FakePeer peer;
  EXPECT_EQ(enter(tokens["member"], peer, "aino"), Code::badToken);
  journal.refuses = false;
  clock.turn(std::chrono::seconds{1});
  directory.follow_changes();

  EXPECT_EQ(replace({{"role", "member"}}).status, 200);
}

}  // namespace
}  // namespace stepback::signalling

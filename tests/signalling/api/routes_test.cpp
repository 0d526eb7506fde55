#include "routes_fixture.hpp"

#include <set>

#include "signalling/sessions/room.hpp"

namespace stepback::signalling {
namespace {

TEST_F(HttpApiTest, ASessionIsMadeWithALinkForEachRole) {
  const HttpResponse response = create(R"({"template":"cmh-60","title":"Thursday group"})");
  ASSERT_EQ(response.status, 201) << response.body;
  const json body = json::parse(response.body);
  EXPECT_EQ(header(response, "location"), "/api/sessions/" + body["id"].get<std::string>());
  EXPECT_EQ(body.size(), 3U);
  EXPECT_EQ(body["links"].size(), 4U);
  for (const std::string role : {"facilitator", "coFacilitator", "member", "observer"}) {
    const std::string token = body["tokens"][role];
    EXPECT_EQ(body["links"][role], "https://b.example/#join=" + token);
    const auto claims = access.check(token, clock.now());
    ASSERT_TRUE(claims) << claims.error();
    EXPECT_EQ(protocol::to_word(claims->role), role);
    EXPECT_EQ(claims->session.str(), body["id"].get<std::string>());
    EXPECT_EQ(claims->issuer, "stepback");
    EXPECT_FALSE(claims->subject) << "a shared link names nobody";
  }
  const Room* room = directory.find(protocol::SessionId(body["id"].get<std::string>()));
  ASSERT_NE(room, nullptr);
  EXPECT_EQ(room->session().title, "Thursday group");
  EXPECT_EQ(room->session().template_.id, "cmh-60");
}

TEST_F(HttpApiTest, LinksAreGoodForAWeek) {
  const std::string token = created(R"({"template":"cmh-60"})")["tokens"]["member"];
  EXPECT_TRUE(access.check(token, clock.now() + 7 * 24h - 1s));
  EXPECT_FALSE(access.check(token, clock.now() + 7 * 24h));
}

TEST_F(HttpApiTest, LinksAreGoodAsLongAsTheirCreatorWants) {
  const auto body = [this](protocol::Duration from_now) {
    return R"({"template":"cmh-60","linksUntil":)" +
           std::to_string(protocol::to_epoch_ms(clock.now() + from_now)) + "}";
  };
  const json session = created(body(28 * 24h));
  const std::string token = session["tokens"]["member"];
  EXPECT_TRUE(access.check(token, clock.now() + 27 * 24h));
  EXPECT_FALSE(access.check(token, clock.now() + 28 * 24h));

  const auto turn_days = [this](int days) {
    clock.turn(days * 24h);
    coordinator = access.sign_coordinator(clock.now() + 1h);
  };
  turn_days(20);
  const std::string path = "/api/sessions/" + session["id"].get<std::string>() + "/links";
  const auto replaced = [&] {
    return json::parse(call("POST", path, R"({"role":"member"})").body)["token"].get<std::string>();
  };
  const std::string second = replaced();
  EXPECT_TRUE(access.check(second, clock.now() + 8 * 24h - 1s)) << "as long as the first one";
  EXPECT_FALSE(access.check(second, clock.now() + 8 * 24h));
  turn_days(5);
  EXPECT_TRUE(access.check(replaced(), clock.now() + 7 * 24h - 1s)) << "a week at least";

  EXPECT_EQ(create(body(400 * 24h)).status, 201);
  for (const protocol::Duration from_now : {protocol::Duration{400 * 24h} + 1ms, {}, -1ms}) {
    const HttpResponse refused = create(body(from_now));
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(json::parse(refused.body)["pointer"], "/linksUntil");
  }
}

TEST_F(HttpApiTest, NamedPeopleHaveLinksOfTheirOwn) {
  const json body =
      created(R"({"template":"cmh-60","participants":[{"name":"Farid","role":"member"},)"
              R"({"name":"Zoë","role":"facilitator"}]})");
  const json& links = body["links"]["participants"];
  const json& tokens = body["tokens"]["participants"];
  ASSERT_EQ(links.size(), 2U);
  ASSERT_EQ(tokens.size(), 2U);
  std::set<std::string> identities;
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string token = tokens[i]["token"];
    EXPECT_EQ(links[i]["link"], "https://b.example/#join=" + token);
    EXPECT_EQ(links[i]["name"], tokens[i]["name"]);
    EXPECT_EQ(links[i]["role"], tokens[i]["role"]);
    const auto claims = access.check(token, clock.now());
    ASSERT_TRUE(claims) << claims.error();
    EXPECT_EQ(claims->name, links[i]["name"].get<std::string>());
    EXPECT_EQ(protocol::to_word(claims->role), links[i]["role"].get<std::string>());
    EXPECT_TRUE(claims->named());
    identities.insert(claims->subject->str());
  }
  EXPECT_EQ(links[1]["name"], "Zoë");
  EXPECT_EQ(identities.size(), 2U);
}

TEST_F(HttpApiTest, WithoutATitleTheTemplatesIsTaken) {
  const json body = created(R"({"template":"bsms-60"})");
  const auto summary = directory.summary(protocol::SessionId(body["id"].get<std::string>()));
  EXPECT_EQ(summary->title, templates.find("bsms-60")->title);
}

TEST_F(HttpApiTest, AWrongMemberIsPointedAt) {
  const HttpResponse response =
      create(R"({"template":"cmh-60","participants":[{"name":"","role":"member"}]})");
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(response.content_type, "application/problem+json");
  json problem = json::parse(response.body);
  EXPECT_THAT(problem["detail"].get<std::string>(),
              testing::StartsWith("/participants/0/name: expected "));
  problem.erase("detail");
  EXPECT_EQ(problem, (json{{"type", "about:blank"},
                           {"title", "Unprocessable Content"},
                           {"status", 422},
                           {"pointer", "/participants/0/name"}}));
  EXPECT_TRUE(directory.list().empty()) << "a refused request changes nothing";
}

TEST_F(HttpApiTest, AnUnknownTemplateIsPointedAt) {
  const HttpResponse response = create(R"({"template":"nonesuch"})");
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(json::parse(response.body)["pointer"], "/template");
}

TEST_F(HttpApiTest, WhatIsNoJsonIsRefused) {
  const HttpResponse response = create("{");
  EXPECT_EQ(response.status, 400);
  EXPECT_THAT(response.body, HasSubstr("line 1"));
}

TEST_F(HttpApiTest, TheContentTypeHasToBeJson) {
  HttpRequest request{
      "POST", "/api/sessions", "", "Bearer " + coordinator, R"({"template":"cmh-60"})", false};
  for (const std::string type : {"", "text/plain", "application/jsonx", "application/json5;x"}) {
    request.content_type = type;
    EXPECT_EQ(call(request).status, 415) << type;
  }
  for (const std::string type : {"application/json", "Application/JSON ; charset=utf-8"}) {
    request.content_type = type;
    EXPECT_EQ(call(request).status, 201) << type;
  }
}

TEST_F(HttpApiTest, ABodyOverTheBoundIsRefused) {
  HttpRequest request{"POST", "/api/sessions", "application/json", "Bearer " + coordinator, "",
                      true};
  EXPECT_EQ(call(request).status, 413);
}

TEST_F(HttpApiTest, OnlyACoordinatorMayCall) {
  HttpRequest request;
  request.content_type = "application/json";
  request.body = R"({"template":"cmh-60"})";
  const json session = created(request.body);
  const std::string id = session["id"];
  const std::vector<std::pair<std::string, std::string>> calls{{"POST", "/api/sessions"},
                                                               {"GET", "/api/sessions"},
                                                               {"GET", "/api/sessions/" + id},
                                                               {"DELETE", "/api/sessions/" + id},
                                                               {"GET", "/api/sessions/none"}};
  const std::vector<std::string> strangers{
      "",
      "Bearer",
      "Bearer ",
      "Bearer x",
      "Basic " + coordinator,
      coordinator,
      "Bearer " + session["tokens"]["facilitator"].get<std::string>(),
      "Bearer " + access.sign_coordinator(clock.now())};
  for (const auto& [method, path] : calls) {
    for (const std::string& authorization : strangers) {
      request.method = method;
      request.path = path;
      request.authorization = authorization;
      const HttpResponse response = call(request);
      EXPECT_EQ(response.status, 401) << method << " " << path;
      EXPECT_THAT(header(response, "www-authenticate"), testing::StartsWith("Bearer"));
      EXPECT_THAT(response.body, Not(HasSubstr(id)));
    }
  }
  EXPECT_EQ(directory.list().size(), 1U);
  request.method = "GET";
  request.path = "/api/sessions";
  request.authorization = "bearer " + coordinator;
  EXPECT_EQ(call(request).status, 200) << "the scheme's case does not matter";
}

TEST_F(HttpApiTest, SessionsAreListedWithoutNames) {
  const json session = created(
      R"({"template":"cmh-60","title":"T","participants":[{"name":"Farid","role":"member"}]})");
  const std::string list = call("GET", "/api/sessions").body;
  EXPECT_THAT(list, Not(HasSubstr("Farid")));
  const json expected{{"id", session["id"]},  {"title", "T"},
                      {"template", "cmh-60"}, {"createdAt", protocol::to_epoch_ms(clock.now())},
                      {"begunAt", nullptr},   {"endedAt", nullptr},
                      {"phase", "gathering"}, {"held", false},
                      {"connected", 0},       {"lobby", 0},
                      {"circle", 0},          {"observer", 0}};
  EXPECT_EQ(json::parse(list), (json{{"sessions", {expected}}}));
  const HttpResponse one = call("GET", "/api/sessions/" + session["id"].get<std::string>());
  EXPECT_EQ(one.status, 200);
  EXPECT_EQ(json::parse(one.body), expected);
}

TEST_F(HttpApiTest, ASessionIsEndedOnce) {
  const std::string path =
      "/api/sessions/" + created(R"({"template":"cmh-60"})")["id"].get<std::string>();
  const HttpResponse response = call("DELETE", path);
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(response.body, "");
  EXPECT_EQ(call("DELETE", path).status, 404);
  EXPECT_EQ(call("GET", path).status, 404);
  EXPECT_EQ(json::parse(call("GET", "/api/sessions").body), (json{{"sessions", json::array()}}));
}

TEST_F(HttpApiTest, ASessionThatCannotBeKeptIsNotMade) {
  journal.refuses = true;
  EXPECT_EQ(create(R"({"template":"cmh-60"})").status, 503);
  EXPECT_TRUE(directory.list().empty());
}

TEST_F(HttpApiTest, AServerThatGoesDownIsNotReadyAndMakesNoSession) {
  context.stopping = true;
  EXPECT_EQ(operators("/readyz").status, 503);
  EXPECT_EQ(create(R"({"template":"cmh-60"})").status, 503);
  EXPECT_EQ(call("GET", "/healthz").status, 200);
}

TEST_F(HttpApiTest, EveryoneMaySeeTheTemplates) {
  HttpRequest request;
  request.method = "GET";
  request.path = "/api/templates";
  const HttpResponse response = call(request);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(json::parse(response.body)["templates"].size(), templates.size());
}

TEST_F(HttpApiTest, EveryoneMaySeeWhomToTurnTo) {
  HttpRequest request;
  request.method = "GET";
  request.path = "/api/support";
  EXPECT_EQ(call(request).body, R"({"contacts":[]})");
  context.support = {"Student wellbeing, 09 123 4567", "Käynti \"Mielensä\" 1"};
  const HttpResponse response = call(request);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(json::parse(response.body), (json{{"contacts", context.support}}));
}

TEST_F(HttpApiTest, MonitoringIsAnswered) {
  EXPECT_EQ(call("GET", "/healthz").body, R"({"status":"ok"})");
  EXPECT_EQ(operators("/healthz").body, R"({"status":"ok"})");
  EXPECT_EQ(operators("/readyz").body, R"({"status":"ready"})");
  const HttpResponse response = operators("/metrics");
  EXPECT_THAT(response.content_type, testing::StartsWith("text/plain; version=0.0.4"));
  EXPECT_THAT(response.body, HasSubstr("stepback_connections 0"));
  EXPECT_THAT(response.body, HasSubstr("\nstepback_ready 1\n"));
}

TEST_F(HttpApiTest, HowTheServerIsIsToldToTheOperatorAloneAndNothingElseIs) {
  for (const char* path : {"/readyz", "/metrics"}) EXPECT_EQ(call("GET", path).status, 404) << path;
  for (const char* path : {"/", "/api/templates", "/api/sessions"}) {
    EXPECT_EQ(operators(path).status, 404) << path;
  }
}

TEST_F(HttpApiTest, ThePageSaysHowToJoin) {
  const HttpResponse response = call("GET", "/");
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.content_type, testing::StartsWith("text/html"));
  EXPECT_THAT(response.body, HasSubstr("stepback join"));
}

TEST_F(HttpApiTest, WhatIsNotThereIsTold) {
  for (const std::string path :
       {"/api", "/api/", "/api/sessions/", "/api/sessions/a/b", "/healthz/", "/x", "", "*",
        "/API/sessions", "/api/sessions/none"}) {
    EXPECT_EQ(call("GET", path).status, 404) << path;
  }
}

TEST_F(HttpApiTest, AMethodThatIsNotThereIsToldWithThoseThatAre) {
  EXPECT_EQ(header(call("PUT", "/api/sessions"), "allow"), "GET, HEAD, POST");
  EXPECT_EQ(header(call("POST", "/api/sessions/x"), "allow"), "GET, HEAD, DELETE");
  EXPECT_EQ(header(call("", "/healthz"), "allow"), "GET, HEAD");
  EXPECT_EQ(call("POST", "/healthz").status, 405);
  EXPECT_EQ(call("OPTIONS", "/").status, 405);
}

TEST_F(HttpApiTest, HeadIsAnsweredLikeGet) {
  EXPECT_EQ(call("HEAD", "/api/templates").status, 200);
  EXPECT_EQ(call("HEAD", "/x").status, 404);
}

TEST_F(HttpApiTest, NothingIsKept) {
  for (const HttpResponse& response :
       {create(R"({"template":"cmh-60"})"), create("x"), call("GET", "/"), call("GET", "/x"),
        call("PUT", "/"), operators("/metrics")}) {
    EXPECT_EQ(header(response, "cache-control"), "no-store");
  }
}

}  // namespace
}  // namespace stepback::signalling

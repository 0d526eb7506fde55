#include "signalling/net/http/web_policy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stepback::signalling {
namespace {

using testing::AllOf;
using testing::HasSubstr;

WebOrigin origin(std::string_view text) {
  return WebOrigin::parse(text).value();
}

const WebPolicy kNobody;
const WebPolicy kMoodle{{origin("https://moodle.example.edu"), origin("http://localhost:5173")},
                        origin("https://balint.example.edu")};

HttpRequest request(const std::string& method, const std::string& path,
                    const std::string& from = "") {
  HttpRequest request;
  request.method = method;
  request.path = path;
  request.host = "127.0.0.1:8080";
  request.own_host = true;
  request.origin = from;
  return request;
}

/// A header of the answer to GET; "none" if it is missing, "twice" if it is there twice.
std::string header(const WebPolicy& policy, const HttpRequest& asked, const std::string& name,
                   const std::string& type = "text/html; charset=utf-8") {
  HttpResponse response;
  response.content_type = type;
  policy.protect(asked, response);
  std::string found = "none";
  for (const auto& [each, value] : response.headers) {
    if (each == name) found = found == "none" ? value : "twice";
  }
  return found;
}

bool may_open(const WebPolicy& policy, const std::string& from,
              const std::string& host = "127.0.0.1:8080") {
  HttpRequest asked = request("GET", "/ws", from);
  asked.host = host;
  return !policy.refuse_socket(asked);
}

TEST(WebPolicyTest, APageMayUseWhatIsItsOwnAndNothingElse) {
  const std::string rules = header(kNobody, request("GET", "/"), "content-security-policy");
  EXPECT_EQ(rules,
            "default-src 'none'; script-src 'self'; worker-src 'self' blob:; style-src 'self'; "
            "img-src 'self' data: blob:; font-src 'self'; media-src 'self' blob:; "
            "manifest-src 'self'; connect-src 'self' ws://127.0.0.1:8080 wss://127.0.0.1:8080; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'self'");
}

TEST(WebPolicyTest, WithoutAnAllowedOriginThePageIsForItsOwnWindowAlone) {
  const HttpRequest page = request("GET", "/");
  EXPECT_EQ(header(kNobody, page, "permissions-policy"),
            "camera=(self), microphone=(self), display-capture=()");
  EXPECT_EQ(header(kNobody, page, "cross-origin-opener-policy"), "same-origin");
  EXPECT_EQ(header(kNobody, page, "vary"), "none");
}

TEST(WebPolicyTest, AllowedOriginsMayFrameThePageAndLendItTheirDevices) {
  const HttpRequest page = request("GET", "/");
  EXPECT_THAT(
      header(kMoodle, page, "content-security-policy"),
      testing::EndsWith("frame-ancestors 'self' https://moodle.example.edu http://localhost:5173"));
  EXPECT_EQ(header(kMoodle, page, "permissions-policy"),
            "camera=(self \"https://moodle.example.edu\" \"http://localhost:5173\"), "
            "microphone=(self \"https://moodle.example.edu\" \"http://localhost:5173\"), "
            "display-capture=()");
  EXPECT_EQ(header(kMoodle, page, "cross-origin-opener-policy"), "none");
}

TEST(WebPolicyTest, ThePublicUrlsWebSocketMayBeReached) {
  EXPECT_THAT(header(kMoodle, request("GET", "/"), "content-security-policy"),
              HasSubstr("connect-src 'self' ws://127.0.0.1:8080 wss://127.0.0.1:8080 "
                        "wss://balint.example.edu;"));
  HttpRequest asked = request("GET", "/");
  asked.host = "balint.example.edu";
  EXPECT_THAT(header(kMoodle, asked, "content-security-policy"),
              HasSubstr("connect-src 'self' ws://balint.example.edu wss://balint.example.edu;"));
}

TEST(WebPolicyTest, AHostHeaderCannotChangeTheRules) {
  HttpRequest asked = request("GET", "/");
  asked.host = "x; script-src *";
  EXPECT_THAT(header(kNobody, asked, "content-security-policy"), HasSubstr("connect-src 'self';"));
}

TEST(WebPolicyTest, DataIsNoPage) {
  for (const std::string type :
       {"application/json", "application/problem+json", "text/plain; version=0.0.4"}) {
    const HttpRequest asked = request("GET", "/api/templates");
    EXPECT_EQ(header(kMoodle, asked, "content-security-policy", type),
              "default-src 'none'; frame-ancestors 'none'");
    EXPECT_EQ(header(kMoodle, asked, "permissions-policy", type), "none");
  }
}

TEST(WebPolicyTest, AScriptHasThePagesRulesForTheWorkerThatItMayBe) {
  EXPECT_THAT(header(kNobody, request("GET", "/assets/worker.js"), "content-security-policy",
                     "text/javascript; charset=utf-8"),
              HasSubstr("script-src 'self'"));
}

TEST(WebPolicyTest, NoAnswerIsGuessedAtOrTellsWhereItWasFollowedFrom) {
  for (const std::string type : {"text/html", "application/json", "image/png"}) {
    EXPECT_EQ(header(kMoodle, request("GET", "/"), "x-content-type-options", type), "nosniff");
    EXPECT_EQ(header(kMoodle, request("GET", "/"), "referrer-policy", type), "no-referrer");
  }
}

TEST(WebPolicyTest, AnAllowedOriginMayReadFilesAndCalls) {
  for (const std::string path :
       {"/", "/assets/element.js", "/api/templates", "/api/support", "/api/sessions"}) {
    const HttpRequest asked = request("GET", path, "https://moodle.example.edu");
    EXPECT_EQ(header(kMoodle, asked, "access-control-allow-origin"), "https://moodle.example.edu");
    EXPECT_EQ(header(kMoodle, asked, "access-control-expose-headers"), "location");
    EXPECT_EQ(header(kMoodle, asked, "vary"), "origin");
  }
}

TEST(WebPolicyTest, AStrangerMayReadNothing) {
  for (const std::string from :
       {"https://evil.example", "http://moodle.example.edu", "https://moodle.example.edu:8443",
        "https://moodle.example.edu.evil.example", "null", ""}) {
    const HttpRequest asked = request("GET", "/assets/element.js", from);
    EXPECT_EQ(header(kMoodle, asked, "access-control-allow-origin"), "none") << from;
    EXPECT_EQ(header(kMoodle, asked, "vary"), "origin") << "a cache keeps the two apart";
  }
}

TEST(WebPolicyTest, EveryPageMayImportTheElementWhichThenSaysThatTheSiteIsNotAllowed) {
  for (const WebPolicy& policy : {kNobody, kMoodle}) {
    for (const std::string from : {"https://evil.example", "https://moodle.example.edu", ""}) {
      const HttpRequest asked = request("GET", "/element/stepback.js", from);
      EXPECT_EQ(header(policy, asked, "access-control-allow-origin"), "*") << from;
    }
  }
}

TEST(WebPolicyTest, NoPageReadsHowTheServerIs) {
  const std::string from = "https://moodle.example.edu";
  EXPECT_EQ(header(kMoodle, request("GET", "/healthz", from), "access-control-allow-origin"),
            "none");
  EXPECT_FALSE(kMoodle.preflight(request("OPTIONS", "/healthz", from)));
}

TEST(WebPolicyTest, AnAllowedOriginsPreflightIsGranted) {
  const auto answer =
      kMoodle.preflight(request("OPTIONS", "/api/sessions", "https://moodle.example.edu"));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 204);
  using Header = std::pair<std::string, std::string>;
  EXPECT_THAT(answer->headers,
              testing::IsSupersetOf(
                  {Header{"access-control-allow-methods", "GET, HEAD, POST, DELETE"},
                   Header{"access-control-allow-headers", "authorization, content-type"}}));
}

TEST(WebPolicyTest, AStrangersPreflightIsRefusedWithASentence) {
  const auto answer =
      kMoodle.preflight(request("OPTIONS", "/api/sessions", "https://evil.example"));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 403);
  EXPECT_THAT(answer->body, AllOf(HasSubstr("--allow-origin"), HasSubstr("https://evil.example")));
}

TEST(WebPolicyTest, WhatIsNoPreflightIsLeftToTheCalls) {
  EXPECT_FALSE(kMoodle.preflight(request("OPTIONS", "/api/sessions")));
  EXPECT_FALSE(kMoodle.preflight(request("OPTIONS", "/api/sessions", "http://127.0.0.1:8080")));
  EXPECT_FALSE(kMoodle.preflight(request("GET", "/api/sessions", "https://moodle.example.edu")));
}

TEST(WebPolicyTest, TheServersOwnPageOpensTheWebSocket) {
  EXPECT_TRUE(may_open(kNobody, "http://127.0.0.1:8080"));
  EXPECT_TRUE(may_open(kNobody, "https://127.0.0.1:8080")) << "a proxy in front does TLS";
  EXPECT_TRUE(may_open(kNobody, "https://balint.example.edu", "balint.example.edu"));
  EXPECT_TRUE(may_open(kMoodle, "https://balint.example.edu")) << "the public URL, a proxy's Host";
}

TEST(WebPolicyTest, AllowedOriginsAndNativeClientsOpenTheWebSocket) {
  EXPECT_TRUE(may_open(kMoodle, "https://moodle.example.edu"));
  EXPECT_TRUE(may_open(kMoodle, ""));
  EXPECT_TRUE(may_open(kNobody, ""));
}

TEST(WebPolicyTest, AStrangersPageDoesNotOpenTheWebSocket) {
  for (const std::string from :
       {"https://evil.example", "null", "http://127.0.0.1", "http://127.0.0.1:8081",
        "http://balint.example.edu", "file://", "chrome-extension://abc", "garbage"}) {
    EXPECT_FALSE(may_open(kMoodle, from)) << from;
  }
  EXPECT_FALSE(may_open(kNobody, "https://moodle.example.edu"));
  EXPECT_THAT(*kNobody.refuse_socket(request("GET", "/ws", "https://evil.example")),
              AllOf(HasSubstr("--allow-origin"), HasSubstr("https://evil.example")));
}

TEST(WebPolicyTest, APageOfAForeignHostIsNotTheServersOwn) {
  HttpRequest asked = request("GET", "/ws", "https://evil.example");
  asked.host = "evil.example";
  asked.own_host = false;
  EXPECT_TRUE(kNobody.refuse_socket(asked));
  asked.method = "OPTIONS";
  EXPECT_EQ(kNobody.preflight(asked)->status, 403);
  EXPECT_THAT(*WebPolicy::refuse_host(asked),
              AllOf(HasSubstr("--allow-host"), HasSubstr("evil.example")));
  EXPECT_FALSE(WebPolicy::refuse_host(request("GET", "/")));
  asked.path = "/healthz";
  EXPECT_FALSE(WebPolicy::refuse_host(asked));
}

TEST(WebPolicyTest, BrowsersAreBoundToTlsThatIsThereToStay) {
  const std::string name = "strict-transport-security";
  HttpRequest secure = request("GET", "/");
  secure.secure = true;
  const WebPolicy strict{{}, std::nullopt, true};
  EXPECT_EQ(header(strict, secure, name), "max-age=31536000");
  EXPECT_EQ(header(strict, secure, name, "application/json"), "max-age=31536000");
  EXPECT_EQ(header(strict, request("GET", "/"), name), "none") << "RFC 6797, section 7.2";
  EXPECT_EQ(header(kNobody, secure, name), "none") << "a certificate that is only for a try";
}

TEST(WebPolicyTest, AnHttpsPublicUrlIsTlsThatIsThereToStay) {
  const std::string name = "strict-transport-security";
  HttpRequest proxied = request("GET", "/");
  proxied.host = "balint.example.edu";
  EXPECT_EQ(header(kMoodle, proxied, name), "max-age=31536000");
  EXPECT_EQ(header(kMoodle, request("GET", "/"), name), "none");
  const WebPolicy plain{{}, origin("http://balint.example.edu")};
  EXPECT_EQ(header(plain, proxied, name), "none");
}

}  // namespace
}  // namespace stepback::signalling

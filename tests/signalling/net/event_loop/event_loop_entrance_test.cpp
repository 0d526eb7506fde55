// What a connection has to pass before its request is answered: the raw request line and the Host
// header; and the operator's port.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <list>

#include "signalling/base/machine.hpp"
#include "tests/signalling/net/event_loop/running_loop.hpp"
#include "tests/support/wire/raw_client.hpp"

namespace stepback::signalling::test {
namespace {

using testing::HasSubstr;

HttpResponse tell_path(const HttpRequest& request) {
  HttpResponse response;
  response.body = request.path;
  return response;
}

class EventLoopEntrance : public testing::Test {
 protected:
  static RawResponse answer_to(std::uint16_t port, const std::string& bytes) {
    RawClient client(port);
    client.send(bytes);
    return client.response();
  }
  RawResponse get(const std::string& target) const {
    return answer_to(running.port(), "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  RawResponse of_host(const std::string& host) const {
    return answer_to(running.port(), "GET /a HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
  }

  RunningLoop running{RunningLoop::settings(), tell_path};
};

TEST_F(EventLoopEntrance, WhatIsRoutedIsTheRawPath) {
  for (const auto& [target, path] : std::vector<std::pair<std::string, std::string>>{
           {"/", "/"},
           {"/a/b.c/d..e", "/a/b.c/d..e"},
           {"/a=b,c@d:e!$'()*~-_", "/a=b,c@d:e!$'()*~-_"},
           {"/a%20b%c3%a9%25%3b%26%2b", "/a b\xc3\xa9%;&+"},
           {"/%e2%82%ac", "\x2f\xe2\x82\xac"},
           {"/a?b=%2e%2e/..//", "/a"}}) {
    EXPECT_EQ(get(target).body, path) << target;
  }
}

TEST_F(EventLoopEntrance, EachByteIsRoutedAsItselfOrRefused) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  int routed = 0;
  const auto expect = [&](const std::string& target, const std::string& path) {
    const RawResponse response = get(target);
    if (response.status == 400) return;
    EXPECT_EQ(response.body, path) << target;
    ++routed;
  };
  for (unsigned byte = 0; byte < 256; ++byte) {
    const std::string letter(1, static_cast<char>(byte));
    const std::string escape{'%', digits[byte / 16], digits[byte % 16]};
    if (letter != "?") expect("/a" + letter + "b", "/a" + letter + "b");
    expect("/a" + escape + "b", "/a" + letter + "b");
  }
  EXPECT_GT(routed, 150);
}

TEST_F(EventLoopEntrance, APathThatCanBeReadInTwoWaysIsRefused) {
  for (const char* target :
       {"/a%0d", "/a/x/..", "//a", "/%61", "/a\\b", "/a%3fb", "/a%3db", "/a#b", "/a%", "*"}) {
    const RawResponse response = get(target);
    EXPECT_EQ(response.status, 400) << target;
    EXPECT_EQ(response.headers.at("content-type"), "application/problem+json");
    EXPECT_THAT(response.body, HasSubstr("the request ")) << target;
  }
}

TEST_F(EventLoopEntrance, AHeaderIsNoRequestLine) {
  const RawResponse response =
      answer_to(running.port(), "Accept: /x HTTP/1.1\r\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(response.status, 400);
  EXPECT_THAT(response.body, HasSubstr("expected METHOD"));
}

TEST_F(EventLoopEntrance, ARequestBehindItsLineMayComeInAnyPieces) {
  const std::string request = "POST /whole HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc";
  for (std::size_t cut = 1; cut < request.size(); cut += 5) {
    RawClient client(running.port());
    client.send(request.substr(0, cut));
    running.on_loop([] {});
    client.send(request.substr(cut));
    EXPECT_EQ(client.response().body, "/whole") << cut;
  }
}

TEST_F(EventLoopEntrance, AClientThatGoesAwayBeforeItsLineIsForgotten) {
  EventLoop::Settings settings = RunningLoop::settings();
  settings.bounds.connections = 2;
  const RunningLoop small(settings, tell_path);
  for (int i = 0; i < 20; ++i) {
    RawClient half(small.port());
    if (i % 2 == 0) half.send("GET /a HT");
    half.finish_sending();
    EXPECT_TRUE(half.at_end()) << i;
  }
  EXPECT_EQ(RawClient(small.port()).request("GET", "/a").body, "/a");
}

TEST_F(EventLoopEntrance, AForeignHostIsRefused) {
  for (const std::string& host :
       {std::string("evil.example"), "evil.example:" + std::to_string(running.port()),
        std::string("localhost"), std::string("localhost:1"), std::string()}) {
    const RawResponse response = of_host(host);
    EXPECT_EQ(response.status, 421) << host;
    EXPECT_THAT(response.body, HasSubstr("--allow-host")) << host;
  }
  EXPECT_EQ(answer_to(running.port(), "GET /a HTTP/1.1\r\n\r\n").status, 421);
  EXPECT_EQ(answer_to(running.port(), "GET /a HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n").status, 421);
  const std::string port = ":" + std::to_string(running.port());
  for (const std::string host : {"x", "x:9", "LOCALHOST", "127.0.0.1", "[::1]"}) {
    EXPECT_EQ(of_host(host.starts_with('x') ? host : host + port).body, "/a") << host;
  }
}

TEST_F(EventLoopEntrance, AHealthCheckNeedsNoNameOfTheServer) {
  for (const std::string headers : {"", "Host: stepback.service.internal:8080\r\n"}) {
    EXPECT_EQ(answer_to(running.port(), "GET /healthz HTTP/1.1\r\n" + headers + "\r\n").body,
              "/healthz")
        << headers;
    EXPECT_EQ(answer_to(running.port(), "GET /healthz/ HTTP/1.1\r\n" + headers + "\r\n").status,
              421)
        << headers;
  }
}

TEST_F(EventLoopEntrance, NoWebSocketIsOpenedForAForeignHost) {
  const std::string evil = "evil.example:" + std::to_string(running.port());
  for (const std::string& origin : {"Origin: http://" + evil + "\r\n", std::string()}) {
    const RawResponse response = answer_to(running.port(), "GET /ws HTTP/1.1\r\nHost: " + evil +
                                                               "\r\nConnection: Upgrade\r\n" +
                                                               upgrade_headers() + origin + "\r\n");
    EXPECT_EQ(response.status, 403) << origin;
    EXPECT_THAT(response.body, HasSubstr("--allow-host"));
  }
}

TEST_F(EventLoopEntrance, BeyondLoopbackTheMachinesNameIsItsOwn) {
  EventLoop::Settings settings = RunningLoop::settings();
  settings.listen = "0.0.0.0";
  const RunningLoop open(settings, tell_path);
  for (const std::string& name : machine_names()) {
    const auto ask = [&](const RunningLoop& at) {
      return answer_to(at.port(), "GET /a HTTP/1.1\r\nHost: " + name + ":" +
                                      std::to_string(at.port()) + "\r\n\r\n")
          .status;
    };
    EXPECT_EQ(ask(open), 200) << name;
    EXPECT_EQ(ask(running), 421) << name;
  }
}

class OperatorsPort : public EventLoopEntrance {
 protected:
  static EventLoop::Settings with_operations() {
    EventLoop::Settings settings = RunningLoop::settings();
    settings.bounds.connections = 2;
    EventLoop::Operations operations;
    operations.http = [](const HttpRequest& request, const HttpReply& reply) {
      HttpResponse response;
      response.body = "for the operator: " + request.path;
      reply(response);
    };
    settings.operations = operations;
    return settings;
  }
  RawResponse ask(const std::string& path) {
    return RawClient(both.loop().operations_port()).request("GET", path);
  }

  RunningLoop both{with_operations(), tell_path};
};

TEST_F(OperatorsPort, IsAnsweredByAHandlerOfItsOwn) {
  EXPECT_EQ(ask("/a").body, "for the operator: /a");
  EXPECT_EQ(RawClient(both.port()).request("GET", "/a").body, "/a");
  EXPECT_NE(both.loop().operations_port(), both.port());
  EXPECT_EQ(running.loop().operations_port(), 0);
}

TEST_F(OperatorsPort, HasTheSameRulesAndNoWebSocket) {
  const std::uint16_t port = both.loop().operations_port();
  EXPECT_EQ(answer_to(port, "GET /a%0d HTTP/1.1\r\nHost: x\r\n\r\n").status, 400);
  EXPECT_EQ(answer_to(port, "GET /a HTTP/1.1\r\nHost: evil.example\r\n\r\n").status, 421);
  for (const char* path : {"/ws", "/", ""}) {
    RawClient client(port);
    client.send("GET " + std::string(path) + " HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n" +
                upgrade_headers() + "\r\n");
    EXPECT_GE(client.response().status, 400) << path;
  }
}

TEST_F(OperatorsPort, AnswersWhileTheOtherIsFull) {
  std::list<RawClient> idle;
  for (int i = 0; i < 2; ++i) idle.emplace_back(both.port());
  EXPECT_EQ(RawClient(both.port()).response().status, 503);
  EXPECT_EQ(ask("/a").status, 200);
}

TEST_F(OperatorsPort, AHostHeaderDoesNotLeadFromOnePortToTheOther) {
  EventLoop::Settings settings = with_operations();
  settings.hosts.emplace_back("operations");
  RunningLoop named(settings, tell_path);
  const std::string request = "GET /a HTTP/1.1\r\nHost: operations\r\n\r\n";
  EXPECT_EQ(answer_to(named.port(), request).body, "/a");
  EXPECT_EQ(answer_to(named.loop().operations_port(), request).body, "for the operator: /a");
}

TEST_F(OperatorsPort, AnswersWhileTheServerGoesDown) {
  RawClient held(both.port());
  held.open();
  both.on_loop([&] { both.loop().drain(std::chrono::seconds{60}); });
  EXPECT_EQ(ask("/a").status, 200);
  held.disconnect();
  EXPECT_TRUE(both.ended());
}

}  // namespace
}  // namespace stepback::signalling::test

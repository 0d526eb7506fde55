// Admission to the event loop: the connections of one address and in all, and the time within which
// a request must come.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <list>
#include <mutex>

#include "tests/signalling/net/event_loop/running_loop.hpp"
#include "tests/support/wire/raw_client.hpp"

namespace stepback::signalling::test {
namespace {

using testing::HasSubstr;

class EventLoopAdmission : public testing::Test {
 protected:
  EventLoop::Settings settings() {
    EventLoop::Settings settings = RunningLoop::settings();
    settings.bounds.waiting_each = 4;
    settings.bounds.undisturbed = std::chrono::hours{1};
    settings.bounds.bad_tokens_each = 1;
    settings.on_turned_away = [this](TurnedAway why) {
      const std::lock_guard lock(mutex);
      turned_away.push_back(why);
    };
    return settings;
  }
  std::vector<TurnedAway> told() {
    const std::lock_guard lock(mutex);
    return turned_away;
  }
  /// The answer to a connection that sends nothing.
  static RawResponse greeted(const RunningLoop& running) {
    RawClient client(running.port());
    return client.response();
  }

  std::mutex mutex;
  std::vector<TurnedAway> turned_away;
};

TEST_F(EventLoopAdmission, TellsTheFifthOfAnAddressToGo) {
  RunningLoop running(settings());
  std::list<RawClient> idle;
  for (int i = 0; i < 4; ++i) idle.emplace_back(running.port());

  const RawResponse response = greeted(running);

  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(response.headers.at("content-type"), "application/problem+json");
  EXPECT_EQ(response.headers.at("retry-after"), "5");
  EXPECT_THAT(response.body, HasSubstr("too many connections from where you are"));
  EXPECT_EQ(told(), std::vector{TurnedAway::tooManyWaiting});
}

TEST_F(EventLoopAdmission, IsOpenAgainOnceTheyAreGone) {
  RunningLoop running(settings());
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(RawClient(running.port()).request("GET", "/").status, 200) << i;
  }
  {
    std::list<RawClient> idle;
    for (int i = 0; i < 4; ++i) idle.emplace_back(running.port());
    EXPECT_EQ(greeted(running).status, 429);
  }
  int status = 429;
  for (int i = 0; i < 1000 && status == 429; ++i) {
    status = RawClient(running.port()).request("GET", "/").status;
  }
  EXPECT_EQ(status, 200);
}

TEST_F(EventLoopAdmission, SaysThatTheServerIsFull) {
  EventLoop::Settings small = settings();
  small.bounds.connections = 2;
  RunningLoop running(small);
  std::list<RawClient> idle;
  for (int i = 0; i < 2; ++i) idle.emplace_back(running.port());

  EXPECT_EQ(greeted(running).status, 503);
  EXPECT_EQ(told(), std::vector{TurnedAway::serverFull});
}

TEST_F(EventLoopAdmission, BoundsArrivals) {
  EventLoop::Settings slow = settings();
  slow.bounds.arrivals_each = 1;
  RunningLoop running(slow);
  int refused = 0;
  for (int i = 0; i < 200; ++i) {
    refused += RawClient(running.port()).request("GET", "/").status == 429 ? 1 : 0;
  }
  EXPECT_GT(refused, 0) << "190 of them, if it took no time";
  EXPECT_EQ(told().front(), TurnedAway::tooManyArrivals);
}

TEST_F(EventLoopAdmission, BoundsTheAnswersToBadTokensAndTakesAGoodOneAllTheSame) {
  RunningLoop running(settings(), [](const HttpRequest& request) {
    HttpResponse response;
    response.status = request.authorization == "Bearer good" ? 200 : 401;
    return response;
  });
  const auto status_for = [&](const std::string& token) {
    return RawClient(running.port()).request("GET", "/", "Authorization: Bearer " + token + "\r\n");
  };
  int unauthorized = 0;
  int refused = 0;
  for (int i = 0; i < 100; ++i) {
    const RawResponse response = status_for("bad");
    (response.status == 401 ? unauthorized : refused) += 1;
    if (response.status == 401) continue;
    EXPECT_EQ(response.status, 429);
    EXPECT_EQ(response.headers.at("retry-after"), "5");
    EXPECT_EQ(status_for("good").status, 200);
  }
  EXPECT_GE(unauthorized, 10);
  EXPECT_GT(refused, 0);
  EXPECT_EQ(RawClient(running.port()).request("GET", "/").status, 401) << "without a token";
}

TEST_F(EventLoopAdmission, CountsAWebSocketUntilItHasJoined) {
  RunningLoop running(settings());
  std::list<RawClient> open;
  for (int i = 0; i < 4; ++i) open.emplace_back(running.port()).open();

  EXPECT_EQ(greeted(running).status, 429);

  running.join(0);
  EXPECT_EQ(RawClient(running.port()).request("GET", "/").status, 200);
}

TEST_F(EventLoopAdmission, BelievesATrustedProxyAlone) {
  EventLoop::Settings proxied = settings();
  proxied.trusted_proxies = TrustedProxies::parse({"loopback"}).value();
  RunningLoop running(proxied);
  const auto come = [&](std::list<RawClient>& clients, const std::string& address) {
    return clients.emplace_back(running.port())
        .upgrade("/ws",
                 "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                 "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                 "Sec-WebSocket-Protocol: stepback.v1\r\nX-Forwarded-For: " +
                     address + "\r\n")
        .status;
  };
  std::list<RawClient> clients;
  for (int i = 0; i < 4; ++i) EXPECT_EQ(come(clients, "192.0.2.1"), 101);

  EXPECT_EQ(come(clients, "192.0.2.1"), 429);
  EXPECT_EQ(come(clients, "192.0.2.2"), 101);
  EXPECT_EQ(come(clients, "192.0.2.2, 192.0.2.1"), 429) << "what stands before may be invented";
  RawClient page(running.port());
  EXPECT_EQ(page.request("POST", "/x", "X-Forwarded-For: 192.0.2.1\r\n", "body").status, 429);
}

TEST_F(EventLoopAdmission, MakesNoMoreAnswersForWhoFetchesNone) {
  EventLoop::Settings settings = this->settings();
  settings.bounds.owed_bytes_each = std::size_t{20} << 20U;
  RunningLoop running(settings, [](const HttpRequest&) {
    HttpResponse response;
    response.body.assign(std::size_t{16} << 20U, 'x');
    return response;
  });
  std::list<RawClient> clients;
  for (int i = 0; i < 2; ++i) {
    clients.emplace_back(running.port(), RawSocketOptions{.receive_buffer = 4096})
        .send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  int status = 200;
  for (int i = 0; i < 1000 && status == 200; ++i) {
    RawClient client(running.port());
    client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
    status = client.response(false).status;
  }
  EXPECT_EQ(status, 429);
}

TEST_F(EventLoopAdmission, GivesUpARequestThatDoesNotCome) {
  EventLoop::Settings settings = this->settings();
  settings.request_deadline = std::chrono::seconds{1};
  RunningLoop running(settings);
  RawClient silent(running.port());
  RawClient half(running.port());
  half.send("GET / HTTP/1.1\r\nHost: x\r\n");
  RawClient body(running.port());
  body.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc");

  for (RawClient* each : {&silent, &half, &body}) {
    const RawResponse response = each->response();
    EXPECT_EQ(response.status, 408);
    EXPECT_EQ(response.headers.at("content-type"), "application/problem+json");
    EXPECT_TRUE(each->at_end());
  }
}

TEST_F(EventLoopAdmission, WaitsForNoRequestOfAWebSocket) {
  EventLoop::Settings settings = this->settings();
  settings.request_deadline = std::chrono::seconds{1};
  RunningLoop running(settings);
  RawClient open(running.port());
  open.open();
  RawClient silent(running.port());
  EXPECT_EQ(silent.response().status, 408);

  running.send(text("still here"));
  EXPECT_EQ(open.frame().payload, "still here");
}

}  // namespace
}  // namespace stepback::signalling::test

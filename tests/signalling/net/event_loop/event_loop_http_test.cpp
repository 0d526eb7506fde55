// HTTP over the event loop, with a client that speaks bytes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/signalling/net/event_loop/running_loop.hpp"
#include "tests/support/wire/raw_client.hpp"

namespace stepback::signalling::test {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

/// Answers with a description of the request.
HttpResponse describe(const HttpRequest& request) {
  HttpResponse response;
  response.status = request.body_too_large ? 413 : 200;
  response.content_type = "text/plain";
  response.body = request.method + " " + request.path + " type=" + request.content_type +
                  " authorization=" + request.authorization + " body=" + request.body;
  response.headers = {{"x-test", "yes"}};
  return response;
}

class EventLoopHttp : public testing::Test {
 protected:
  /// Makes one request on a connection of its own.
  RawResponse request(const std::string& method, const std::string& path,
                      const std::string& headers = "", const std::string& body = "") const {
    return RawClient(running.port()).request(method, path, headers, body);
  }
  /// Sends these bytes on a connection of their own and returns the answer.
  RawResponse answer_to(const std::string& bytes) const {
    RawClient other(running.port());
    other.send(bytes);
    return other.response();
  }

  RunningLoop running{RunningLoop::settings(), describe};
  RawClient client{running.port()};
};

TEST_F(EventLoopHttp, AnswersWithTheHandlersResponse) {
  const RawResponse response = client.request("GET", "/a/b");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.at("content-type"), "text/plain");
  EXPECT_EQ(response.headers.at("x-test"), "yes");
  EXPECT_THAT(response.headers.at("date"), HasSubstr(" GMT"));
  EXPECT_THAT(response.body, StartsWith("GET /a/b "));
}

TEST_F(EventLoopHttp, ClosesAfterItsAnswerAndSaysSo) {
  EXPECT_EQ(client.request("GET", "/").headers.at("connection"), "close");
  EXPECT_TRUE(client.closed_by_server());
}

TEST_F(EventLoopHttp, KeepsTheQueryToItself) {
  EXPECT_THAT(client.request("GET", "/a?token=secret").body, StartsWith("GET /a type="));
}

TEST_F(EventLoopHttp, HandsOverTypeAuthorizationAndBody) {
  for (const std::string method : {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
    const RawResponse response = request(
        method, "/x", "Content-Type: application/json\r\nAuthorization: Bearer abc\r\n", "{}");
    EXPECT_EQ(response.body, method + " /x type=application/json authorization=Bearer abc body={}");
  }
}

TEST_F(EventLoopHttp, TakesAnEmptyBodyForEveryMethod) {
  for (const std::string method : {"POST", "PUT", "PATCH", "DELETE", "GET"}) {
    EXPECT_THAT(request(method, "/x", "Content-Length: 0\r\n").body, StartsWith(method + " /x"));
  }
}

TEST_F(EventLoopHttp, HeadHasTheLengthButNoBody) {
  const RawResponse head = client.request("HEAD", "/x");
  EXPECT_EQ(head.status, 200);
  EXPECT_TRUE(client.closed_by_server());
  EXPECT_EQ(std::stoul(head.headers.at("content-length")), request("GET", "/xx").body.size());
}

TEST_F(EventLoopHttp, OnlyTheFirstOfSeveralRequestsAtOnceIsAnswered) {
  client.send(
      "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n"
      "POST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
      "GET /3 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(client.response().body, StartsWith("GET /1"));
  EXPECT_TRUE(client.closed_by_server());
}

TEST_F(EventLoopHttp, NothingBehindABodyIsAnswered) {
  client.send(
      "POST /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
      "POST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
  const std::string body = client.response().body;
  EXPECT_THAT(body, StartsWith("POST /1"));
  EXPECT_THAT(body, EndsWith("body=abc")) << "the second request is no part of the first";
  EXPECT_TRUE(client.closed_by_server());
}

TEST_F(EventLoopHttp, ABodyMayComeInPieces) {
  client.send("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nab");
  client.send("cd");
  client.send("ef");
  EXPECT_THAT(client.response().body, HasSubstr("body=abcdef"));
}

TEST_F(EventLoopHttp, TheHeadMayComeInPieces) {
  for (const char c : std::string("GET /x HTTP/1.1\r\nHost: x\r\n\r\n")) client.send({&c, 1});
  EXPECT_THAT(client.response().body, StartsWith("GET /x"));
}

TEST_F(EventLoopHttp, ABodyOfTheBoundIsWhole) {
  const std::string body(std::size_t{64} * 1024, 'b');
  EXPECT_THAT(client.request("POST", "/x", "", body).body, HasSubstr("body=" + body));
}

TEST_F(EventLoopHttp, ABodyOverTheBoundIsReadAndRefused) {
  const RawResponse response = client.request("POST", "/x", "", std::string(1 << 20, 'b'));
  EXPECT_EQ(response.status, 413);
  EXPECT_THAT(response.body, EndsWith("body="));
}

TEST_F(EventLoopHttp, AHugeBodyIsRefusedBeforeItHasCome) {
  for (const std::string method : {"POST", "PUT", "DELETE", "GET"}) {
    EXPECT_EQ(
        answer_to(method + " /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000000\r\n\r\nbegin")
            .status,
        413);
  }
}

TEST_F(EventLoopHttp, WhoGoesOnSendingARefusedBodyIsCutOff) {
  client.send("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000000\r\n\r\n");
  EXPECT_EQ(client.response().status, 413);
  const std::string piece(1 << 16, 'b');
  EXPECT_THROW(
      {
        for (int i = 0; i < 10000; ++i) client.send(piece);
      },
      std::runtime_error);
}

TEST_F(EventLoopHttp, ABodyWithoutALengthIsRefused) {
  for (const std::string method : {"POST", "PUT", "PATCH"}) {
    EXPECT_EQ(answer_to(method + " /x HTTP/1.1\r\nHost: x\r\n\r\n").status, 411) << method;
  }
  for (const std::string method : {"POST", "PUT", "GET", "DELETE"}) {
    EXPECT_EQ(
        answer_to(method + " /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n").status,
        411)
        << method;
  }
}

TEST_F(EventLoopHttp, ALengthThatIsNoNumberIsRefused) {
  for (const std::string length : {"-1", "abc", "1 2", "99999999999999999999", "0x10",
                                   "0000000000000000000000000000000000x"}) {
    for (const std::string method : {"POST", "PUT", "GET"}) {
      std::string request = method + " /x HTTP/1.1\r\nHost: x\r\nContent-Length: ";
      request.append(length).append("\r\n\r\n");
      EXPECT_EQ(answer_to(request).status, 400) << method << " " << length;
    }
  }
}

TEST_F(EventLoopHttp, TwoLengthsAreRefused) {
  EXPECT_EQ(
      answer_to("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabc")
          .status,
      400);
}

TEST_F(EventLoopHttp, ATunnelIsRefused) {
  client.send("CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n");
  EXPECT_EQ(client.response().status, 400);
  EXPECT_TRUE(client.closed_by_server());
  EXPECT_EQ(request("GET", "/x").status, 200);
}

// libwebsockets answers some of these itself.
TEST_F(EventLoopHttp, GarbageDoesNoHarm) {
  for (const std::string& garbage :
       {std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15),
        std::string("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), std::string("GET x HTTP/1.1\r\n\r\n"),
        std::string("FOO /x HTTP/1.1\r\nHost: x\r\n\r\n"), std::string("\r\n\r\n\r\n\r\n"),
        "GET /" + std::string(100'000, 'x') + " HTTP/1.1\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost: " + std::string(100'000, 'x') + "\r\n\r\n",
        "GET /x HTTP/1.1\r\nAuthorization: " + std::string(14'000, 'x') + "\r\n\r\n"}) {
    RawClient other(running.port());
    try {
      other.send(garbage);
    } catch (const std::runtime_error&) {  // the server has closed
    }
  }
  EXPECT_EQ(request("GET", "/x").status, 200);
}

TEST(EventLoopHttpAnswers, ALargeOneArrivesWhole) {
  std::string large(4 << 20, '\0');
  for (std::size_t i = 0; i < large.size(); ++i) large[i] = static_cast<char>(i * 7 >> 3U);
  RunningLoop running(RunningLoop::settings(), [&](const HttpRequest&) {
    HttpResponse response;
    response.body = large;
    return response;
  });
  EXPECT_TRUE(RawClient(running.port()).request("GET", "/").body == large);
  EXPECT_TRUE(RawClient(running.port()).request("POST", "/", "", "body").body == large);
}

TEST(EventLoopHttpAnswers, WhoSendsOnWhileALargeOneIsReadGetsItAllTheSame) {
  const std::string large(8 << 20, 'x');
  RunningLoop running(RunningLoop::settings(), [&](const HttpRequest&) {
    HttpResponse response;
    response.body = large;
    return response;
  });
  RawClient client(running.port(), {.receive_buffer = 4096});
  client.send("GET /1 HTTP/1.1\r\nHost: x\r\n\r\n");
  client.send("POST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
  running.on_loop([] {});
  EXPECT_TRUE(client.response().body == large);
}

}  // namespace
}  // namespace stepback::signalling::test

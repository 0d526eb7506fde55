// WebSockets over the event loop, with a client that speaks bytes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/signalling/net/event_loop/socket_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string kHandshake =
    "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

TEST_F(EventLoopSocket, OpensOnItsPathWithItsSubprotocol) {
  const RawResponse response =
      client.upgrade("/ws", kHandshake + "Sec-WebSocket-Protocol: http, stepback.v1\r\n" +
                                "Sec-WebSocket-Extensions: permessage-deflate\r\n");
  EXPECT_EQ(response.status, 101);
  EXPECT_EQ(response.headers.at("sec-websocket-protocol"), "stepback.v1");
  EXPECT_EQ(response.headers.count("sec-websocket-extensions"), 0U)
      << "media is compressed already";
  // RFC 6455, section 1.3, has the same key as its example.
  EXPECT_EQ(response.headers.at("sec-websocket-accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

TEST_F(EventLoopSocket, IsRefusedElsewhere) {
  for (const std::string path : {"/", "/api/sessions", "/ws/x", "/WS"}) {
    RawClient other(running.port());
    EXPECT_EQ(other.upgrade(path, upgrade_headers()).status, 404) << path;
  }
}

TEST_F(EventLoopSocket, IsRefusedWithoutItsSubprotocol) {
  for (const std::string offer :
       {"", "Sec-WebSocket-Protocol: http\r\n", "Sec-WebSocket-Protocol: (http)\r\n",
        "Sec-WebSocket-Protocol: STEPBACK.V1\r\n", "Sec-WebSocket-Protocol: stepback.v10\r\n",
        "Sec-WebSocket-Protocol: stepback.v1 stepback.v2\r\n"}) {
    RawClient other(running.port());
    const RawResponse response = other.upgrade("/ws", kHandshake + offer);
    EXPECT_EQ(response.status, 400) << offer;
    EXPECT_EQ(response.headers.at("content-type"), "application/problem+json");
    EXPECT_THAT(response.body, HasSubstr("expected stepback.v1"));
  }
}

TEST_F(EventLoopSocket, AStrangersPageIsRefusedBeforeTheUpgrade) {
  for (const std::string origin : {"https://evil.example", "null", "http://localhost:1"}) {
    RawClient other(running.port());
    const RawResponse response =
        other.upgrade("/ws", upgrade_headers() + "Origin: " + origin + "\r\n");
    EXPECT_EQ(response.status, 403) << origin;
    EXPECT_EQ(response.headers.at("content-type"), "application/problem+json");
    EXPECT_THAT(response.body, HasSubstr("--allow-origin"));
    EXPECT_TRUE(other.closed_by_server());
  }
  EXPECT_EQ(
      client.upgrade("/ws", upgrade_headers() + "Origin: http://" + client.host() + "\r\n").status,
      101);
}

TEST(EventLoopSocketOrigins, AnAllowedOriginAndThePublicUrlsPageAreLetIn) {
  EventLoop::Settings settings = RunningLoop::settings();
  settings.web_policy = WebPolicy({*WebOrigin::parse("https://moodle.example.edu")},
                                  WebOrigin::parse("https://balint.example.edu"));
  RunningLoop running(settings);
  const std::string offer = upgrade_headers() + "Origin: ";
  for (const std::string origin : {"https://moodle.example.edu", "https://balint.example.edu"}) {
    RawClient page(running.port());
    EXPECT_EQ(page.upgrade("/ws", offer + origin + "\r\n").status, 101) << origin;
  }
  RawClient stranger(running.port());
  EXPECT_EQ(stranger.upgrade("/ws", offer + "https://evil.example\r\n").status, 403);
}

TEST_F(EventLoopSocket, ABadHandshakeIsAnswered) {
  const std::string offer = "Sec-WebSocket-Protocol: stepback.v1\r\n";
  EXPECT_EQ(client
                .upgrade("/ws",
                         "Upgrade: websocket\r\nSec-WebSocket-Version: 8\r\n"
                         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
                             offer)
                .status,
            426);
  RawClient without_key(running.port());
  EXPECT_EQ(
      without_key.upgrade("/ws", "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" + offer)
          .status,
      400);
  RawClient http2(running.port());
  EXPECT_EQ(http2.upgrade("/ws", "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n").status,
            400);
  RawClient unknown(running.port());
  EXPECT_GE(unknown.upgrade("/ws", "Upgrade: foo\r\n").status, 400);
  EXPECT_TRUE(unknown.closed_by_server());
}

TEST_F(EventLoopSocket, MessagesArriveWholeAndInOrder) {
  client.open();
  running.join(0);
  const std::string most_text(std::size_t{16} * 1024, 't');
  const std::string most_binary(std::size_t{64} * 1024, 'b');
  client.send_frame(Frame::text, "first");
  client.send_frame(Frame::binary, std::string("\0\1\2", 3));
  client.send_frame(Frame::text, "");
  client.send_frame(Frame::text, most_text);
  client.send_frame(Frame::binary, most_binary);
  EXPECT_THAT(running.witness().heard(5),
              ElementsAre("text first", "binary " + std::string("\0\1\2", 3), "text ",
                          "text " + most_text, "binary " + most_binary));
}

TEST_F(EventLoopSocket, FragmentsArePutTogether) {
  client.open();
  client.send_frame(Frame::text, "one, ", false);
  client.send_frame(Frame::continuation, "two, ", false);
  client.send_frame(Frame::ping, "in between");
  client.send_frame(Frame::continuation, "three");
  client.send_frame(Frame::text, "next");
  EXPECT_THAT(running.witness().heard(2), ElementsAre("text one, two, three", "text next"));
}

TEST_F(EventLoopSocket, AMessageOverItsBoundIsThrownAwayAndTold) {
  client.open();
  running.join(0);
  client.send_frame(Frame::text, std::string(16 * 1024 + 1, 't'));
  client.send_frame(Frame::text, "fine");
  client.send_frame(Frame::binary, std::string(std::size_t{256} * 1024, 'b'));
  client.send_frame(Frame::binary, "fine");
  EXPECT_THAT(running.witness().heard(4),
              ElementsAre("too large text", "text fine", "too large binary", "binary fine"));
}

TEST_F(EventLoopSocket, FragmentsDoNotGetAroundTheBound) {
  client.open();
  client.send_frame(Frame::text, std::string(10'000, 't'), false);
  client.send_frame(Frame::continuation, std::string(10'000, 't'), false);
  client.send_frame(Frame::continuation, std::string(10'000, 't'), false);
  client.send_frame(Frame::continuation, "end");
  client.send_frame(Frame::text, "fine");
  EXPECT_THAT(running.witness().heard(2), ElementsAre("too large text", "text fine"));
}

TEST_F(EventLoopSocket, ManyMessagesOfAllSizesReachASlowReaderWhole) {
  client.open();
  std::vector<std::string> sent;
  for (std::size_t i = 0; i < 1500; ++i) {
    sent.push_back(std::to_string(i) +
                   std::string(i * 7919 % 60'000, static_cast<char>('a' + i % 26)));
  }
  for (const std::string& each : sent) running.send(text(each));
  for (const std::string& each : sent) {
    const Frame frame = client.frame();
    ASSERT_EQ(frame.opcode, Frame::text);
    ASSERT_TRUE(frame.final);
    ASSERT_TRUE(frame.payload == each);
  }
}

TEST_F(EventLoopSocket, AMessageSharedByManyIsNotChangedByWritingIt) {
  client.open();
  RawClient other(running.port());
  other.open();
  const auto message = WebSocketFrame::binary(Bytes{1, 2, 3, 4});
  for (int i = 0; i < 3; ++i) {
    running.send(message, 0);
    running.send(message, 1);
  }
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(client.frame().payload, "\1\2\3\4");
    EXPECT_EQ(other.frame().payload, "\1\2\3\4");
  }
  EXPECT_THAT(message.payload(), ElementsAre(1, 2, 3, 4));
}

// The handler can still take back packets that it has not handed over. A purge depends on that.
TEST(EventLoopSlowReader, MostOfWhatIsNotReadStaysWithTheHandler) {
  RunningLoop running;
  RawClient client(running.port(), {.receive_buffer = 4096});
  client.open();
  constexpr std::size_t messages = 2000;
  for (std::size_t i = 0; i < messages; ++i) running.send(text(std::string(1000, 'x')));
  std::size_t taken = 0;
  do {  // until the loop asks for no more
    taken = running.witness().taken();
    running.on_loop([] {});
  } while (running.witness().taken() != taken);
  EXPECT_LT(taken, messages / 10);
  for (std::size_t i = 0; i < messages; ++i) ASSERT_EQ(client.frame().payload.size(), 1000U);
}

TEST_F(EventLoopSocket, TheFirstMessageMayComeRightBehindTheHandshake) {
  const std::string frame("\x81\x85\0\0\0\0hello", 11);
  client.send("GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n" + upgrade_headers() +
              "\r\n" + frame + frame);
  EXPECT_EQ(client.response().status, 101);
  EXPECT_THAT(running.witness().heard(2), ElementsAre("text hello", "text hello"));
}

}  // namespace
}  // namespace stepback::signalling::test

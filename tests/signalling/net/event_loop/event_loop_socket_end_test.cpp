// Ends of WebSockets over the event loop: by the handler, by the client, and by the loop's own end.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>

#include "tests/signalling/net/event_loop/socket_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using testing::ElementsAre;

TEST_F(EventLoopSocket, ClosingSendsWhatWaitsFirst) {
  client.open();
  running.on_loop([] {});
  running.send(text("last words"));
  running.close();
  EXPECT_EQ(client.frame().payload, "last words");
  const Frame end = client.frame();
  EXPECT_EQ(end.opcode, Frame::close);
  EXPECT_EQ(end.close_code(), 1000);
  EXPECT_TRUE(running.witness().closed());
}

// Closing with unread bytes would reset the connection, and the last words might be lost.
TEST_F(EventLoopSocket, ClosingReadsOnUntilThePeerHasClosedButNothingIsHeard) {
  client.open();
  running.send(text("last words"));
  running.close();
  for (int i = 0; i < 50; ++i) client.send_frame(Frame::binary, std::string(1000, 'x'));
  EXPECT_EQ(client.frame().payload, "last words");
  const Frame end = client.frame();
  EXPECT_EQ(end.close_code(), 1000);
  for (int i = 0; i < 50; ++i) client.send_frame(Frame::binary, std::string(1000, 'x'));
  client.send_frame(Frame::close, end.payload);
  EXPECT_TRUE(client.closed_by_server());
  EXPECT_TRUE(running.witness().closed());
  EXPECT_THAT(running.witness().heard(0), ElementsAre());
}

TEST(EventLoopSlowReader, WhoDoesNotReadIsClosedAllTheSame) {
  std::atomic<int> tenths = 0;  // of a second of the loop's time, until the close
  RunningLoop running;
  RawClient client(running.port(), {.receive_buffer = 4096});
  client.open();
  for (int i = 0; i < 200; ++i) running.send(text(std::string(60'000, 'x')));
  Witness& witness = running.witness();
  running.on_loop([&] {
    running.loop().every(std::chrono::milliseconds(100), [&](std::chrono::microseconds) {
      if (!witness.has_closed()) ++tenths;
    });
  });
  running.close();
  ASSERT_TRUE(witness.closed());
  EXPECT_LT(tenths, 40) << "libwebsockets by itself would take longer";
}

TEST_F(EventLoopSocket, TheHandlerHearsOfAPolitePeersEnd) {
  client.open();
  client.send_frame(Frame::close, std::string("\x03\xe8", 2));
  EXPECT_EQ(client.frame().close_code(), 1000);
  EXPECT_TRUE(running.witness().closed());
}

TEST_F(EventLoopSocket, TheHandlerHearsOfALostPeer) {
  client.open();
  running.witness();
  client.disconnect();
  EXPECT_TRUE(running.witness().closed());
}

TEST_F(EventLoopSocket, DrainingClosesEveryoneAndEndsTheLoop) {
  client.open();
  running.witness();
  running.send(text("bye"));
  running.on_loop([&] { running.loop().drain(std::chrono::seconds(60)); });
  EXPECT_EQ(client.frame().payload, "bye");
  const Frame end = client.frame();
  EXPECT_EQ(end.close_code(), 1000);
  client.send_frame(Frame::close, end.payload);
  EXPECT_TRUE(running.ended());
}

TEST_F(EventLoopSocket, DrainingDoesNotWaitForEver) {
  client.open();
  running.witness();
  running.on_loop([&] { running.loop().drain(std::chrono::milliseconds(100)); });
  EXPECT_TRUE(running.ended());
}

TEST_F(EventLoopSocket, DrainingRefusesNewcomers) {
  RawClient early(running.port());
  early.send("GET /ws HTTP/1.1\r\n");
  client.open();
  running.witness();
  running.on_loop([&] { running.loop().drain(std::chrono::seconds(60)); });
  EXPECT_THROW(RawClient(running.port()), std::runtime_error);
  early.send("Host: x\r\nConnection: Upgrade\r\n" + upgrade_headers() + "\r\n");
  EXPECT_EQ(early.response().status, 503);
}

}  // namespace
}  // namespace stepback::signalling::test

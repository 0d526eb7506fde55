// The ways of writing packets, at once or through the queue, and the detection of dead connections.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>
#include <utility>

#include "tests/signalling/media/numbered_packets.hpp"
#include "tests/signalling/net/event_loop/running_loop.hpp"
#include "tests/support/wire/raw_client.hpp"

namespace stepback::signalling::test {
namespace {

/// Writes packets until one is written at once, or until one is queued if not `at_once`, 30 seconds
/// at most. Returns whether that happened, and adds the last packet to `sent`. Before each packet
/// the loop's thread is busy for `busy`, and the client reads `sent` and all packets so far. So a
/// packet is queued only because the loop is late and batches, and never because the socket is
/// full. A busy machine makes the loop late, too.
bool comes_to_write(RunningLoop& running, RawClient& client, bool at_once,
                    std::vector<WebSocketFrame>& sent, std::chrono::milliseconds busy = {}) {
  std::size_t number = 0;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (std::chrono::steady_clock::now() < deadline) {
    if (!gets(client, std::exchange(sent, {}))) return false;
    if (busy.count() > 0) running.on_loop([&] { std::this_thread::sleep_for(busy); });
    sent.push_back(packet(number++));
    if (running.write(sent.back()) == at_once) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return false;
}

TEST(EventLoopWrite, APacketIsWrittenBeforeTheCallReturns) {
  RunningLoop running;
  RawClient client(running.port());
  client.open();
  std::vector<WebSocketFrame> sent;

  EXPECT_TRUE(comes_to_write(running, client, true, sent));

  EXPECT_TRUE(gets(client, sent));
}

TEST(EventLoopWrite, ASlowReaderGetsAllPacketsWholeWhicheverWayTheyWent) {
  RunningLoop running;
  RawClient client(running.port(), {.receive_buffer = 4096});
  client.open();
  const auto packets = packets_of_all_sizes();
  std::vector<WebSocketFrame> sent;
  ASSERT_TRUE(comes_to_write(running, client, true, sent));
  std::size_t at_once = 0;
  for (const auto& each : packets) at_once += running.write(each) ? 1U : 0U;
  EXPECT_LT(at_once, packets.size());

  EXPECT_TRUE(gets(client, std::exchange(sent, {})));
  EXPECT_TRUE(gets(client, packets));

  EXPECT_TRUE(comes_to_write(running, client, true, sent)) << "all has been read";
  EXPECT_TRUE(gets(client, sent));
}

// A written packet cannot be taken back, so only few may be on their way to a slow reader.
TEST(EventLoopWrite, MostOfWhatIsNotReadStaysWithTheHandler) {
  RunningLoop running;
  RawClient client(running.port(), {.receive_buffer = 4096});
  client.open();
  std::size_t at_once = 0;
  for (std::size_t i = 0; i < 2000; ++i) at_once += running.write(packet(i)) ? 1U : 0U;

  EXPECT_LT(at_once * 100, std::size_t{32} * 1024);
  EXPECT_GT(running.queued(), 1500U);
}

TEST(EventLoopWrite, WhatWaitsForOneReaderGoesOutTogetherAndWhole) {
  RunningLoop running;
  RawClient client(running.port());
  client.open();
  running.witness();
  running.on_loop([&] { std::this_thread::sleep_for(std::chrono::milliseconds(1)); });
  std::vector<WebSocketFrame> packets;
  for (std::size_t i = 0; i < 50; ++i) packets.push_back(packet(i));
  for (const auto& each : packets) running.send(each);

  EXPECT_TRUE(gets(client, packets));
}

TEST(EventLoopWrite, NothingIsWrittenAtOnceBehindAClose) {
  RunningLoop running;
  RawClient client(running.port());
  client.open();
  running.witness();
  running.close();

  EXPECT_FALSE(running.write(packet(1)));
  const Frame first = client.frame();
  EXPECT_TRUE(first.opcode == Frame::close || first.payload == packet(1).words());
}

TEST(EventLoopWrite, APeerThatHasSaidGoodbyeGetsNothingButTheAnswer) {
  RunningLoop running;
  RawClient client(running.port());
  client.open();
  client.send_frame(Frame::close, std::string("\x03\xe8", 2));
  for (std::size_t i = 0; i < 100; ++i) running.write(packet(i));

  while (client.frame().opcode != Frame::close) {
  }
  EXPECT_TRUE(client.at_end()) << "a close is the last frame (RFC 6455, section 5.5.1)";
  EXPECT_TRUE(running.witness().closed());
}

// A write may fail within another connection's turn, so it must not destroy anything there.
TEST(EventLoopWrite, AConnectionThatBreaksUnderAWriteIsClosedLater) {
  RunningLoop running;
  RawClient client(running.port());
  client.open();
  running.witness();
  running.on_loop([&] {  // the loop does not notice the end before it writes
    client.send_frame(Frame::binary, "unread");
    client.disconnect();
  });
  for (std::size_t i = 0; i < 1000; ++i) running.write(packet(i));

  EXPECT_TRUE(running.witness().closed());
}

/// A loop that the test makes late, with a client that may be silent for long.
class LateLoop : public testing::Test {
 protected:
  /// Longer than the period at which the loop measures how late it is, and the lateness allowed.
  static constexpr std::chrono::milliseconds kBusy{40};

  static EventLoop::Settings settings() {
    EventLoop::Settings settings = RunningLoop::settings();
    settings.ping_after = std::chrono::seconds(100);
    settings.hangup_after = std::chrono::seconds(110);
    return settings;
  }
  std::vector<WebSocketFrame> sent;
  RunningLoop running{settings()};
};

TEST_F(LateLoop, BatchesPacketsUntilItIsInTimeAgain) {
  RawClient client(running.port());
  client.open();
  ASSERT_TRUE(comes_to_write(running, client, true, sent));

  EXPECT_TRUE(comes_to_write(running, client, false, sent, kBusy));
  EXPECT_TRUE(gets(client, std::exchange(sent, {}))) << "a batch is sent without a further call";

  EXPECT_TRUE(comes_to_write(running, client, true, sent));
  EXPECT_TRUE(gets(client, sent));
}

TEST_F(LateLoop, AConnectionMayEndWhileItsPacketsAreBatched) {
  RawClient client(running.port());
  client.open();
  ASSERT_TRUE(comes_to_write(running, client, false, sent, kBusy));
  client.disconnect();
  EXPECT_TRUE(running.witness().closed());
}

EventLoop::Settings impatient() {
  EventLoop::Settings settings = RunningLoop::settings();
  settings.ping_after = std::chrono::seconds(1);
  settings.hangup_after = std::chrono::seconds(3);  // time to answer on a busy machine
  return settings;
}

TEST(EventLoopPings, ADeadPeerIsFoundOut) {
  RunningLoop running(impatient());
  RawClient client(running.port());  // never answers
  client.open();
  EXPECT_EQ(client.any_frame().opcode, Frame::ping);
  EXPECT_TRUE(running.witness().closed());
}

TEST(EventLoopPings, WhoAnswersIsKept) {
  RunningLoop running(impatient());
  RawClient client(running.port());
  client.open();
  for (int i = 0; i < 4; ++i) {  // for longer than the hangup
    const Frame ping = client.any_frame();
    ASSERT_EQ(ping.opcode, Frame::ping);
    client.send_frame(Frame::pong, ping.payload);
  }
  running.write(packet(1));
  EXPECT_EQ(client.frame().payload, packet(1).words());
}

TEST(EventLoopPings, WhoSpeaksIsNotPinged) {
  EventLoop::Settings settings = impatient();
  settings.ping_after = std::chrono::seconds(2);
  settings.hangup_after = std::chrono::seconds(4);
  RunningLoop running(settings);
  RawClient client(running.port());
  client.open();
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(3500);
  while (std::chrono::steady_clock::now() < until) {
    client.send_frame(Frame::binary, "x");
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  running.write(packet(1));
  EXPECT_EQ(client.any_frame().opcode, Frame::binary) << "a ping would have come before it";
}

}  // namespace
}  // namespace stepback::signalling::test

// A client that sends what no handler sees (fragments, empty frames, pings, pongs), a message
// without an end, or much before it has joined, is closed. Others are served meanwhile.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "tests/signalling/net/event_loop/running_loop.hpp"
#include "tests/support/wire/flooder.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::Optional;
using testing::SizeIs;

constexpr int kPolicyViolation = 1008;
constexpr int kTooLarge = 1009;
constexpr int kTryAgainLater = 1013;

class EventLoopFlood : public testing::Test {
 protected:
  static auto soon() { return std::chrono::steady_clock::now() + 30s; }

  /// A client that is in a session.
  std::unique_ptr<Flooder> join(RunningLoop& loop) {
    auto client = std::make_unique<Flooder>(loop.port());
    client->open();
    loop.join(clients++);
    return client;
  }
  std::unique_ptr<Flooder> join() { return join(running); }

  std::size_t clients = 0;
  RunningLoop running;
};

const std::string kFragments = repeated(RawClient::masked(Frame::continuation, "x", false), 1000);

TEST_F(EventLoopFlood, AMessageWithoutAnEndIsClosed) {
  const auto client = join();
  client->send_frame(Frame::binary, "x", false);
  const std::string pieces =
      repeated(RawClient::masked(Frame::continuation, std::string(60'000, 'x'), false), 1);

  EXPECT_THAT(client->flood(pieces, soon()), Optional(kTooLarge));
  EXPECT_TRUE(running.witness().closed());
  EXPECT_THAT(running.witness().heard(2), ElementsAre("too large binary", "sent away: flood"));
}

TEST_F(EventLoopFlood, AMessageOfFourBoundsIsThrownAwayAndALargerOneIsClosed) {
  const auto client = join();
  client->send_frame(Frame::text, std::string(std::size_t{64} * 1024, 't'));
  client->send_frame(Frame::text, "fine");
  EXPECT_THAT(running.witness().heard(2), ElementsAre("too large text", "text fine"));

  client->send_frame(Frame::text, std::string(std::size_t{64} * 1024 + 1, 't'));
  EXPECT_EQ(client->frame().close_code(), kTooLarge);
}

TEST_F(EventLoopFlood, FragmentsAreBounded) {
  const auto client = join();
  client->send_frame(Frame::text, "x", false);
  EXPECT_THAT(client->flood(kFragments, soon()), Optional(kPolicyViolation));
  EXPECT_THAT(running.witness().heard(1), Contains("sent away: flood"));
}

TEST_F(EventLoopFlood, EmptyFragmentsAreBounded) {
  const auto client = join();
  client->send_frame(Frame::text, "", false);
  const std::string empty = repeated(RawClient::masked(Frame::continuation, "", false), 1000);
  EXPECT_THAT(client->flood(empty, soon()), Optional(kPolicyViolation));
}

TEST_F(EventLoopFlood, PongsThatNobodyAskedForAreBounded) {
  const auto client = join();
  const std::string pongs = repeated(RawClient::masked(Frame::pong, "x"), 1000);
  EXPECT_THAT(client->flood(pongs, soon()), Optional(kPolicyViolation));
}

TEST_F(EventLoopFlood, SomeOfEachAreFine) {
  const auto client = join();
  client->send_frame(Frame::text, "x", false);
  for (int i = 0; i < 200; ++i) {
    client->send_frame(Frame::pong, "x");
    client->send_frame(Frame::ping, "x");
    client->send_frame(Frame::continuation, "", false);
  }
  client->send_frame(Frame::continuation, "y");
  EXPECT_THAT(running.witness().heard(1), ElementsAre("text xy"));
}

// libwebsockets reports neither of these. They show in the bytes of a second.
TEST_F(EventLoopFlood, PingsAndEmptyPongsAreBoundedAndOthersAreServed) {
  const auto pings = join();
  const auto pongs = join();
  const auto other = join();
  std::optional<int> pinged;
  std::optional<int> ponged;
  std::vector<std::jthread> floods;
  floods.emplace_back(
      [&] { pinged = pings->flood(repeated(RawClient::masked(Frame::ping, "x"), 1000), soon()); });
  floods.emplace_back(
      [&] { ponged = pongs->flood(repeated(RawClient::masked(Frame::pong, ""), 1000), soon()); });
  std::size_t said = 0;
  while (!running.witness(0).has_closed() || !running.witness(1).has_closed()) {
    other->send_frame(Frame::text, "hello");
    ++said;
    ASSERT_THAT(running.witness(2).heard(said), SizeIs(said));
    running.send(text("hello"), 2);
    EXPECT_EQ(other->frame().payload, "hello");
    std::this_thread::sleep_for(10ms);
  }
  floods.clear();
  EXPECT_THAT(pinged, Optional(kPolicyViolation));
  EXPECT_THAT(ponged, Optional(kPolicyViolation));
}

TEST_F(EventLoopFlood, BeforeItHasJoinedAClientMaySendSixtyFourKibibytes) {
  std::vector<std::jthread> floods;
  for (const Bytes& frame :
       {RawClient::masked(Frame::binary, std::string(1000, 'x')),
        RawClient::masked(Frame::ping, "x"), RawClient::masked(Frame::pong, ""),
        RawClient::masked(Frame::text, "")}) {
    floods.emplace_back([this, frames = repeated(frame, 100)] {
      Flooder client(running.port());
      client.open();
      EXPECT_THAT(client.flood(frames, soon()), Optional(kPolicyViolation));
    });
  }
  floods.clear();
  Flooder client(running.port());
  client.open();
  for (int i = 0; i < 60; ++i) client.send_frame(Frame::binary, std::string(1000, 'x'));
  EXPECT_THAT(running.witness(4).heard(60), SizeIs(60));
  running.join(4);
  for (int i = 0; i < 60; ++i) client.send_frame(Frame::binary, std::string(1000, 'x'));
  EXPECT_THAT(running.witness(4).heard(120), SizeIs(120));
}

TEST_F(EventLoopFlood, AClientThatHasNotJoinedGivesWayToNewOnes) {
  EventLoop::Settings settings = RunningLoop::settings();
  settings.bounds.waiting_each = 2;
  settings.bounds.undisturbed = 0ms;
  RunningLoop small(settings);
  const auto joined = join(small);
  RawClient oldest(small.port());
  oldest.open();
  RawClient silent(small.port());

  RawClient third(small.port());
  third.open();
  EXPECT_EQ(oldest.frame().close_code(), kTryAgainLater);
  EXPECT_THAT(small.witness(1).heard(1), ElementsAre("sent away: displaced"));
  RawClient fourth(small.port());
  fourth.open();
  const RawResponse response = silent.response();
  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(response.headers.at("retry-after"), "5");
  EXPECT_TRUE(silent.at_end());

  small.send(text("still here"));
  EXPECT_EQ(joined->frame().payload, "still here");
}

}  // namespace
}  // namespace stepback::signalling::test

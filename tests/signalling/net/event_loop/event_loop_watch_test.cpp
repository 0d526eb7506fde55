// Connections that are watched closely: their handlers are told early that the peer is silent.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "tests/signalling/net/event_loop/running_loop.hpp"
#include "tests/support/wire/raw_client.hpp"

namespace stepback::signalling::test {
namespace {

using std::chrono::steady_clock;
using testing::ElementsAre;

TEST(EventLoopWatch, ASilentPeerIsPingedAndToldWithinSixSecondsAndStays) {
  RunningLoop running;
  RawClient watched(running.port());
  RawClient other(running.port());
  watched.open();
  running.witness(0);
  other.open();
  running.join(0);
  running.join(1);
  running.watch_closely(true, 0);
  other.send_frame(Frame::text, "I");
  EXPECT_THAT(running.witness(1).heard(1), ElementsAre("text I"));

  watched.send_frame(Frame::text, "I");
  const auto last_byte = steady_clock::now();
  EXPECT_THAT(running.witness(0).heard(2), ElementsAre("answers", "text I"));
  EXPECT_EQ(watched.any_frame().opcode, Frame::ping);
  EXPECT_THAT(running.witness(0).heard(3), ElementsAre("answers", "text I", "does not answer"));
  const auto silent = steady_clock::now() - last_byte;
  EXPECT_GE(silent, kCloseWatch.silent_after - std::chrono::milliseconds{100});

  watched.send_frame(Frame::pong, "?");
  EXPECT_THAT(running.witness(0).heard(4),
              ElementsAre("answers", "text I", "does not answer", "answers"));
  EXPECT_FALSE(running.witness(0).has_closed());
  other.send_frame(Frame::text, "am here");
  EXPECT_THAT(running.witness(1).heard(2), ElementsAre("text I", "text am here"));
}

TEST(EventLoopWatch, APeerThatIsWatchedNoMoreIsNotTold) {
  RunningLoop running;
  RawClient client(running.port());
  client.open();
  running.join(0);
  running.watch_closely(true);
  client.send_frame(Frame::text, "1");
  running.watch_closely(true);
  client.send_frame(Frame::text, "2");
  EXPECT_THAT(running.witness().heard(3), ElementsAre("answers", "text 1", "text 2"));

  running.watch_closely(false);
  client.send_frame(Frame::text, "3");
  EXPECT_THAT(running.witness().heard(4), ElementsAre("answers", "text 1", "text 2", "text 3"));
}

}  // namespace
}  // namespace stepback::signalling::test

// The event loop reads a sender less often whose packets are all refused.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "tests/signalling/net/event_loop/running_loop.hpp"
#include "tests/support/wire/raw_client.hpp"

namespace stepback::signalling::test {
namespace {

using testing::ElementsAre;

class EventLoopPause : public testing::Test {
 protected:
  RunningLoop running;
  RawClient client{running.port()};
};

TEST_F(EventLoopPause, APauseDelaysWhatComesAndLosesNothing) {
  client.open();
  running.join(0);
  RawClient other(running.port());
  other.open();
  running.witness(1);
  for (std::size_t round = 1; round <= 3; ++round) {
    const auto begin = std::chrono::steady_clock::now();
    running.pause_reading();
    running.pause_reading();  // still one pause
    for (int i = 0; i < 10; ++i) client.send_frame(Frame::binary, std::string(9000, 'x'));
    EXPECT_EQ(running.witness(0).heard(10 * round).size(), 10 * round);
    EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(100));
  }
  running.pause_reading(0);
  running.send(text("words"), 0);
  EXPECT_EQ(client.frame().payload, "words") << "it is written to all the same";
  other.send_frame(Frame::text, "hello");
  EXPECT_THAT(running.witness(1).heard(1), ElementsAre("text hello"));
  EXPECT_EQ(running.witness(0).heard(0).size(), 30U);
}

TEST_F(EventLoopPause, WhoGoesDuringAPauseIsGone) {
  client.open();
  running.pause_reading();
  client.disconnect();
  EXPECT_TRUE(running.witness().closed());
  RawClient other(running.port());
  other.open();
  running.pause_reading(1);
  running.close(1);
  EXPECT_EQ(other.frame().close_code(), 1000);
  other.disconnect();
  EXPECT_TRUE(running.witness(1).closed());
}

}  // namespace
}  // namespace stepback::signalling::test

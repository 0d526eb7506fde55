// Packets that waited while the server stood still. They are old: nobody hears them.

#include "tests/signalling/sessions/connection/connection_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

class AfterAStandstill : public PublishedTest {
 protected:
  void loop_works() { standstill.loop_works(clock.uptime()); }
  bool is_heard() {
    ada->sends(audio_bytes(1));
    return received() == 1;
  }
};

TEST_F(AfterAStandstill, APacketThatIsReadBeforeTheLoopsTimerIsNotPassedOn) {
  loop_works();
  EXPECT_TRUE(is_heard());
  clock.turn(10s);
  EXPECT_FALSE(is_heard()) << "the timer runs after the reads of this turn";
}

TEST_F(AfterAStandstill, APacketThatIsReadAfterTheLoopsTimerIsNotPassedOnFor200Milliseconds) {
  loop_works();
  clock.turn(10s);
  loop_works();
  EXPECT_FALSE(is_heard());
  clock.turn(180ms);
  loop_works();
  EXPECT_FALSE(is_heard()) << "it waited on the sender's machine";
  clock.turn(20ms);
  loop_works();
  EXPECT_TRUE(is_heard());
  EXPECT_TRUE(counted("stepback_packets_outdated_total 2"));
}

TEST_F(AfterAStandstill, ALoopThatIsOnlyLateLosesNothing) {
  for (int i = 0; i < 10; ++i) {
    loop_works();
    clock.turn(400ms);
    EXPECT_TRUE(is_heard());
  }
}

TEST_F(AfterAStandstill, TheSenderOfOldPacketsIsNotBlamed) {
  loop_works();
  clock.turn(10s);
  for (int i = 0; i < 5000; ++i) ada->sends(audio_bytes(1));
  EXPECT_THAT(ada->read_types(), IsEmpty());
  EXPECT_EQ(ada->socket().pauses, 0);
  ada->says(kPing);
  EXPECT_THAT(ada->read_types(), ElementsAre("pong", "ok 1")) << "control is never thrown away";
}

}  // namespace
}  // namespace stepback::signalling::test

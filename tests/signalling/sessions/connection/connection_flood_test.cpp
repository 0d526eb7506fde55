// The treatment of people who send far more than they may.

#include "tests/signalling/sessions/connection/connection_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

class Flooder : public PublishedTest {
 protected:
  /// Calls `once` until the connection is closed, 5000 times at most. Returns how often.
  int flood(const std::function<void()>& once) {
    for (int i = 0; i < 5000; ++i) {
      if (ada->socket().closed) return i;
      once();
    }
    return 5000;
  }
  void expect_sent_away() {
    EXPECT_EQ(ada->read_types().back(), "bye rateLimited");
    EXPECT_TRUE(counted(R"(stepback_connections_sent_away_total{reason="flood"} 1)"));
    EXPECT_FALSE(protocol::find(directory.find(session)->session(), id_of("ada"))->connected);
    EXPECT_THAT(fay->read_types(), ElementsAre("state"));
  }
};

TEST_F(Flooder, OfMessagesIsSentAwayAfter400TooMany) {
  EXPECT_EQ(flood([&] { ada->says(kPing); }), 441);
  expect_sent_away();
}

TEST_F(Flooder, OfPacketsIsSentAwayAfter1200TooMany) {
  EXPECT_EQ(flood([&] { ada->sends(audio_bytes(1)); }), 1321);
  expect_sent_away();
}

TEST_F(Flooder, OfMessagesThatAreTooLargeIsSentAwayToo) {
  EXPECT_EQ(flood([&] { ada->connection().on_too_large(true); }), 401);
  expect_sent_away();
}

// The socket has found it out, and closes by itself.
TEST_F(Flooder, OfFramesThatNoHandlerSeesIsGoneAtOnce) {
  ada->says(kPing);
  ada->connection().on_sent_away(SentAway::flood);
  EXPECT_THAT(ada->read_types(), IsEmpty());
  EXPECT_TRUE(counted(R"(stepback_connections_sent_away_total{reason="flood"} 1)"));
  EXPECT_FALSE(protocol::find(directory.find(session)->session(), id_of("ada"))->connected);
  EXPECT_THAT(fay->read_types(), ElementsAre("state"));
  ada->vanishes();
  EXPECT_THAT(fay->read_types(), IsEmpty());
}

TEST_F(Flooder, IsHeardAgainOnceTheyComeBack) {
  flood([&] { ada->says(kPing); });
  const auto again = join("ada", Role::member);
  again->says(kPing);
  EXPECT_THAT(again->read_types(), ElementsAre("pong", "ok 1"));
}

TEST_F(Flooder, WhoExceedsALimitAndPausesIsNotSentAway) {
  for (int i = 0; i < 100; ++i) {
    clock.turn(10s);
    for (int k = 0; k < 200; ++k) ada->says(kPing);
    ada->read();
  }
  EXPECT_FALSE(ada->socket().closed);
}

TEST_F(Flooder, OfPacketsBeforeJoiningIsSentAway) {
  Client stranger = connect();
  for (int i = 0; i < 1400; ++i) stranger.sends(audio_bytes(1));
  EXPECT_EQ(stranger.read_types().back(), "bye rateLimited");
  EXPECT_TRUE(stranger.socket().closed);
}

TEST_F(Flooder, InVainIsReadLessOftenUntilAPacketIsTaken) {
  for (int i = 1; i < kMostInVain; ++i) ada->sends({0});
  EXPECT_EQ(ada->socket().pauses, 0) << "what was on its way when a right ended";
  for (int i = 0; i < 3; ++i) ada->sends({0});
  EXPECT_EQ(ada->socket().pauses, 3) << "whichever packet is the first of what is read together";

  ada->sends(audio_bytes(1));
  ada->sends({0});

  EXPECT_EQ(ada->socket().pauses, 3);
  EXPECT_FALSE(ada->socket().closed);
}

}  // namespace
}  // namespace stepback::signalling::test

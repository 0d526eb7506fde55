// Rooms, connections and the directory while the journal's lease does not hold, and after it is
// lost.

#include "tests/signalling/sessions/connection/connection_fixture.hpp"
#include "tests/signalling/sessions/room/in_flight_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(InFlight, WithoutTheLeaseNothingIsForwardedDecidedOrTold) {
  journal.leased.holds = false;

  EXPECT_EQ(send("ada", audio_bytes(ssrc("ada"))), PacketRefusal::notHolding);
  EXPECT_EQ(refusal_of(says("ben", to_server::Chat{"hello"})), Code::restarting);
  EXPECT_EQ(refusal_of(says("ada", to_server::Signal{protocol::SignalKind::help})),
            Code::restarting);
  EXPECT_EQ(refusal_of(says("fay", to_server::Advance{"discussion"})), Code::restarting);
  EXPECT_EQ(refusal_of(arrive("zoe", Role::member).get()), Code::restarting);
  clock.turn(3min);
  room.tick();

  EXPECT_THAT(call_log, IsEmpty());
  EXPECT_EQ(journal.unanswered(), 0U);
}

TEST_F(InFlight, ALeaseThatHoldsAgainLetsTheSameRoomGoOn) {
  journal.leased.holds = false;
  EXPECT_EQ(send("ada", audio_bytes(ssrc("ada"))), PacketRefusal::notHolding);

  journal.leased.holds = true;

  EXPECT_EQ(send("ada", audio_bytes(ssrc("ada"))), std::nullopt);
  EXPECT_EQ(peer("ben").packets.size(), 1U);
  const Answer answer = asks("fay", to_server::Advance{"discussion"});
  journal.answer_one();
  EXPECT_TRUE(answer.get());
  EXPECT_THAT(peer("fay").farewells, IsEmpty());
}

TEST_F(InFlight, AChangeThatIsKeptAfterTheLeaseEndedIsNotAcknowledged) {
  const protocol::Session before = room.session();
  const Answer answer = asks("fay", to_server::Advance{"discussion"});
  forget();
  journal.leased.holds = false;

  journal.answer_one();

  EXPECT_EQ(refusal_of(answer.get()), Code::restarting);
  EXPECT_EQ(room.session(), before);
  EXPECT_TRUE(room.is_forsaken()) << "the journal has a change that this room lacks";
  for (const char* who : {"fay", "cole", "ada", "ben", "oli"}) {
    EXPECT_THAT(peer(who).messages, IsEmpty()) << who;
    EXPECT_THAT(peer(who).farewells, ElementsAre(Code::restarting)) << who;
  }
}

TEST_F(PublishedTest, PacketsThatWereQueuedDoNotLeaveAfterTheLeaseEnded) {
  ada->sends(audio_bytes(1));
  journal.leased.holds = false;
  EXPECT_EQ(received(), 0U);

  journal.leased.holds = true;
  ada->sends(audio_bytes(1));
  EXPECT_EQ(received(), 1U);
}

TEST_F(PublishedTest, ASenderWithoutTheLeaseIsToldThatItGoesOnByItself) {
  journal.leased.holds = false;

  ada->sends(audio_bytes(1));

  EXPECT_THAT(ada->read_refusals(), ElementsAre(Code::restarting));
  EXPECT_EQ(received(), 0U);
  EXPECT_TRUE(counted(R"(stepback_packets_refused_total{reason="notHolding"} 1)"));
}

TEST_F(PublishedTest, ALostLeaseSendsEverybodyAwayAtOnceThoughTheJournalHangs) {
  journal.hesitates = true;
  fay->says(R"({"type":"lock","id":7,"on":true})");

  journal.leased.lose();

  EXPECT_THAT(fay->read_types(), ElementsAre("error restarting 7", "bye restarting"));
  EXPECT_THAT(ada->read_types(), ElementsAre("bye restarting"));
  EXPECT_TRUE(fay->socket().closed);
  EXPECT_EQ(directory.find(session), nullptr);
  EXPECT_THAT(directory.list(), IsEmpty());
  journal.answer_all();
  directory.tick();
  EXPECT_EQ(directory.find(session), nullptr);
}

TEST_F(ConnectionTest, WithoutTheLeaseNoSessionIsMade) {
  std::optional<bool> made;
  const auto create = [&] {
    directory.create("Wednesday", stepback::test::small_template(),
                     [&](const auto& id) { made = id.has_value(); });
  };
  journal.leased.holds = false;
  create();
  EXPECT_EQ(made, false);

  journal.leased.holds = true;
  journal.hesitates = true;
  create();
  journal.leased.holds = false;
  journal.answer_all();
  EXPECT_EQ(made, false) << "the answer came too late";
  EXPECT_EQ(directory.list().size(), 1U);
}

}  // namespace
}  // namespace stepback::signalling::test

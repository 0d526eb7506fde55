// The facilitator's seat in a room, and a leader who presents.

#include "signalling/sessions/room.hpp"
#include "tests/signalling/sessions/room/room_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using protocol::Seat;
using testing::IsEmpty;

class Lead : public RoomTest {
 protected:
  Seat seat(const std::string& who) {
    const protocol::View view = peer("ben").view();
    return std::ranges::find(view.participants, id_of(who), &protocol::ParticipantView::id)->seat;
  }
  // Fay presents and has stepped back. Cole leads.
  void fay_steps_back() {
    seat_everyone();
    ASSERT_TRUE(says("fay", to_server::Appoint{id_of("fay")}));
    ASSERT_TRUE(says("cole", to_server::Advance{"discussion"}));
    forget();
  }
};

TEST_F(Lead, IsTakenWhenItsHolderHasGone) {
  seat_everyone();
  EXPECT_EQ(refusal_of(says("cole", to_server::TakeLead{})), Code::notPermitted);
  lose("fay");
  EXPECT_TRUE(peer("cole").view().may.take_lead);

  ASSERT_TRUE(says("cole", to_server::TakeLead{}));

  EXPECT_EQ(seat("cole"), Seat::facilitator);
  EXPECT_TRUE(says("cole", to_server::Remove{id_of("fay")})) << "the ghost of the holder";
}

TEST_F(Lead, IsTakenThoughTheHoldersLossIsNotKeptYet) {
  seat_everyone();
  journal.hesitates = true;
  lose("fay");
  const Answer taken = asks("cole", to_server::TakeLead{});

  EXPECT_FALSE(taken.given()) << "a seat is given, which waits for the journal";
  journal.hesitates = false;
  journal.answer_all();

  ASSERT_TRUE(taken.given());
  EXPECT_TRUE(taken.get());
  EXPECT_EQ(seat("cole"), Seat::facilitator);
}

TEST_F(Lead, APresentingLeaderIsNotHeardAndLeadsNothing) {
  fay_steps_back();

  EXPECT_EQ(send("fay", audio_bytes(0)), PacketRefusal::notPermitted);
  EXPECT_EQ(refusal_of(says("fay", to_server::Advance{"return"})), Code::notPermitted);
  EXPECT_EQ(refusal_of(says("fay", to_server::WayBack{id_of("ben")})), Code::notPermitted);
  for (const char* who : {"cole", "ada", "ben", "oli"}) {
    EXPECT_THAT(peer(who).packets, IsEmpty()) << who;
  }
}

TEST_F(Lead, WithoutTheOtherLeaderAPresentingLeadersSessionIsHeldAndClosed) {
  fay_steps_back();
  lose("cole");

  clock.turn(2min);
  room.tick();
  EXPECT_TRUE(peer("fay").view().session.held);
  clock.turn(3min);
  room.tick();

  EXPECT_EQ(peer("fay").view().session.phase.name, "closing");
  EXPECT_FALSE(peer("fay").view().may.lead);
}

}  // namespace
}  // namespace stepback::signalling::test

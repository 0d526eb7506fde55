// The clock in a room: planned ends of phases, and a session without a leader.

#include "tests/signalling/sessions/room/room_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

class Clockwork : public RoomTest {
 protected:
  void let_pass(protocol::Duration time) {
    clock.turn(time);
    room.tick();
  }
};

TEST_F(Clockwork, ATickThatChangesNothingIsToldToNobody) {
  seat_everyone();
  go_to("clarification");

  let_pass(1min);

  EXPECT_THAT(call_log, IsEmpty());
}

TEST_F(Clockwork, APhaseThatEndsByTheClockIsLeftAtItsPlannedEnd) {
  const auto template_ =
      stepback::test::small_template({.discussion_ends_by = protocol::EndsBy::clock});
  Room timed{
      {.clock = clock, .random = random, .journal = journal, .metrics = metrics, .access = access},
      protocol::apply({}, protocol::create_session(protocol::SessionId{"timed"}, "Tuesday",
                                                   template_, clock.now()))};
  FakePeer fay;
  FakePeer ada;
  const auto granted = [](const auto& outcome) { ASSERT_TRUE(outcome); };
  timed.enter({id_of("fay"), "fay", Role::facilitator, true}, fay, fay, granted);
  timed.enter({id_of("ada"), "ada", Role::member, true}, ada, ada, granted);
  timed.handle(id_of("fay"), to_server::Appoint{id_of("ada")}, granted);
  timed.handle(id_of("fay"), to_server::Advance{"discussion"}, granted);

  clock.turn(10min - 1ms);
  timed.tick();
  EXPECT_EQ(ada.view().session.phase.name, "discussion");
  clock.turn(1ms);
  timed.tick();

  EXPECT_EQ(ada.view().session.phase.name, "return");
  EXPECT_TRUE(ada.view().may.speak);
}

TEST_F(Clockwork, WithoutALeaderTheSessionIsHeldThenClosesThenEnds) {
  seat_everyone();
  go_to("discussion");
  lose("cole");
  lose("fay");

  let_pass(2min - 1ms);
  EXPECT_FALSE(peer("ben").view().session.held);
  let_pass(1ms);
  EXPECT_TRUE(peer("ben").view().session.held);
  EXPECT_FALSE(peer("ada").view().may.speak) << "a hold widens nobody's rights";
  let_pass(3min);
  EXPECT_EQ(peer("ben").view().session.phase.name, "closing");
  EXPECT_TRUE(peer("ada").view().may.speak);
  let_pass(10min);
  EXPECT_THAT(peer("ben").farewells, ElementsAre(Code::sessionEnded));
  EXPECT_TRUE(room.session().ended_at);
}

TEST_F(Clockwork, ALeaderWhoComesBackEndsTheHold) {
  seat_everyone();
  go_to("discussion");
  lose("cole");
  lose("fay");
  let_pass(3min);
  ASSERT_TRUE(peer("ben").view().session.held);

  ASSERT_TRUE(enter("cole", Role::coFacilitator));

  EXPECT_FALSE(peer("ben").view().session.held);
  EXPECT_EQ(peer("ben").view().session.phase.name, "discussion");
  EXPECT_TRUE(peer("cole").view().may.lead);
}

}  // namespace
}  // namespace stepback::signalling::test

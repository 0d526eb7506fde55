// Coming and going: entry, second connections, farewells.

#include "signalling/sessions/room.hpp"

#include "tests/signalling/sessions/room/room_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

using Entry = RoomTest;

TEST_F(Entry, WhoeverEntersIsWelcomedAndThenToldTheState) {
  ASSERT_TRUE(enter("fay", Role::facilitator));

  EXPECT_THAT(call_log, ElementsAre("journal", "welcome fay", "state fay"));
  EXPECT_EQ(peer("fay").all<to_client::Welcome>()[0].participant, id_of("fay"));
  EXPECT_EQ(peer("fay").view().you, id_of("fay"));
  EXPECT_TRUE(peer("fay").view().may.lead);
}

TEST_F(Entry, EverybodyElseIsToldWhoCame) {
  ASSERT_TRUE(enter("fay", Role::facilitator));
  forget();

  ASSERT_TRUE(enter("ada", Role::member));

  EXPECT_THAT(call_log, ElementsAre("journal", "welcome ada", "state ada", "state fay"));
  EXPECT_EQ(peer("fay").view().participants.size(), 2U);
  EXPECT_EQ(peer("fay").view().revision, peer("ada").view().revision);
}

TEST_F(Entry, TheResumeTokenCarriesTheIdentity) {
  ASSERT_TRUE(enter("fay", Role::facilitator));
  ASSERT_TRUE(enter("stranger", Role::member, false));

  const auto named = access.check(peer("fay").all<to_client::Welcome>()[0].resume, clock.now());
  const auto shared =
      access.check(peer("stranger").all<to_client::Welcome>()[0].resume, clock.now());

  ASSERT_TRUE(named) << named.error();
  EXPECT_EQ(named->session, room.session().id);
  EXPECT_EQ(named->subject, id_of("fay"));
  EXPECT_EQ(named->role, Role::facilitator);
  EXPECT_EQ(named->name, "fay");
  EXPECT_TRUE(named->named());
  ASSERT_TRUE(shared) << shared.error();
  EXPECT_EQ(shared->subject, id_of("stranger"));
  EXPECT_FALSE(shared->named()) << "coming back by a shared link lets nobody in";
}

TEST_F(Entry, WhoeverIsTurnedAwayLeavesNoTrace) {
  seat_everyone();
  ASSERT_TRUE(says("fay", to_server::Lock{true}));
  forget();
  const protocol::Session before = room.session();

  EXPECT_EQ(refusal_of(enter("zoe", Role::member)), Code::sessionLocked);

  EXPECT_EQ(room.session(), before);
  EXPECT_THAT(call_log, IsEmpty());
}

TEST_F(Entry, TheNewestConnectionSupersedesTheOlder) {
  seat_everyone();

  ASSERT_TRUE(enter("ben", Role::member));

  EXPECT_THAT(first_peer("ben").farewells, ElementsAre(Code::superseded));
  EXPECT_THAT(first_peer("ben").messages, IsEmpty());
  EXPECT_EQ(peer("ben").all<to_client::Welcome>().size(), 1U);
  forget();
  ASSERT_TRUE(says("fay", to_server::Lock{true}));
  EXPECT_THAT(first_peer("ben").messages, IsEmpty()) << "the room has let go of it";
  EXPECT_EQ(peer("ben").all<to_client::State>().size(), 1U);
}

TEST_F(Entry, ASecondDeviceOfTheSteppedBackPresenterHasSteppedBackToo) {
  seat_everyone();
  go_to("discussion");

  ASSERT_TRUE(enter("ada", Role::member));

  const protocol::View view = peer("ada").view();
  EXPECT_FALSE(view.may.speak);
  EXPECT_FALSE(view.may.show);
  EXPECT_TRUE(view.may.hear);
  EXPECT_EQ(refusal_of(says("ada", to_server::Publish{true, false})), Code::notPermitted);
  EXPECT_EQ(send("ada", audio_bytes(ssrc("ada"))), PacketRefusal::notPermitted);
}

TEST_F(Entry, TheLossOfAnOldConnectionDoesNothingOnceThereIsANewOne) {
  seat_everyone();
  ASSERT_TRUE(enter("ben", Role::member));
  forget();

  room.lost(id_of("ben"), first_peer("ben"));

  EXPECT_THAT(call_log, IsEmpty());
  EXPECT_TRUE(protocol::find(room.session(), id_of("ben"))->connected);
}

TEST_F(Entry, ALostConnectionKeepsTheSeatAndEverybodyIsTold) {
  seat_everyone();
  go_to("discussion");

  lose("ada");

  const protocol::Participant* ada = protocol::find(room.session(), id_of("ada"));
  EXPECT_FALSE(ada->connected);
  EXPECT_EQ(protocol::seat_of(room.session(), *ada), protocol::Seat::presenter);
  EXPECT_THAT(call_log,
              ElementsAre("journal", "state ben", "state cole", "state fay", "state oli"));
  EXPECT_THAT(peer("ben").view().participants,
              Contains(AllOf(testing::Field(&protocol::ParticipantView::id, id_of("ada")),
                             testing::Field(&protocol::ParticipantView::connected, false))));
}

TEST_F(Entry, WhoeverIsLostInTheLobbyIsForgotten) {
  seat_everyone();
  ASSERT_TRUE(enter("zoe", Role::member, false));

  lose("zoe");

  EXPECT_EQ(protocol::find(room.session(), id_of("zoe")), nullptr);
}

TEST_F(Entry, WhoeverLeavesIsToldNothingMoreAndMayComeBack) {
  seat_everyone();

  ASSERT_TRUE(says("ben", to_server::Leave{}));

  EXPECT_THAT(peer("ben").messages, IsEmpty());
  EXPECT_EQ(peer("fay").all<to_client::State>().size(), 1U);
  EXPECT_EQ(refusal_of(says("ben", to_server::Publish{true, false})), Code::notJoined);
  EXPECT_TRUE(enter("ben", Role::member));
}

TEST_F(Entry, ThePresenterMayLeaveWhileSteppedBack) {
  seat_everyone();
  go_to("discussion");

  EXPECT_TRUE(says("ada", to_server::Leave{}));

  EXPECT_FALSE(protocol::find(room.session(), id_of("ada"))->connected);
}

TEST_F(Entry, WhoeverIsRemovedIsToldWhyAndDoesNotComeBack) {
  seat_everyone();

  ASSERT_TRUE(says("fay", to_server::Remove{id_of("ben")}));

  EXPECT_THAT(peer("ben").farewells, ElementsAre(Code::removed));
  EXPECT_THAT(peer("ben").messages, IsEmpty());
  EXPECT_EQ(peer("ada").all<to_client::State>().size(), 1U);
  EXPECT_EQ(refusal_of(enter("ben", Role::member)), Code::removed);
}

TEST_F(Entry, TheDebriefIsForTheLeadersAndTheOthersAreSentHome) {
  seat_everyone();

  ASSERT_TRUE(says("fay", to_server::Advance{"debrief"}));

  for (const std::string who : {"ada", "ben", "oli"}) {
    EXPECT_THAT(peer(who).farewells, ElementsAre(Code::sessionEnded)) << who;
  }
  for (const std::string who : {"fay", "cole"}) {
    EXPECT_THAT(peer(who).farewells, IsEmpty()) << who;
    EXPECT_EQ(peer(who).view().session.phase.name, "debrief") << who;
  }
}

TEST_F(Entry, WhenTheSessionEndsEverybodyIsToldSoAndThenSaidGoodbyeTo) {
  seat_everyone();

  ASSERT_TRUE(says("fay", to_server::Advance{"ended"}));

  EXPECT_EQ(call_log.front(), "journal");
  const CallLog last(call_log.end() - 10, call_log.end());
  EXPECT_THAT(last, ElementsAre("state ada", "state ben", "state cole", "state fay", "state oli",
                                "bye ada", "bye ben", "bye cole", "bye fay", "bye oli"));
  EXPECT_EQ(peer("ada").view().session.ended_at, clock.now());
  EXPECT_THAT(peer("ada").farewells, ElementsAre(Code::sessionEnded));
}

TEST_F(Entry, TheCoordinatorEndsTheSessionForEverybody) {
  seat_everyone();

  ASSERT_TRUE(end());
  EXPECT_EQ(peer("fay").view().session.ended_at, clock.now());
  for (const std::string who : {"ada", "ben", "cole", "fay", "oli"}) {
    EXPECT_THAT(peer(who).farewells, ElementsAre(Code::sessionEnded)) << who;
  }
  EXPECT_EQ(refusal_of(enter("ada", Role::member)), Code::sessionEnded);
}

TEST_F(Entry, AnEndThatTheJournalRefusesLeavesEverybodyWhereTheyAre) {
  seat_everyone();
  const protocol::Session before = room.session();
  journal.refuses = true;

  EXPECT_FALSE(end());

  EXPECT_EQ(room.session(), before);
  for (const std::string who : {"ada", "ben", "cole", "fay", "oli"}) {
    EXPECT_THAT(peer(who).farewells, IsEmpty()) << who;
  }
}

TEST_F(Entry, ARestartSaysGoodbyeAndChangesNothing) {
  seat_everyone();
  const protocol::Session before = room.session();

  room.restart();

  EXPECT_EQ(room.session(), before);
  EXPECT_THAT(call_log, ElementsAre("bye ada", "bye ben", "bye cole", "bye fay", "bye oli"));
  EXPECT_THAT(peer("ada").farewells, ElementsAre(Code::restarting));
}

}  // namespace
}  // namespace stepback::signalling::test

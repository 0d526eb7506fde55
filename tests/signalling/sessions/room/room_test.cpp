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

TEST_F(Entry, ARemovalThatClosesTheLinkSendsAwayThoseWhoWaitByIt) {
  seat_everyone();
  for (const std::string who : {"gus", "eve", "ivo"}) enter(who, Role::member, false);
  enter("olga", Role::observer, false);
  ASSERT_TRUE(says("fay", to_server::Admit{id_of("gus")}));
  forget();

  ASSERT_TRUE(says("fay", to_server::Remove{.participant = id_of("eve"), .close_link = true}));

  EXPECT_THAT(peer("eve").farewells, ElementsAre(Code::removed));
  EXPECT_THAT(peer("ivo").farewells, ElementsAre(Code::badToken));
  EXPECT_THAT(peer("gus").farewells, IsEmpty());
  EXPECT_THAT(peer("olga").farewells, IsEmpty());
  EXPECT_EQ(refusal_of(enter("eve 2", Role::member, false)), Code::badToken);
}

Network network(std::uint8_t number) {
  return Network{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, number}};
}

TEST_F(Entry, InAFullLobbySomebodyOfTheNetworkWithTheMostGivesWay) {
  seat_everyone();
  for (int i = 0; i < 16; ++i) {
    ASSERT_TRUE(enter("guest " + std::to_string(i), Role::member, false, network(1)));
  }
  forget();

  ASSERT_TRUE(enter("late", Role::member, false, network(2)));

  EXPECT_THAT(peer("guest 15").farewells, ElementsAre(Code::rateLimited));
  EXPECT_THAT(peer("guest 14").farewells, IsEmpty());
  EXPECT_EQ(peer("fay").view().participants.size(), 5U + 16U);
  EXPECT_EQ(refusal_of(enter("again", Role::member, false, network(1))), Code::rateLimited);
  lose("guest 15");
  EXPECT_EQ(room.session().participants.size(), 5U + 16U);
}

TEST_F(Entry, NobodyGivesWayToSomebodyWhomTheJournalRefuses) {
  seat_everyone();
  for (int i = 0; i < 16; ++i) {
    ASSERT_TRUE(enter("guest " + std::to_string(i), Role::member, false, network(1)));
  }
  forget();
  journal.refuses = true;

  EXPECT_FALSE(enter("late", Role::member, false, network(2)));

  EXPECT_THAT(peer("guest 15").farewells, IsEmpty());
}

TEST_F(Entry, ANewcomerFromTheNetworkOfSomebodyWhoWasRemovedIsMarkedForLeaders) {
  seat_everyone();
  ASSERT_TRUE(enter("co", Role::member, false, network(1)));
  ASSERT_TRUE(says("fay", to_server::Remove{id_of("co")}));

  ASSERT_TRUE(enter("eve", Role::member, false, network(1)));
  ASSERT_TRUE(enter("ivo", Role::member, false, network(2)));

  const auto shown = [&](const std::string& viewer, const std::string& who) {
    const auto& people = peer(viewer).view().participants;
    const auto found = std::ranges::find(people, id_of(who), &protocol::ParticipantView::id);
    return found == people.end() ? std::nullopt : found->after_removal;
  };
  EXPECT_EQ(shown("fay", "eve"), "co");
  EXPECT_EQ(shown("cole", "eve"), "co");
  EXPECT_EQ(shown("fay", "ivo"), std::nullopt);
  EXPECT_EQ(shown("eve", "eve"), std::nullopt);
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

TEST_F(Entry, AnEndThatTheJournalRefusesIsInForce) {
  seat_everyone();
  journal.refuses = true;

  EXPECT_FALSE(end()->kept);

  for (const std::string who : {"ada", "ben", "cole", "fay", "oli"}) {
    EXPECT_THAT(peer(who).farewells, ElementsAre(Code::sessionEnded)) << who;
  }
  EXPECT_EQ(refusal_of(enter("ada", Role::member)), Code::sessionEnded);
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

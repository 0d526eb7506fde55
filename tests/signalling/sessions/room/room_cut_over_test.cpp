// Changes are decided and kept, and a media plane has not confirmed the new routes yet. The rights
// that the changes take away have ended. Nobody is told yet.

#include "tests/signalling/sessions/room/cut_over_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

TEST_F(CutOver, NobodyIsToldBeforeThePlaneHasConfirmed) {
  const Answer answer = asks("fay", to_server::Advance{"discussion"});

  EXPECT_EQ(phase(), "discussion") << "it is kept, so it is true";
  EXPECT_FALSE(answer.given());
  EXPECT_THAT(call_log, ElementsAre("withdraw ben", "withdraw cole", "withdraw fay", "withdraw oli",
                                    "journal"));
  forget();
  plane.confirm_one();
  EXPECT_THAT(call_log,
              ElementsAre("state ada", "state ben", "state cole", "state fay", "state oli"));
  EXPECT_TRUE(answer.get());
}

TEST_F(CutOver, APresenterWhoStepsBackIsSilentFromTheCutOn) {
  asks("fay", to_server::Advance{"discussion"});

  EXPECT_EQ(speaks("ada"), PacketRefusal::notPermitted);
  EXPECT_EQ(send("ada", video_bytes(ssrc("ada"), true)), PacketRefusal::notPermitted);
  EXPECT_THAT(peer("ben").packets, IsEmpty());
  EXPECT_THAT(plane.delivered, IsEmpty());
  EXPECT_EQ(speaks("ben"), std::nullopt) << "the others go on";
  EXPECT_EQ(peer("ada").packets.size(), 1U) << "and she hears them";
  plane.confirm_one();
  EXPECT_EQ(speaks("ada"), PacketRefusal::notPermitted);
}

TEST_F(CutOver, LaterChangesAreDecidedAtOnceAndToldTogether) {
  const Answer first = asks("fay", to_server::Advance{"discussion"});
  const Answer second = asks("ada", to_server::Publish{true, false});
  const Answer third = asks("fay", to_server::Lock{true});
  clock.turn(2min);
  room.tick();

  EXPECT_EQ(refusal_of(second.get()), Code::notPermitted) << "she has stepped back";
  EXPECT_TRUE(room.session().locked);
  EXPECT_FALSE(first.given());
  EXPECT_FALSE(third.given());
  EXPECT_FALSE(room.is_deserted());
  forget();
  plane.confirm_all();
  EXPECT_TRUE(first.get());
  EXPECT_TRUE(third.get());
  EXPECT_TRUE(peer("oli").view().session.locked);
}

TEST_F(CutOver, AChangeThatTakesNothingAwayWaitsForNoPlane) {
  EXPECT_TRUE(says("cole", to_server::Publish{true, false}));
  EXPECT_TRUE(says("ben", to_server::Publish{true, true}));

  EXPECT_EQ(plane.unconfirmed(), 2U) << "the plane was told of both";
  EXPECT_EQ(speaks("cole"), std::nullopt);
}

TEST_F(CutOver, WhatAChangeGivesComesWithItsAnnouncement) {
  // Ben comes by a second device: the first one's right to speak ends, the second hears.
  const Answer answer = arrive("ben", Role::member);
  speaks("ada");

  EXPECT_THAT(first_peer("ben").farewells, ElementsAre(Code::superseded));
  EXPECT_EQ(speaks("ben"), PacketRefusal::notPermitted);
  EXPECT_EQ(peer("ben").all<to_client::Welcome>().size(), 1U);
  EXPECT_THAT(peer("ben").packets, IsEmpty()) << "before his first state";
  EXPECT_EQ(peer("fay").packets.size(), 1U);
  EXPECT_FALSE(answer.given());
  plane.confirm_one();
  EXPECT_TRUE(answer.get());
  EXPECT_THAT(peer("ben").all<to_client::State>(), Not(IsEmpty()));
  speaks("ada");
  EXPECT_EQ(peer("ben").packets.size(), 1U);
}

TEST_F(CutOver, ThePlaneIsToldWhatRemainsAndThenWhatIsGiven) {
  arrive("ben", Role::member);
  const protocol::RouteTable left = plane.routes;
  plane.confirm_one();

  const auto hears_ada = [](const protocol::RouteTable& routes) {
    return protocol::find(routes, id_of("ada"))->audio;
  };
  EXPECT_THAT(hears_ada(left), Not(Contains(id_of("ben"))));
  EXPECT_THAT(hears_ada(plane.routes), Contains(id_of("ben")));
  EXPECT_EQ(plane.routes, protocol::routes_of(room.session()));
}

TEST_F(CutOver, ASignalIsHeldAtOnceAndShownWithTheChange) {
  asks("fay", to_server::Advance{"discussion"});
  forget();

  EXPECT_TRUE(says("ada", to_server::Signal{protocol::SignalKind::help}));
  EXPECT_TRUE(says("ben", to_server::Report{1, 0, true}));
  clock.turn(1s);
  room.tick();
  EXPECT_THAT(call_log, IsEmpty()) << "a state would tell the phase";
  plane.confirm_one();

  EXPECT_EQ(peer("fay").view().signals.size(), 1U);
  EXPECT_EQ(peer("cole").view().signals.size(), 1U);
}

TEST_F(CutOver, ChatFollowsTheRoutesInForce) {
  ASSERT_TRUE(says("fay", to_server::Advance{"gathering"}));  // gives chat, takes nothing
  ASSERT_TRUE(says("ben", to_server::Chat{"good evening"}));
  arrive("oli", Role::observer);
  forget();
  ASSERT_TRUE(says("ben", to_server::Chat{"good evening, Oli"}));
  EXPECT_THAT(call_log, Not(Contains("chat oli"))) << "before his first state";
  EXPECT_THAT(call_log, Contains("chat fay"));
  plane.confirm_all();
  plane.hesitates = true;

  asks("fay", to_server::Advance{"presentation"});

  EXPECT_EQ(refusal_of(says("ben", to_server::Chat{"wait"})), Code::notPermitted);
}

TEST_F(CutOver, ASignalComesWithTheFirstStateOfALeader) {
  lose("cole");
  plane.confirm_all();
  plane.hesitates = true;
  arrive("fay", Role::facilitator);  // a second device of the only leader

  ASSERT_TRUE(says("ada", to_server::Signal{protocol::SignalKind::help}));
  EXPECT_EQ(peer("fay").messages.size(), 1U) << "the welcome";
  plane.confirm_all();

  const auto states = peer("fay").all<to_client::State>();
  ASSERT_THAT(states, Not(IsEmpty()));
  for (const auto& each : states) EXPECT_EQ(each.view.signals.size(), 1U);
}

TEST_F(CutOver, AMessageToSomeoneWhoHasHadNoStateIsNotSent) {
  arrive("ben", Role::member);

  EXPECT_FALSE(room.deliver(id_of("ben"), "a key"));
  plane.confirm_all();
  EXPECT_TRUE(room.deliver(id_of("ben"), "a key"));

  EXPECT_THAT(peer("ben").delivered, ElementsAre("a key"));
}

TEST_F(CutOver, SomeoneRemovedGoesAtOnceAndTheOthersAreToldLater) {
  const Answer answer = asks("fay", to_server::Remove{id_of("ben")});

  EXPECT_THAT(peer("ben").farewells, ElementsAre(Code::removed));
  EXPECT_EQ(speaks("ben"), PacketRefusal::notJoined);
  EXPECT_FALSE(answer.given());
  EXPECT_THAT(call_log, Not(Contains(StartsWith("state"))));
  plane.confirm_one();
  EXPECT_TRUE(answer.get());
  EXPECT_THAT(peer("ben").messages, IsEmpty());
  EXPECT_EQ(peer("oli").all<to_client::State>().size(), 1U);
}

TEST_F(CutOver, SomeoneLostMeanwhileIsNotCalledAgainAndTheirLossIsKeptNext) {
  const Answer answer = asks("fay", to_server::Advance{"discussion"});
  lose("ben");
  lose("fay");
  forget();

  plane.confirm_all();

  EXPECT_TRUE(answer.get()) << "the room does not know whether anybody hears it";
  EXPECT_THAT(call_log, Not(Contains(testing::EndsWith(" ben"))));
  EXPECT_THAT(call_log, Not(Contains(testing::EndsWith(" fay"))));
  EXPECT_FALSE(is_connected("ben"));
  EXPECT_FALSE(is_connected("fay"));
  EXPECT_EQ(peer("oli").view().session.phase.name, "discussion");
}

TEST_F(CutOver, SomeoneLostMeanwhileReceivesNothingThatTheChangeGives) {
  const Answer answer = arrive("ben", Role::member);
  lose("ben");
  EXPECT_FALSE(is_connected("ben"));

  plane.confirm_all();
  speaks("ada");

  EXPECT_FALSE(answer.given()) << "they left before they were in";
  EXPECT_THAT(peer("ben").packets, IsEmpty());
  EXPECT_THAT(peer("ben").all<to_client::State>(), IsEmpty());
  EXPECT_FALSE(is_connected("ben"));
}

TEST_F(CutOver, AnEndSilencesEveryoneAtOnceAndIsToldWhenConfirmed) {
  Answer ended;
  room.end(ended.reply());

  EXPECT_TRUE(room.session().ended_at);
  EXPECT_EQ(speaks("ben"), PacketRefusal::notPermitted);
  EXPECT_FALSE(ended.given());
  EXPECT_THAT(call_log, Not(Contains(StartsWith("bye"))));
  EXPECT_THAT(call_log, Not(Contains(StartsWith("state"))));
  forget();
  plane.confirm_one();
  EXPECT_TRUE(ended.get());
  EXPECT_THAT(call_log,
              ElementsAre("state ada", "state ben", "state cole", "state fay", "state oli",
                          "bye ada", "bye ben", "bye cole", "bye fay", "bye oli"));
}

TEST_F(CutOver, AnEndBehindAChangeThatWaitsIsToldWithIt) {
  asks("fay", to_server::Advance{"discussion"});
  Answer ended;
  room.end(ended.reply());

  EXPECT_EQ(speaks("ben"), PacketRefusal::notPermitted);
  EXPECT_FALSE(ended.given());
  plane.confirm_all();
  EXPECT_TRUE(ended.get());
}

TEST_F(CutOver, ARestartTellsWhatIsCutOverBeforeItSaysBye) {
  const Answer cut = asks("fay", to_server::Advance{"discussion"});
  forget();

  room.restart();

  EXPECT_EQ(refusal_of(says("ben", to_server::Publish{false, false})), Code::restarting);
  EXPECT_FALSE(cut.given());
  EXPECT_THAT(call_log, IsEmpty());
  EXPECT_EQ(speaks("ada"), PacketRefusal::notPermitted);
  plane.confirm_one();
  EXPECT_TRUE(cut.get());
  EXPECT_THAT(call_log,
              ElementsAre("state ada", "state ben", "state cole", "state fay", "state oli",
                          "bye ada", "bye ben", "bye cole", "bye fay", "bye oli"));
}

TEST_F(CutOver, ARoomThatIsNoMoreIsNotCalledByItsPlane) {
  FakePlane late;
  late.hesitates = true;
  FakePeer fay;
  FakePeer again;
  {
    Room gone{{.clock = clock,
               .random = random,
               .journal = journal,
               .metrics = metrics,
               .access = access,
               .plane = &late},
              protocol::apply(
                  {}, protocol::create_session(protocol::SessionId{"gone"}, "Tuesday",
                                               stepback::test::small_template(), clock.now()))};
    const Guest guest{.id = id_of("fay"),
                      .name = "fay",
                      .role = Role::facilitator,
                      .named = true,
                      .generation = 0};
    gone.enter(guest, fay, fay, [](const auto& entered) { EXPECT_TRUE(entered); });
    gone.enter(guest, again, again, [](const auto&) { FAIL() << "nobody is there to be told"; });
    EXPECT_THAT(again.all<to_client::Welcome>(), testing::SizeIs(1));
  }
  late.confirm_all();
  EXPECT_THAT(again.all<to_client::State>(), IsEmpty());
}

}  // namespace
}  // namespace stepback::signalling::test

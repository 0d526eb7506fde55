// Changes are on their way to the journal. What they take away is in force already; what they give
// is not, and nobody is told.

#include "tests/signalling/sessions/room/in_flight_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

TEST_F(InFlight, AStepBackIsInForceBeforeItIsKeptAndToldAfterwards) {
  const Answer answer = asks("fay", to_server::Advance{"discussion"});

  EXPECT_FALSE(answer.given());
  EXPECT_EQ(phase(), "clarification");
  EXPECT_THAT(call_log, ElementsAre("withdraw ben", "withdraw cole", "withdraw fay", "withdraw oli",
                                    "journal"));
  EXPECT_EQ(send("ada", audio_bytes(ssrc("ada"))), PacketRefusal::notPermitted);
  forget();
  journal.answer_one();
  EXPECT_TRUE(answer.get()->kept);
  EXPECT_EQ(phase(), "discussion");
  EXPECT_THAT(call_log,
              ElementsAre("state ada", "state ben", "state cole", "state fay", "state oli"));
  EXPECT_EQ(send("ada", audio_bytes(ssrc("ada"))), PacketRefusal::notPermitted);
}

TEST_F(InFlight, NothingIsGivenOrToldBeforeTheChangeIsKept) {
  const protocol::Session before = room.session();

  const Answer answer = asks("fay", to_server::Advance{"gathering"});  // gives chat, takes nothing

  EXPECT_FALSE(answer.given());
  EXPECT_EQ(room.session(), before);
  EXPECT_THAT(call_log, ElementsAre("journal"));
  EXPECT_EQ(refusal_of(says("ben", to_server::Chat{"a line"})), Code::notPermitted);
  journal.answer_one();
  EXPECT_TRUE(answer.get());
  EXPECT_TRUE(says("ben", to_server::Chat{"a line"}));
}

TEST_F(InFlight, ARefusedGiftIsNotMadeAndIsAnsweredWithASentence) {
  const protocol::Session before = room.session();
  const Answer answer = asks("fay", to_server::Advance{"gathering"});
  journal.refuses = true;

  journal.answer_one();

  EXPECT_EQ(refusal_of(answer.get()), Code::notKept);
  EXPECT_EQ(answer.get().error().message,
            "The server cannot keep this change now, and so did not make it. Try again soon.");
  EXPECT_EQ(room.session(), before);
  EXPECT_EQ(peer("fay").view().session.trouble, protocol::Trouble::disk);
  EXPECT_EQ(peer("ben").view().session.trouble, std::nullopt);
}

TEST_F(InFlight, ARefusedStepBackStaysInForceAndIsKeptWhenTheJournalWorks) {
  const Answer answer = asks("fay", to_server::Advance{"discussion"});
  journal.refuses = true;
  journal.answer_one();

  EXPECT_FALSE(answer.get()->kept);
  EXPECT_EQ(send("ada", audio_bytes(ssrc("ada"))), PacketRefusal::notPermitted);
  ASSERT_THAT(peer("ada").view().session.pending, testing::SizeIs(1));
  EXPECT_EQ(peer("ada").view().session.pending[0].does, protocol::PendingChange::Does::stepBack);
  journal.refuses = false;
  clock.turn(999ms);
  room.follow_changes();
  EXPECT_EQ(journal.unanswered(), 0U) << "a moment later";
  clock.turn(1ms);
  room.follow_changes();
  journal.answer_all();

  EXPECT_EQ(phase(), "discussion");
  EXPECT_THAT(peer("ada").view().session.pending, IsEmpty());
  EXPECT_EQ(peer("fay").view().session.trouble, std::nullopt);
  EXPECT_EQ(journal.firsts.back(), room.session().revision) << "no number is left out";
}

TEST_F(InFlight, AJournalThatIsStuckKeepsNobodyWaitingWhoTakesAway) {
  const Answer step_back = asks("fay", to_server::Advance{"discussion"});
  const Answer arrival = arrive("zoe", Role::member, false);
  clock.turn(100ms);
  room.follow_changes();
  EXPECT_FALSE(step_back.given());
  EXPECT_THAT(peer("fay").view().session.pending, testing::SizeIs(1)) << "told after 100 ms";

  clock.turn(400ms);
  room.follow_changes();

  EXPECT_FALSE(step_back.get()->kept);
  EXPECT_FALSE(arrival.given()) << "it gives, so it waits";
  journal.answer_all();
  EXPECT_TRUE(arrival.get());
  EXPECT_EQ(phase(), "discussion");
}

TEST_F(InFlight, ALeaderTakesAStepBackBackThatWasNeverKept) {
  asks("fay", to_server::Advance{"discussion"});
  journal.refuses = true;
  journal.answer_one();

  const Answer back = asks("cole", to_server::Advance{"clarification"});

  EXPECT_TRUE(back.get());
  EXPECT_EQ(send("ada", audio_bytes(ssrc("ada"))), PacketRefusal::notPermitted)
      << "only she opens her microphone again";
  EXPECT_TRUE(peer("ada").view().may.speak) << "as the journal has it";
  EXPECT_TRUE(says("ada", to_server::Publish{true, true}));
  EXPECT_EQ(send("ada", audio_bytes(ssrc("ada"))), std::nullopt);
}

TEST_F(InFlight, ChangesThatAreKeptTogetherAreToldTogether) {
  const Answer first = asks("fay", to_server::Lock{true});
  const Answer second = asks("cole", to_server::Mute{id_of("ada")});
  forget();

  journal.answer_together();

  EXPECT_TRUE(first.get() && second.get());
  EXPECT_THAT(call_log,
              ElementsAre("state ada", "state ben", "state cole", "state fay", "state oli"));
}

TEST_F(InFlight, MembersChangesAloneAreToldSoOftenAtMost) {
  journal.answer_all();
  for (int i = 0; i < 60; ++i) asks("ben", to_server::Publish{i % 2 == 0, false});
  EXPECT_LE(peer("oli").all<to_client::State>().size(), Room::kStatesForMembersAtOnce + 1);
  clock.turn(50ms);
  room.follow_changes();

  EXPECT_FALSE(peer("oli").view().session.locked);
  EXPECT_EQ(peer("oli").view().revision, room.session().revision) << "the last one is told";
}

TEST_F(InFlight, LaterChangesAreDecidedAtOnceOnWhatWasAsked) {
  const Answer first = asks("fay", to_server::Advance{"discussion"});
  const Answer second = asks("ada", to_server::Publish{true, false});
  const Answer third = asks("fay", to_server::Lock{true});

  EXPECT_EQ(refusal_of(second.get()), Code::notPermitted) << "she has stepped back";
  EXPECT_EQ(journal.unanswered(), 2U);
  EXPECT_TRUE(room.session().locked) << "the lock takes, so it is in force";
  journal.answer_one();
  EXPECT_TRUE(first.get());
  EXPECT_FALSE(third.given());
  journal.answer_one();
  EXPECT_TRUE(third.get());
}

TEST_F(InFlight, AChangeBehindARefusedOneIsRefusedAndTheNextGoesOnFromWhatIsTrue) {
  const Answer first = asks("fay", to_server::Advance{"gathering"});
  const Answer second = asks("ben", to_server::Publish{true, false});
  journal.refuses = true;
  journal.answer_one();
  journal.refuses = false;
  journal.answer_one();

  EXPECT_EQ(refusal_of(first.get()), Code::notKept);
  EXPECT_EQ(refusal_of(second.get()), Code::notKept);
  EXPECT_FALSE(room.is_forsaken()) << "the journal is at another revision for a known reason";
  const Answer third = asks("ben", to_server::Publish{true, false});
  journal.answer_one();
  EXPECT_TRUE(third.get());
  EXPECT_EQ(journal.firsts.back(), room.session().revision) << "no number is left out";
}

TEST_F(InFlight, WhatChangesNothingWaitsForNobody) {
  const Answer change = asks("fay", to_server::Advance{"discussion"});

  EXPECT_TRUE(says("ada", to_server::Signal{protocol::SignalKind::pause}));
  EXPECT_EQ(refusal_of(says("ben", to_server::Chat{"a line"})), Code::notPermitted)
      << "there is no chat in the clarification";
  EXPECT_TRUE(says("ben", to_server::Report{1, 0, true}));

  EXPECT_EQ(peer("fay").view().signals.size(), 1U) << "in the state before the change";
  EXPECT_EQ(peer("fay").view().session.phase.name, "clarification");
  EXPECT_FALSE(change.given());
}

TEST_F(InFlight, TooManyGiftsAreRefusedWithASentenceAndNothingThatTakes) {
  constexpr auto kMost = protocol::Unkept::kMostGiving + protocol::Unkept::kMoreForLeaders;
  std::vector<Answer> waiting;
  for (std::size_t i = 1; i <= kMost; ++i) {
    waiting.push_back(asks("fay", to_server::ScheduleReturn{clock.now() + i * 1min}));
  }

  const Answer too_many = asks("fay", to_server::ScheduleReturn{clock.now() + 1s});
  const Answer takes = asks("fay", to_server::Lock{true});

  EXPECT_EQ(refusal_of(too_many.get()), Code::rateLimited);
  EXPECT_FALSE(too_many.get().error().message.empty());
  journal.answer_all();
  for (const Answer& each : waiting) EXPECT_TRUE(each.get());
  EXPECT_TRUE(takes.get());
}

TEST_F(InFlight, AWordThatWasSaidBeforeTheConnectionWasLostCounts) {
  const Answer change = asks("fay", to_server::Lock{true});
  const Answer last = asks("fay", to_server::Advance{"discussion"});
  lose("fay");

  journal.answer_all();

  EXPECT_EQ(phase(), "discussion");
  EXPECT_FALSE(person("fay")->connected);
}

TEST_F(InFlight, ALossThatTheJournalRefusedIsTrueAndTriedAgain) {
  lose("ben");
  journal.refuses = true;
  journal.answer_one();
  EXPECT_FALSE(person("ben")->connected);
  journal.refuses = false;

  clock.turn(1s);
  room.follow_changes();
  journal.answer_all();

  EXPECT_FALSE(person("ben")->connected);
  EXPECT_TRUE(std::holds_alternative<protocol::ParticipantDropped>(journal.kept.back()));
}

TEST_F(InFlight, TheClockGoesOnWhateverIsUnderWay) {
  const Answer lose_fay = asks("fay", to_server::Leave{});
  const Answer lose_cole = asks("cole", to_server::Leave{});
  journal.answer_one();
  journal.answer_one();
  const Answer change = asks("ben", to_server::Publish{false, true});
  clock.turn(2min);

  room.tick();

  EXPECT_EQ(journal.unanswered(), 2U) << "the camera and the hold";
  journal.answer_all();
  EXPECT_TRUE(room.session().held_since) << "the last leader has been gone for two minutes";
}

TEST_F(InFlight, TheRuleForASessionWithoutALeaderWaitsWhileTheJournalFails) {
  for (const auto who : {"fay", "cole"}) asks(who, to_server::Leave{});
  journal.answer_together();
  journal.in_trouble = JournalTrouble{JournalTrouble::Kind::unknown, "the disk does not answer"};
  clock.turn(2min);

  room.tick();
  EXPECT_EQ(journal.unanswered(), 0U);
  journal.in_trouble.reset();
  room.tick();

  EXPECT_EQ(journal.unanswered(), 1U);
}

TEST_F(InFlight, TheStateComesBeforeTheAnswerAndTheFarewellAfterIt) {
  Answer answer;
  bool told = false;
  room.handle(id_of("fay"), to_server::Advance{"ended"}, [&](const Room::Outcome&) {
    told = true;
    EXPECT_TRUE(peer("fay").view().session.ended_at);
    EXPECT_THAT(peer("fay").farewells, IsEmpty());
  });

  journal.answer_one();

  EXPECT_TRUE(told);
  EXPECT_THAT(peer("fay").farewells, ElementsAre(Code::sessionEnded));
}

TEST_F(InFlight, TheClockSaysNoFarewellBeforeTheLeaderHasTheAnswer) {
  const Answer answer = asks("fay", to_server::Advance{"ended"});

  room.tick();
  room.follow_changes();

  EXPECT_THAT(peer("fay").farewells, IsEmpty());
  EXPECT_EQ(send("ada", audio_bytes(ssrc("ada"))), PacketRefusal::notPermitted) << "it is in force";
  journal.answer_one();
  EXPECT_TRUE(answer.get());
  EXPECT_THAT(peer("fay").farewells, ElementsAre(Code::sessionEnded));
}

TEST_F(InFlight, ARestartTellsWhatIsUnderWayAndRefusesTheRest) {
  const Answer arrival = arrive("zoe", Role::member, true);
  const Answer lock = asks("fay", to_server::Lock{true});

  room.restart();

  EXPECT_FALSE(lock.given());
  EXPECT_THAT(call_log, Not(Contains("bye fay")));
  EXPECT_EQ(refusal_of(says("ben", to_server::Publish{true, false})), Code::restarting);
  journal.answer_one();
  EXPECT_TRUE(arrival.get()) << "she is told to come again all the same";
  EXPECT_THAT(peer("fay").farewells, IsEmpty());
  journal.answer_one();
  EXPECT_TRUE(lock.get());
  EXPECT_THAT(peer("fay").farewells, ElementsAre(Code::restarting));
  EXPECT_THAT(peer("zoe").farewells, ElementsAre(Code::restarting));
}

TEST_F(InFlight, TheCoordinatorsEndWaitsItsTurn) {
  const Answer change = asks("fay", to_server::Lock{true});
  Answer ended;
  room.end(ended.reply());
  EXPECT_THAT(peer("fay").farewells, IsEmpty());

  journal.answer_all();

  EXPECT_TRUE(change.get());
  EXPECT_TRUE(ended.get());
  EXPECT_THAT(peer("fay").farewells, ElementsAre(Code::sessionEnded));
}

TEST_F(InFlight, ARoomThatIsNoMoreIsNotCalled) {
  {
    FakePeer fay;
    Room gone{{.clock = clock,
               .random = random,
               .journal = journal,
               .metrics = metrics,
               .access = access,
               .plane = nullptr},
              protocol::apply(
                  {}, protocol::create_session(protocol::SessionId{"gone"}, "Tuesday",
                                               stepback::test::small_template(), clock.now()))};
    gone.enter({id_of("fay"), "fay", Role::facilitator, true}, fay, fay,
               [](const auto&) { FAIL() << "nobody is there to be told"; });
  }
  journal.answer_all();
}

}  // namespace
}  // namespace stepback::signalling::test

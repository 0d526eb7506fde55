// A change is on its way to the journal. It is not visible yet, later changes wait, and people who
// speak are heard as before.

#include "tests/signalling/sessions/room/in_flight_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

TEST_F(InFlight, NothingIsToldOrTrueBeforeTheChangeIsKept) {
  const protocol::Session before = room.session();

  const Answer answer = asks("fay", to_server::Advance{"discussion"});

  EXPECT_FALSE(answer.given());
  EXPECT_EQ(room.session(), before);
  EXPECT_THAT(call_log, ElementsAre("journal"));
  EXPECT_EQ(send("ada", audio_bytes(ssrc("ada"))), std::nullopt) << "nobody has stepped back yet";
  EXPECT_EQ(peer("ben").packets.size(), 1U);
  forget();
  journal.answer_one();
  EXPECT_TRUE(answer.get());
  EXPECT_EQ(phase(), "discussion");
  EXPECT_THAT(call_log,
              ElementsAre("withdraw ben", "withdraw cole", "withdraw fay", "withdraw oli",
                          "state ada", "state ben", "state cole", "state fay", "state oli"));
  EXPECT_EQ(send("ada", audio_bytes(ssrc("ada"))), PacketRefusal::notPermitted);
}

TEST_F(InFlight, ARefusedWriteChangesNothingAndIsAnsweredWithASentence) {
  const protocol::Session before = room.session();
  const Answer answer = asks("fay", to_server::Advance{"discussion"});
  journal.refuses = true;

  journal.answer_one();

  ASSERT_FALSE(answer.get());
  EXPECT_EQ(answer.get().error().message,
            "The server cannot keep this change now, and so did not make it. Try again soon.");
  EXPECT_EQ(room.session(), before);
  EXPECT_THAT(call_log, ElementsAre("journal"));
}

TEST_F(InFlight, LaterChangesWaitAndAreDecidedWhenItIsTheirTurn) {
  const Answer first = asks("fay", to_server::Advance{"discussion"});
  const Answer second = asks("ada", to_server::Hand{true});
  const Answer third = asks("fay", to_server::Lock{true});

  EXPECT_EQ(journal.unanswered(), 1U) << "one at a time";
  journal.answer_one();
  EXPECT_TRUE(first.get());
  EXPECT_EQ(refusal_of(second.get()), Code::notPermitted) << "she has stepped back by now";
  EXPECT_FALSE(third.given());
  journal.answer_one();
  EXPECT_TRUE(third.get());
  EXPECT_TRUE(room.session().locked);
}

TEST_F(InFlight, AChangeAfterARefusedOneGoesOnFromWhatIsTrue) {
  const Answer first = asks("fay", to_server::Advance{"discussion"});
  const Answer second = asks("ben", to_server::Hand{true});
  journal.refuses = true;
  journal.answer_one();
  journal.refuses = false;
  journal.answer_one();

  EXPECT_FALSE(first.get());
  EXPECT_TRUE(second.get());
  EXPECT_EQ(journal.firsts.back(), room.session().revision) << "no number is left out";
  EXPECT_TRUE(person("ben")->hand);
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

TEST_F(InFlight, TooManyWhoWaitAreRefusedWithASentence) {
  asks("fay", to_server::Lock{true});
  std::vector<Answer> waiting;
  for (std::size_t i = 0; i < ChangeQueue::kMostWaiting; ++i) {
    waiting.push_back(asks("ben", to_server::Hand{i % 2 == 0}));
  }

  const Answer tooMany = asks("cole", to_server::Lock{false});

  EXPECT_EQ(refusal_of(tooMany.get()), Code::rateLimited);
  EXPECT_FALSE(tooMany.get().error().message.empty());
  journal.answer_all();
  for (const Answer& each : waiting) EXPECT_TRUE(each.get());
  EXPECT_TRUE(says("cole", to_server::Lock{false}));
}

TEST_F(InFlight, AWordThatWasSaidBeforeTheConnectionWasLostCounts) {
  const Answer change = asks("fay", to_server::Lock{true});
  const Answer last = asks("fay", to_server::Advance{"discussion"});
  lose("fay");

  journal.answer_all();

  EXPECT_EQ(phase(), "discussion");
  EXPECT_FALSE(person("fay")->connected);
}

TEST_F(InFlight, ACommandOfADeviceThatWasSupersededMeanwhileDoesNotCount) {
  const Answer arrival = arrive("ben", Role::member);
  const Answer leave = asks("ben", to_server::Leave{});  // still the first device

  journal.answer_all();

  EXPECT_TRUE(arrival.get());
  EXPECT_EQ(refusal_of(leave.get()), Code::superseded);
  EXPECT_TRUE(person("ben")->connected);
}

TEST_F(InFlight, ALossThatTheJournalRefusedIsTriedAgain) {
  lose("ben");
  journal.refuses = true;
  journal.answer_one();
  EXPECT_TRUE(person("ben")->connected) << "nothing of it was kept";
  journal.refuses = false;

  room.tick();
  journal.answer_all();

  EXPECT_FALSE(person("ben")->connected);
}

TEST_F(InFlight, TheClockWaitsForWhatIsUnderWay) {
  const Answer lose_fay = asks("fay", to_server::Leave{});
  const Answer lose_cole = asks("cole", to_server::Leave{});
  journal.answer_one();
  journal.answer_one();
  const Answer change = asks("ben", to_server::Hand{true});
  clock.turn(2min);

  room.tick();
  EXPECT_EQ(journal.unanswered(), 1U) << "the hand";
  journal.answer_one();
  EXPECT_FALSE(room.session().held_since);
  room.tick();
  journal.answer_one();

  EXPECT_TRUE(room.session().held_since) << "the last leader has been gone for two minutes";
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

TEST_F(InFlight, ARestartRefusesWhatWaitsAndTellsWhatIsUnderWay) {
  const Answer under_way = asks("fay", to_server::Lock{true});
  const Answer waiting = asks("ben", to_server::Hand{true});
  const Answer arrival = arrive("zoe", Role::member, false);

  room.restart();

  EXPECT_EQ(refusal_of(waiting.get()), Code::restarting);
  EXPECT_EQ(refusal_of(arrival.get()), Code::restarting);
  EXPECT_FALSE(under_way.given());
  EXPECT_THAT(call_log, Not(Contains("bye fay")));
  journal.answer_one();
  EXPECT_TRUE(under_way.get());
  EXPECT_THAT(peer("fay").farewells, ElementsAre(Code::restarting));
  EXPECT_EQ(refusal_of(says("ben", to_server::Hand{true})), Code::restarting);
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

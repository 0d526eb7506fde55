// Rooms whose session is not this server's any more.

#include "tests/signalling/sessions/room/in_flight_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Forsaken : public InFlight {
 protected:
  /// Whether the five were sent away so that they come again, each once.
  void expect_all_sent_away() {
    for (const char* who : {"fay", "cole", "ada", "ben", "oli"}) {
      EXPECT_THAT(peer(who).farewells, ElementsAre(Code::restarting)) << who;
    }
  }
  void answer_with_conflict() {
    journal.refuses = true;
    journal.fault = JournalFault::Kind::conflict;
    journal.answer_one();
  }
};

TEST_F(Forsaken, AConflictRefusesEveryChangeAndSendsEverybodyAwayToComeAgain) {
  const protocol::Session before = room.session();
  const Answer first = asks("fay", to_server::Advance{"discussion"});
  const Answer second = asks("ben", to_server::Publish{true, false});

  answer_with_conflict();

  EXPECT_EQ(refusal_of(first.get()), Code::restarting);
  EXPECT_EQ(refusal_of(second.get()), Code::restarting);
  EXPECT_TRUE(room.is_forsaken());
  EXPECT_EQ(room.session(), before);
  expect_all_sent_away();
}

TEST_F(Forsaken, AFullJournalEndsNoRoom) {
  const Answer answer = asks("fay", to_server::Advance{"discussion"});
  journal.refuses = true;

  journal.answer_one();

  EXPECT_FALSE(answer.get()->kept);
  EXPECT_FALSE(room.is_forsaken());
  EXPECT_THAT(peer("fay").farewells, IsEmpty());
}

TEST_F(Forsaken, NothingIsForwardedOrHandedToTheJournalAfterwards) {
  const Answer answer = asks("fay", to_server::Advance{"discussion"});
  answer_with_conflict();
  forget();

  EXPECT_EQ(send("ada", audio_bytes(7)), PacketRefusal::notJoined);
  EXPECT_EQ(refusal_of(says("fay", to_server::Lock{true})), Code::restarting);
  EXPECT_EQ(refusal_of(enter("zoe", Role::member)), Code::restarting);
  room.tick();

  EXPECT_THAT(call_log, IsEmpty());
  EXPECT_EQ(journal.unanswered(), 0U);
}

TEST_F(Forsaken, APersonOnTheWayInIsRefusedAndNotWelcomed) {
  const Answer waits = arrive("zoe", Role::member);
  const Answer queues = arrive("max", Role::member);

  answer_with_conflict();

  EXPECT_EQ(refusal_of(waits.get()), Code::restarting);
  EXPECT_EQ(refusal_of(queues.get()), Code::restarting);
  EXPECT_THAT(peer("zoe").messages, IsEmpty());
}

TEST_F(Forsaken, ThePendingChangeIsNotWaitedForAndItsAnswerChangesNothing) {
  const protocol::Session before = room.session();
  const Answer pending = asks("fay", to_server::Advance{"discussion"});
  const Answer waiting = asks("fay", to_server::Lock{true});

  room.forsake();

  EXPECT_EQ(refusal_of(pending.get()), Code::restarting);
  EXPECT_EQ(refusal_of(waiting.get()), Code::restarting);
  expect_all_sent_away();
  EXPECT_TRUE(room.is_deserted());
  forget();
  journal.answer_all();
  EXPECT_EQ(room.session(), before);
  EXPECT_THAT(call_log, IsEmpty());
}

TEST_F(Forsaken, ARestartThatWaitsForThePendingChangeEndsToo) {
  const Answer pending = asks("fay", to_server::Advance{"discussion"});
  room.restart();
  EXPECT_THAT(peer("fay").farewells, IsEmpty()) << "the pending change is waited for";

  answer_with_conflict();

  EXPECT_EQ(refusal_of(pending.get()), Code::restarting);
  expect_all_sent_away();
}

}  // namespace
}  // namespace stepback::signalling::test

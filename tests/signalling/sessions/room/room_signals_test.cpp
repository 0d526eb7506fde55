// Private signals through a room: records that everybody concerned is shown in their state, and
// that no connection, change or restart of a page can lose.

#include "tests/signalling/sessions/room/room_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using protocol::SignalKind;
using testing::ElementsAre;
using testing::IsEmpty;

class RoomSignals : public RoomTest {
 protected:
  void SetUp() override { seat_everyone(); }

  /// "kind of person" of each record in the person's newest state; done ones in brackets.
  std::vector<std::string> shown_to(const std::string& who) {
    std::vector<std::string> lines;
    for (const auto& each : peer(who).view().signals) {
      const std::string line = std::string{to_word(each.kind)} + " of " + each.from.str();
      lines.push_back(each.done_at ? "(" + line + ")" : line);
    }
    return lines;
  }
  protocol::SignalId id_of_first(const std::string& who) { return peer(who).view().signals[0].id; }
  Room::Outcome signals(std::string_view who, SignalKind kind = SignalKind::help) {
    return says(who, to_server::Signal{kind});
  }
  /// The pause after which a state may show changed records again.
  void let_pause_pass() { clock.turn(LeaderSignals::kPause); }
};

TEST_F(RoomSignals, AreShownToLeadersAndTheirSenderInAStateOfTheSameRevision) {
  const auto revision = room.session().revision;

  ASSERT_TRUE(signals("ben"));

  EXPECT_THAT(call_log, ElementsAre("state ben", "state cole", "state fay"));
  for (const std::string who : {"ben", "cole", "fay"}) {
    EXPECT_THAT(shown_to(who), ElementsAre("help of ben")) << who;
    EXPECT_EQ(peer(who).view().revision, revision) << who;
  }
}

TEST_F(RoomSignals, AreGivenToTheJournalWithoutWaitingForIt) {
  journal.hesitates = true;

  ASSERT_TRUE(signals("ben"));
  ASSERT_TRUE(signals("ben")) << "a repeat changes nothing";
  const protocol::SignalId id = id_of_first("fay");
  ASSERT_TRUE(says("fay", to_server::Seen{id}));
  ASSERT_TRUE(says("fay", to_server::Done{id}));

  ASSERT_EQ(journal.signals.size(), 3U);
  EXPECT_EQ(journal.signals[0].session, room.session().id);
  ASSERT_EQ(journal.signals[0].signals.records.size(), 1U);
  EXPECT_EQ(journal.signals[0].signals.records[0].from, id_of("ben"));
  ASSERT_EQ(journal.signals[1].signals.records.size(), 1U);
  EXPECT_THAT(journal.signals[1].signals.records[0].seen_by, ElementsAre(id_of("fay")));
  EXPECT_THAT(journal.signals[2].signals.records, IsEmpty()) << "it is dealt with";
}

TEST_F(RoomSignals, OutliveTheServer) {
  ASSERT_TRUE(enter("zoe", Role::member, false));
  ASSERT_TRUE(signals("ben"));
  ASSERT_TRUE(signals("zoe"));
  Room next{{.clock = clock,
             .random = random,
             .journal = journal,
             .metrics = metrics,
             .access = access,
             .plane = &plane},
            room.session(),
            journal.signals.back().signals};
  next.recover();

  FakePeer leader{"fay", &call_log};
  Answer entered;
  next.enter({.id = id_of("fay"), .name = "fay", .role = Role::facilitator, .named = true}, leader,
             leader, entered.reply());

  ASSERT_TRUE(entered.get());
  ASSERT_EQ(leader.view().signals.size(), 1U) << "Zoe waited outside and has gone";
  EXPECT_EQ(leader.view().signals[0].from, id_of("ben"));
  next.lost(id_of("fay"), leader);
}

TEST_F(RoomSignals, NeverAskTheJournal) {
  journal.refuses = true;

  EXPECT_TRUE(signals("ada"));
  EXPECT_TRUE(says("fay", to_server::Seen{id_of_first("fay")}));
  EXPECT_TRUE(says("fay", to_server::Done{id_of_first("fay")}));

  EXPECT_EQ(std::ranges::count(call_log, "journal"), 0);
}

TEST_F(RoomSignals, ComeFromTheLobbyToo) {
  ASSERT_TRUE(enter("zoe", Role::member, false));
  forget();

  ASSERT_TRUE(signals("zoe", SignalKind::tech));

  EXPECT_THAT(call_log, ElementsAre("state cole", "state fay", "state zoe"));
}

TEST_F(RoomSignals, TheSenderIsToldWhoHasSeenThemAndThatTheyAreDone) {
  ASSERT_TRUE(signals("ben"));
  const auto id = id_of_first("fay");
  let_pause_pass();
  forget();

  ASSERT_TRUE(says("fay", to_server::Seen{id}));
  EXPECT_THAT(call_log, ElementsAre("state ben", "state cole", "state fay"));
  EXPECT_THAT(peer("ben").view().signals[0].seen_by, ElementsAre(id_of("fay")));
  let_pause_pass();
  ASSERT_TRUE(says("cole", to_server::Done{id}));

  EXPECT_THAT(shown_to("ben"), ElementsAre("(help of ben)"));
  clock.turn(1min);
  room.tick();
  EXPECT_THAT(shown_to("ben"), IsEmpty());
  EXPECT_THAT(shown_to("fay"), IsEmpty());
}

TEST_F(RoomSignals, NobodyElseSeesOrEndsThem) {
  ASSERT_TRUE(signals("ada"));
  const auto id = id_of_first("fay");
  forget();

  for (const std::string who : {"ben", "oli"}) {
    EXPECT_EQ(refusal_of(says(who, to_server::Seen{id})), Code::notPermitted);
    EXPECT_EQ(refusal_of(says(who, to_server::Done{id})), Code::notPermitted);
  }
  EXPECT_THAT(call_log, IsEmpty());
}

TEST_F(RoomSignals, WaitForALeaderWhileNoneIsConnected) {
  go_to("discussion");
  lose("fay");
  lose("cole");
  ASSERT_TRUE(signals("ada", SignalKind::comeBack));

  ASSERT_TRUE(enter("cole", Role::coFacilitator));
  EXPECT_THAT(shown_to("cole"), ElementsAre("comeBack of ada"));
  ASSERT_TRUE(enter("fay", Role::facilitator));
  EXPECT_THAT(shown_to("fay"), ElementsAre("comeBack of ada"));
  EXPECT_THAT(shown_to("ben"), IsEmpty());
}

TEST_F(RoomSignals, AreNotLostWithAHalfOpenConnection) {
  // Fay's connection takes messages that never arrive. She comes by a new one.
  ASSERT_TRUE(signals("ada"));

  ASSERT_TRUE(enter("fay", Role::facilitator));
  EXPECT_THAT(first_peer("fay").farewells, ElementsAre(Code::superseded));
  EXPECT_THAT(shown_to("fay"), ElementsAre("help of ada"));
  ASSERT_TRUE(enter("fay", Role::facilitator));  // a reload
  EXPECT_THAT(shown_to("fay"), ElementsAre("help of ada"));
}

TEST_F(RoomSignals, AreNotDisplacedFromTheLobby) {
  go_to("discussion");
  ASSERT_TRUE(signals("ada", SignalKind::pause));
  ASSERT_TRUE(enter("zoe", Role::member, false));

  for (int i = 0; i < 55; ++i) {
    signals("zoe", i % 2 == 0 ? SignalKind::help : SignalKind::tech);
    clock.turn(50ms);
    room.tick();
  }

  EXPECT_THAT(shown_to("fay"), ElementsAre("pause of ada", "help of zoe"));
}

TEST_F(RoomSignals, ComeBackIsDoneByTheReturn) {
  go_to("discussion");
  ASSERT_TRUE(signals("ada", SignalKind::comeBack));
  EXPECT_TRUE(peer("ada").view().may.come_back);

  ASSERT_TRUE(says("fay", to_server::Advance{"return"}));

  EXPECT_THAT(shown_to("fay"), ElementsAre("(comeBack of ada)"));
  EXPECT_EQ(refusal_of(signals("ada", SignalKind::comeBack)), Code::notPermitted);
}

TEST_F(RoomSignals, AFloodSendsNobodyMoreStatesThanTwentyASecond) {
  for (int i = 0; i < 40; ++i) {
    ASSERT_TRUE(signals("ben"));
    // The first record is opened again each time.
    ASSERT_TRUE(says("ben", to_server::Done{protocol::SignalId{"made-1"}}));
    clock.turn(25ms);
  }

  EXPECT_LE(peer("fay").all<to_client::State>().size(), 20U);
  EXPECT_THAT(peer("oli").messages, IsEmpty());
}

TEST_F(RoomSignals, WhatAPauseHeldBackIsShownWithTheNextTick) {
  ASSERT_TRUE(signals("ben"));
  ASSERT_TRUE(signals("ada"));
  EXPECT_THAT(shown_to("fay"), ElementsAre("help of ben"));

  let_pause_pass();
  room.tick();

  EXPECT_THAT(shown_to("fay"), ElementsAre("help of ben", "help of ada"));
}

TEST_F(RoomSignals, EndWithTheSession) {
  ASSERT_TRUE(signals("ben"));
  ASSERT_TRUE(end());

  EXPECT_THAT(shown_to("fay"), IsEmpty());
}

TEST_F(RoomSignals, AreRefusedOnceTheServerHasLostTheSession) {
  journal.leased.holds = false;

  EXPECT_EQ(refusal_of(signals("ada")), Code::restarting);
}

}  // namespace
}  // namespace stepback::signalling::test

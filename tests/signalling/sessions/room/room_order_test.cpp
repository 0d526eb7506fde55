// The order of a change: what it takes, the journal, the session, what it gives, the announcement.

#include <algorithm>

#include "tests/signalling/sessions/room/room_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Order : public RoomTest {
 protected:
  void SetUp() override {
    seat_everyone();
    ASSERT_TRUE(says("fay", to_server::Appoint{id_of("ada")}));
    ASSERT_TRUE(says("fay", to_server::Advance{"clarification"}));
    ASSERT_TRUE(says("ada", to_server::Publish{true, true}));
    forget();
  }
};

TEST_F(Order, AStepBackIsTakenBackFromQueuesThenKeptThenAnnounced) {
  ASSERT_TRUE(says("fay", to_server::Advance{"discussion"}));

  EXPECT_THAT(call_log,
              ElementsAre("withdraw ben", "withdraw cole", "withdraw fay", "withdraw oli",  //
                          "journal",                                                        //
                          "state ada", "state ben", "state cole", "state fay", "state oli"));
  const Withdrawal& withdrawal = peer("oli").withdrawals.at(0);
  EXPECT_EQ(withdrawal.ssrc, ssrc("ada"));
  EXPECT_TRUE(withdrawal.audio);
  EXPECT_TRUE(withdrawal.video);
}

TEST_F(Order, TheSessionChangesOnlyAfterTheJournalHasTakenTheChange) {
  const protocol::Revision before = room.session().revision;
  protocol::Revision seen = 0;
  journal.watcher = [&] { seen = room.session().revision; };

  ASSERT_TRUE(says("fay", to_server::Advance{"discussion"}));

  EXPECT_EQ(seen, before);
  EXPECT_EQ(journal.firsts.back(), before + 1);
  EXPECT_GT(room.session().revision, before);
}

TEST_F(Order, TheFirstToHearOfTheStepBackFindsThePresenterSilencedAlready) {
  std::vector<std::optional<PacketRefusal>> answers;
  for (const std::string who : {"ada", "ben", "cole", "fay", "oli"}) {
    peer(who).watcher = [&](const protocol::ServerMessage&) {
      answers.push_back(send("ada", audio_bytes(ssrc("ada"))));
      answers.push_back(send("ada", video_bytes(ssrc("ada"), true)));
    };
  }

  ASSERT_TRUE(says("fay", to_server::Advance{"discussion"}));

  EXPECT_EQ(answers.size(), 10U);
  EXPECT_THAT(answers, testing::Each(PacketRefusal::notPermitted));
  EXPECT_THAT(peer("oli").packets, IsEmpty());
}

TEST_F(Order, WhatAChangeTakesHappensThoughTheJournalRefusesIt) {
  journal.refuses = true;

  const auto outcome = says("fay", to_server::Advance{"discussion"});

  ASSERT_TRUE(outcome);
  EXPECT_FALSE(outcome->kept);
  EXPECT_EQ(send("ada", audio_bytes(ssrc("ada"))), PacketRefusal::notPermitted);
  EXPECT_EQ(peer("oli").view().session.phase.name, "clarification") << "nothing else is true";
}

TEST_F(Order, ANewcomerWhomTheJournalRefusesIsNotWelcomed) {
  journal.refuses = true;

  EXPECT_EQ(refusal_of(enter("zoe", Role::member)), Code::notKept);

  EXPECT_THAT(peer("zoe").messages, IsEmpty());
  EXPECT_EQ(protocol::find(room.session(), id_of("zoe")), nullptr);
}

TEST_F(Order, ARefusedCommandIsNeitherKeptNorAnnounced) {
  const protocol::Session before = room.session();

  EXPECT_EQ(refusal_of(says("ben", to_server::Advance{"discussion"})), Code::notPermitted);
  EXPECT_EQ(refusal_of(says("stranger", to_server::Lock{true})), Code::notJoined);

  EXPECT_EQ(room.session(), before);
  EXPECT_THAT(call_log, IsEmpty());
}

TEST_F(Order, ACommandThatChangesNothingIsNotAnnounced) {
  EXPECT_TRUE(says("ada", to_server::Publish{true, true}));

  EXPECT_THAT(call_log, IsEmpty());
}

TEST_F(Order, TheJournalGetsEveryEventOnceAndInOrder) {
  ASSERT_TRUE(says("fay", to_server::Advance{"discussion"}));
  ASSERT_TRUE(enter("cole", Role::coFacilitator));
  lose("ben");
  ASSERT_TRUE(end());

  protocol::Session replayed = protocol::apply(
      {}, protocol::create_session(room.session().id, room.session().title,
                                   room.session().template_, room.session().created_at));
  for (const auto& event : journal.kept) replayed = protocol::apply(std::move(replayed), event);
  EXPECT_EQ(replayed, room.session());
  EXPECT_TRUE(std::ranges::is_sorted(journal.firsts));
  EXPECT_EQ(room.session().revision, 1 + journal.kept.size());
}

TEST_F(Order, AConnectionThatReplacesAPresentersTakesBackWhatWaitsOfTheOldOne) {
  ASSERT_TRUE(enter("ada", Role::member));

  EXPECT_THAT(call_log,
              ElementsAre("bye ada", "welcome ada",  //
                          "withdraw ben", "withdraw cole", "withdraw fay", "withdraw oli",
                          "state ada", "state ben", "state cole", "state fay", "state oli",
                          "journal",  //
                          "state ada", "state ben", "state cole", "state fay", "state oli"));
  EXPECT_EQ(send("ada", audio_bytes(ssrc("ada"))), PacketRefusal::notPermitted)
      << "a new connection begins with a closed microphone";
}

TEST_F(Order, WhatWaitsOfSomeoneRemovedIsTakenBackBeforeItIsAnnounced) {
  ASSERT_TRUE(says("fay", to_server::Remove{id_of("ada")}));

  EXPECT_THAT(call_log,
              ElementsAre("bye ada",  //
                          "withdraw ben", "withdraw cole", "withdraw fay", "withdraw oli",
                          "journal",  //
                          "state ben", "state cole", "state fay", "state oli"));
}

}  // namespace
}  // namespace stepback::signalling::test

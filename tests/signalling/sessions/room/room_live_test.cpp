// Hands, and connections that answer or do not, through a room.

#include <algorithm>

#include "tests/signalling/sessions/room/room_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

class RoomLive : public RoomTest {
 protected:
  void SetUp() override { seat_everyone(); }

  protocol::ParticipantView shown_to(const std::string& viewer, std::string_view who) {
    const protocol::View view = peer(viewer).view();
    return *std::ranges::find(view.participants, id_of(who), &protocol::ParticipantView::id);
  }
  void answers(const std::string& who, bool answers) {
    room.answers(id_of(who), peer(who), answers);
    clock.turn(LeaderSignals::kPause);
  }
};

TEST_F(RoomLive, AHandIsShownAtOnceAndTheJournalIsNotAsked) {
  const auto revision = room.session().revision;
  journal.refuses = true;

  EXPECT_TRUE(says("ben", to_server::Hand{true}));

  EXPECT_THAT(call_log,
              ElementsAre("state ada", "state ben", "state cole", "state fay", "state oli"));
  EXPECT_TRUE(shown_to("oli", "ben").hand);
  EXPECT_EQ(peer("oli").view().revision, revision);
}

TEST_F(RoomLive, ARecordingIsShownAtOnceToEverybodyAndEndsWithTheConnection) {
  journal.refuses = true;
  EXPECT_TRUE(says("ben", to_server::Records{true}));
  for (const char* viewer : {"ada", "ben", "cole", "fay", "oli"}) {
    EXPECT_TRUE(shown_to(viewer, "ben").records) << viewer;
  }
  journal.refuses = false;
  room.lost(id_of("ben"), peer("ben"));
  room.tick();
  EXPECT_FALSE(shown_to("fay", "ben").records);
}

TEST_F(RoomLive, AHandThatMovesAllTheTimeIsToldTwiceASecond) {
  for (int i = 0; i < 100; ++i) {
    EXPECT_TRUE(says("ben", to_server::Hand{i % 2 == 0}));
    clock.turn(20ms);
    if (i % 10 == 9) room.tick();
  }

  EXPECT_LE(peer("fay").all<to_client::State>().size(), 5U) << "in two seconds";
  clock.turn(1s);
  room.tick();
  EXPECT_FALSE(shown_to("fay", "ben").hand) << "the newest wish";
}

TEST_F(RoomLive, HandsOfAllAreToldTogether) {
  forget();
  for (const std::string who : {"fay", "cole", "ada", "ben"}) {
    EXPECT_TRUE(says(who, to_server::Hand{true}));
  }
  clock.turn(LeaderSignals::kPause);
  room.tick();

  EXPECT_EQ(peer("oli").all<to_client::State>().size(), 2U);
  EXPECT_TRUE(shown_to("oli", "ada").hand);
}

TEST_F(RoomLive, AHandIsNotRaisedByPeopleWhoMayNotSpeak) {
  EXPECT_EQ(refusal_of(says("oli", to_server::Hand{true})), Code::notPermitted);
  EXPECT_TRUE(says("oli", to_server::Hand{false}));

  EXPECT_THAT(call_log, IsEmpty());
}

TEST_F(RoomLive, TheStateThatAnnouncesThePhaseShowsTheHandDown) {
  EXPECT_TRUE(says("ada", to_server::Hand{true}));
  EXPECT_TRUE(says("ben", to_server::Hand{true}));

  go_to("presentation");
  ASSERT_TRUE(says("fay", to_server::Lock{true}));

  EXPECT_FALSE(shown_to("fay", "ben").hand) << "members listen";
  EXPECT_TRUE(shown_to("fay", "ada").hand) << "the presenter may speak";
}

TEST_F(RoomLive, LeadersAndThePresenterAreWatchedAndNobodyElse) {
  go_to("presentation");

  for (const std::string who : {"fay", "cole", "ada"}) EXPECT_TRUE(peer(who).watched) << who;
  for (const std::string who : {"ben", "oli"}) EXPECT_FALSE(peer(who).watched) << who;
  ASSERT_TRUE(says("fay", to_server::Appoint{id_of("ben")}));
  EXPECT_FALSE(peer("ada").watched);
  EXPECT_TRUE(peer("ben").watched);
}

TEST_F(RoomLive, ASilentLeaderIsShownToLeadersAndThePresenterAlone) {
  go_to("presentation");

  answers("cole", false);

  EXPECT_THAT(call_log, ElementsAre("state ada", "state cole", "state fay"));
  EXPECT_EQ(shown_to("ada", "cole").answers, false);
  EXPECT_TRUE(shown_to("ada", "cole").connected);
  answers("cole", true);
  EXPECT_EQ(shown_to("ada", "cole").answers, true);
}

TEST_F(RoomLive, ASilentConnectionThatWasSupersededSaysNothing) {
  go_to("presentation");
  ASSERT_TRUE(enter("cole", Role::coFacilitator));
  forget();

  room.answers(id_of("cole"), first_peer("cole"), false);

  EXPECT_THAT(call_log, IsEmpty());
}

TEST_F(RoomLive, ANewConnectionIsNotKnownToBeSilent) {
  go_to("presentation");
  answers("cole", false);

  ASSERT_TRUE(enter("cole", Role::coFacilitator));

  EXPECT_EQ(shown_to("fay", "cole").answers, std::nullopt);
}

TEST_F(RoomLive, SilentLeadersStartNoLeaderlessTimer) {
  go_to("presentation");
  answers("fay", false);
  answers("cole", false);

  clock.turn(10min);
  room.tick();

  EXPECT_FALSE(room.session().leaderless_since);
  EXPECT_FALSE(room.session().held_since);
}

TEST_F(RoomLive, ASilentPresenterIsAwayForTheQuestionWhoANewcomerIs) {
  go_to("discussion");
  ASSERT_TRUE(enter("ada 2", Role::member, /*named=*/false));
  answers("ada", false);

  EXPECT_THAT(*shown_to("fay", "ada 2").could, ElementsAre(id_of("ada")));
  EXPECT_EQ(refusal_of(says("fay", to_server::Admit{.participant = id_of("ada 2")})),
            Code::whoIsThis);
  EXPECT_TRUE(says("fay", to_server::Admit{.participant = id_of("ada 2"), .as = id_of("ada")}));

  EXPECT_THAT(peer("ada").farewells, ElementsAre(Code::superseded));
  EXPECT_THAT(peer("ada 2").became, ElementsAre(id_of("ada")));
  EXPECT_FALSE(peer("ada 2").view().may.speak);
}

TEST_F(RoomLive, APresenterWhoAnswersIsNobodyElse) {
  go_to("discussion");
  ASSERT_TRUE(enter("ada 2", Role::member, /*named=*/false));
  answers("ada", true);

  EXPECT_THAT(*shown_to("fay", "ada 2").could, IsEmpty());
  EXPECT_TRUE(says("fay", to_server::Admit{.participant = id_of("ada 2")}));
}

// The coordinator may have sent the presenter a link of their own meanwhile.
TEST_F(RoomLive, ANamedNewcomerIsNotSeatedWhileThePresenterOfASharedLinkIsSilent) {
  ASSERT_TRUE(enter("pia", Role::member, /*named=*/false));
  ASSERT_TRUE(says("fay", to_server::Admit{.participant = id_of("pia")}));
  ASSERT_TRUE(says("fay", to_server::Appoint{id_of("pia")}));
  ASSERT_TRUE(says("fay", to_server::Advance{"discussion"}));
  answers("pia", false);

  ASSERT_TRUE(enter("zoe", Role::member));

  EXPECT_FALSE(protocol::find(room.session(), id_of("zoe"))->admitted);
}

}  // namespace
}  // namespace stepback::signalling::test

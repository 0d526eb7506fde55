// How well the presenter hears, by their reports, and the people who are told so.

#include "protocol/session/hearing.hpp"
#include "tests/signalling/sessions/room/room_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using protocol::Hearing;
using testing::IsEmpty;

class HearingTest : public RoomTest {
 protected:
  void SetUp() override {
    seat_everyone();
    ASSERT_TRUE(says("fay", to_server::Appoint{id_of("ada")}));
    ASSERT_TRUE(says("fay", to_server::Advance{"discussion"}));
    room.tick();
    ASSERT_EQ(shown_to("fay"), std::nullopt) << "nothing is known yet";
  }
  void reports(std::string_view who, std::uint64_t received, std::uint64_t lost, bool playing) {
    EXPECT_TRUE(says(who, to_server::Report{received, lost, playing}));
    clock.turn(LeaderSignals::kPause);
    room.tick();
  }
  // The presenter's hearing in the newest state that this person received.
  std::optional<Hearing> shown_to(const std::string& who) {
    for (const auto& each : peer(who).view().participants) {
      if (each.id == id_of("ada")) return each.hearing;
    }
    return std::nullopt;
  }
};

TEST_F(HearingTest, IsGoodWhenSoundIsPlayedOut) {
  reports("ada", 250, 2, true);

  EXPECT_EQ(shown_to("fay"), Hearing::ok);
  EXPECT_EQ(shown_to("cole"), Hearing::ok);
}

TEST_F(HearingTest, IsGoodWhileEverybodyIsSilent) {
  reports("ada", 0, 0, true);

  EXPECT_EQ(shown_to("fay"), Hearing::ok);
}

TEST_F(HearingTest, IsPoorWhenMuchIsLost) {
  reports("ada", 94, 6, true);

  EXPECT_EQ(shown_to("fay"), Hearing::poor);
}

TEST_F(HearingTest, IsNoneWhenNothingIsPlayedOut) {
  reports("ada", 250, 0, true);
  reports("ada", 250, 0, false);

  EXPECT_EQ(shown_to("fay"), Hearing::none);
}

TEST_F(HearingTest, IsUnknownWhenReportsAreOverdue) {
  for (const bool playing : {true, false}) {
    reports("ada", 250, 0, playing);

    clock.turn(protocol::kReportOverdue - LeaderSignals::kPause);
    room.tick();
    EXPECT_NE(shown_to("fay"), std::nullopt);
    clock.turn(1ms);
    room.tick();
    EXPECT_EQ(shown_to("fay"), std::nullopt) << "a page that is hidden may report once a minute";
  }
}

TEST_F(HearingTest, IsUnknownOfAClientThatNeverReports) {
  clock.turn(1min);
  room.tick();

  EXPECT_EQ(shown_to("fay"), std::nullopt);
}

TEST_F(HearingTest, IsKnownInTheStateThatAnnouncesTheStepBack) {
  ASSERT_TRUE(says("fay", to_server::Advance{"presentation"}));
  reports("ada", 250, 0, false);

  ASSERT_TRUE(says("fay", to_server::Advance{"discussion"}));

  EXPECT_EQ(shown_to("fay"), Hearing::none);
}

TEST_F(HearingTest, NeverAsksTheJournal) {
  forget();

  reports("ada", 250, 0, true);

  EXPECT_EQ(std::ranges::count(call_log, "journal"), 0);
  EXPECT_EQ(peer("fay").view().revision, room.session().revision);
}

TEST_F(HearingTest, IsShownToLeadersAlone) {
  reports("ada", 250, 0, true);

  for (const std::string who : {"ada", "ben", "oli"}) {
    EXPECT_EQ(shown_to(who), std::nullopt) << who;
  }
}

TEST_F(HearingTest, OfOthersIsNobodysBusiness) {
  forget();

  reports("ben", 10, 90, true);
  reports("oli", 10, 90, true);

  EXPECT_THAT(call_log, IsEmpty());
}

TEST_F(HearingTest, TheSameReportAgainChangesNothing) {
  reports("ada", 250, 0, true);
  forget();

  reports("ada", 240, 1, true);

  EXPECT_THAT(call_log, IsEmpty());
}

TEST_F(HearingTest, IsNotShownBeforeAndAfterTheStepBack) {
  reports("ada", 250, 0, true);

  ASSERT_TRUE(says("fay", to_server::Advance{"return"}));
  reports("ada", 250, 0, false);
  room.tick();

  EXPECT_EQ(shown_to("fay"), std::nullopt);
}

TEST_F(HearingTest, IsUnknownAgainOnANewConnection) {
  reports("ada", 250, 0, true);

  ASSERT_TRUE(enter("ada", Role::member));
  room.tick();

  EXPECT_EQ(shown_to("fay"), std::nullopt);
}

}  // namespace
}  // namespace stepback::signalling::test

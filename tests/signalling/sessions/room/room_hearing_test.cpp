// How well the presenter hears, by their reports, and the people who are told so.

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
    go_to("discussion");
    room.tick();
    ASSERT_EQ(room.session().presenter_hearing, std::nullopt) << "nothing is known yet";
  }
  void reports(std::string_view who, std::uint64_t received, std::uint64_t lost, bool playing) {
    EXPECT_TRUE(says(who, to_server::Report{received, lost, playing}));
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

TEST_F(HearingTest, IsNoneWhenReportsAreOverdue) {
  reports("ada", 250, 0, true);

  clock.turn(12s);
  room.tick();
  EXPECT_EQ(shown_to("fay"), Hearing::ok);
  clock.turn(1ms);
  room.tick();
  EXPECT_EQ(shown_to("fay"), Hearing::none);
}

TEST_F(HearingTest, IsNoneWhenTheFirstReportDoesNotCome) {
  clock.turn(12s);
  room.tick();
  EXPECT_EQ(room.session().presenter_hearing, std::nullopt);
  clock.turn(1ms);
  room.tick();
  EXPECT_EQ(shown_to("fay"), Hearing::none);
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

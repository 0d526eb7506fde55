// What the server does about the time and about old records, hour by hour, with a machine and a
// journal under the test's control.

#include "signalling/server/upkeep.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fakes.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const protocol::SessionId kOld{"old"};

class UpkeepTest : public testing::Test {
 protected:
  UpkeepTest() {
    journal.old = {kOld};
    journal.ledger_head = journal::LedgerHead{7, journal::kBeginning};
    log::set_level(log::Level::info);
    testing::internal::CaptureStderr();
  }
  ~UpkeepTest() override {
    testing::internal::GetCapturedStderr();
    log::set_level(log::Level::warn);
  }
  /// What was logged since the last call.
  std::string logged() {
    std::string text = testing::internal::GetCapturedStderr();
    testing::internal::CaptureStderr();
    return text;
  }
  /// Another server on the journal, after which time passes.
  void serve(protocol::Duration span) {
    clock.emplace(time);
    upkeep.emplace(*clock, journal, retention, [this](const auto& sessions) {
      forgotten.insert(forgotten.end(), sessions.begin(), sessions.end());
    });
    ASSERT_TRUE(upkeep->start());
    upkeep->recovered(false);
    pass(span);
  }
  void pass(protocol::Duration span) {
    for (protocol::Duration step = 1min; span > 0s; span -= step) {
      time.turn(step);
      upkeep->tick(false);
    }
  }

  HandTime time;
  FakeJournal journal;
  std::optional<std::chrono::seconds> retention = 24h * 30;
  std::vector<protocol::SessionId> forgotten;
  std::optional<SessionClock> clock;
  std::optional<Upkeep> upkeep;
};

TEST_F(UpkeepTest, OldRecordsAreDeletedAnHourAfterTheStartAndThenEachHour) {
  serve(59min);
  EXPECT_THAT(forgotten, IsEmpty());
  pass(1min);
  EXPECT_THAT(forgotten, ElementsAre(kOld));
  EXPECT_THAT(logged(), HasSubstr(R"("event":"purged","count":1,"setAside":0)"));
  journal.old = {protocol::SessionId{"next"}};
  pass(59min);
  EXPECT_EQ(forgotten.size(), 1U);
  pass(1min);
  EXPECT_EQ(forgotten.size(), 2U);
}

TEST_F(UpkeepTest, WithoutARetentionNothingIsDeleted) {
  retention.reset();
  serve(24h * 3);

  EXPECT_THAT(forgotten, IsEmpty());
  EXPECT_THAT(logged(), Not(HasSubstr("purged")));
}

TEST_F(UpkeepTest, AStartWithAWrongClockDeletesNothingAndIsLogged) {
  for (const protocol::Duration jump : {24h * 40, -24h * 40}) {
    journal.times = {};
    serve(1min);
    upkeep->stop();
    journal.refuses = false;
    time.jump(jump);
    logged();

    serve(23h);
    upkeep->stop();

    EXPECT_THAT(forgotten, IsEmpty());
    EXPECT_THAT(logged(),
                HasSubstr(R"("event":"clockJumped","seconds":)" + std::to_string(jump / 1s)));
    journal.refuses = false;
    time.jump(-jump);
  }
}

TEST_F(UpkeepTest, ADateThatIsCorrectedBetweenTwoStartsIsTakenAtOnce) {
  for (const bool boots : {false, true}) {
    journal.times = {};
    time.jump(24h * 40);
    serve(10min);
    upkeep->stop();
    if (boots) time.boot_again(0s);
    time.jump(-24h * 40);
    logged();

    serve(0s);

    EXPECT_THAT(logged(), HasSubstr("clockJumped"));
    EXPECT_EQ(clock->now(), time.wall());
    EXPECT_EQ(journal.times.mark->at, time.wall());
    const auto until = journal.times.mark->doubted_until;
    EXPECT_EQ(until, time.since_boot() + kDoubt);
    serve(1min);
    EXPECT_THAT(logged(), Not(HasSubstr("clockJumped"))) << "the next start finds nothing wrong";
    EXPECT_EQ(journal.times.mark->doubted_until, until);
  }
}

TEST_F(UpkeepTest, AnEntryMadeWhileTheClockWasAheadMovesNoLaterStart) {
  serve(1min);
  time.jump(24h * 40);
  pass(1min);
  journal.times.newest_entry = clock->now();
  time.jump(-24h * 40);
  pass(1min);
  upkeep->stop();
  logged();

  for (const bool boots : {false, true}) {
    if (boots) time.boot_again(1h);
    serve(0s);
    EXPECT_THAT(logged(), Not(HasSubstr("clockJumped")));
    EXPECT_EQ(clock->now(), time.wall());
  }
}

TEST_F(UpkeepTest, ASessionThatRunsKeepsTheExpectedTimeOfAStart) {
  serve(1min);
  time.jump(24h * 40);
  clock.emplace(time);
  upkeep.emplace(*clock, journal, retention, [](const auto&) {});
  ASSERT_TRUE(upkeep->start());
  upkeep->recovered(true);

  EXPECT_EQ(clock->now(), time.wall() - 24h * 40);
  EXPECT_EQ(journal.times.mark->at, clock->now());
}

TEST_F(UpkeepTest, APurgeThatIsHeldIsLoggedEachHour) {
  serve(1min);
  time.boot_again(24h * 2);
  logged();
  serve(59min);
  EXPECT_THAT(logged(), Not(HasSubstr("purgeHeld")));
  for (int hour = 1; hour < 24; ++hour) {
    pass(1h);
    EXPECT_THAT(logged(), HasSubstr("purgeHeld")) << hour;
  }
  pass(1h);
  EXPECT_THAT(logged(), Not(HasSubstr("purgeHeld")));
  EXPECT_THAT(forgotten, ElementsAre(kOld));
}

TEST_F(UpkeepTest, WithoutARetentionNoPurgeIsHeld) {
  serve(1min);
  retention.reset();
  time.boot_again(24h * 2);
  serve(2h);

  EXPECT_THAT(logged(), Not(HasSubstr("purgeHeld")));
}

TEST_F(UpkeepTest, RestartsDoNotShortenTheWait) {
  serve(1min);
  time.boot_again(24h * 40);
  serve(1min);
  EXPECT_THAT(logged(), HasSubstr(R"("event":"clockUnseen","seconds":3456060)"));
  for (int restart = 0; restart < 5; ++restart) serve(2h);
  EXPECT_THAT(forgotten, IsEmpty());
  pass(14h);
  EXPECT_THAT(forgotten, ElementsAre(kOld));
}

TEST_F(UpkeepTest, AMarkIsKeptEachHourAtTheStopAndWhenTheClockIsAnchored) {
  serve(30min);
  EXPECT_EQ(journal.times.mark->at, time.wall() - 30min) << "of the start";
  pass(45min);
  EXPECT_EQ(journal.times.mark->at, time.wall() - 15min);
  time.jump(3s);
  upkeep->tick(true);
  EXPECT_EQ(journal.times.mark->at, time.wall() - 15min - 3s) << "a session runs";
  upkeep->tick(false);
  EXPECT_EQ(journal.times.mark->at, time.wall());
  pass(5min);
  upkeep->stop();
  EXPECT_EQ(journal.times.mark->at, time.wall());
}

TEST_F(UpkeepTest, TheHeadIsLoggedAtTheStartEachHourAndAtTheStop) {
  const std::string line = R"("event":"journalHead","head":"7 )" + std::string(64, '0');
  serve(1min);
  EXPECT_THAT(logged(), HasSubstr(line));
  pass(58min);
  EXPECT_THAT(logged(), Not(HasSubstr("journalHead")));
  pass(1min);
  EXPECT_THAT(logged(), HasSubstr(line));
  upkeep->stop();
  EXPECT_THAT(logged(), HasSubstr(line));
}

}  // namespace
}  // namespace stepback::signalling::test

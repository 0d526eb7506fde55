// The session clock, and what watches it: a machine whose clock jumps does no harm.

#include "signalling/base/session_clock.hpp"

#include <gtest/gtest.h>

#include <array>

#include "signalling/base/clock_watch.hpp"
#include "tests/support/fakes.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using Kind = StartTime::Kind;

constexpr std::array<protocol::Duration, 8> kJumps{10min, -10min, 1h,       -1h,
                                                   25h,   -25h,   24h * 40, -24h * 40};

class ClockTest : public testing::Test {
 protected:
  /// A mark as a server wrote it now.
  ClockMark mark() const {
    return {.boot = time.boot(),
            .since_boot = time.since_boot(),
            .at = time.wall(),
            .doubted_until = {}};
  }
  /// Lets time pass as a server does that looks at its clock again and again.
  void run(protocol::Duration span, bool begun = false) {
    for (protocol::Duration step = 1min; span > 0s; span -= step) {
      time.turn(step);
      watch.look(begun);
    }
  }

  HandTime time;
  SessionClock clock{time};
  ClockWatch watch{clock};
};

TEST_F(ClockTest, TheSessionClockGoesOnWhenTheMachinesClockIsSet) {
  const protocol::Instant begun = clock.now();
  EXPECT_EQ(begun, time.wall());
  for (const protocol::Duration jump : kJumps) {
    time.jump(jump);
    time.turn(1min);
  }
  EXPECT_EQ(clock.now() - begun, 8min);
}

TEST_F(ClockTest, AStartThatKnowsNothingTrustsTheMachine) {
  const StartTime start = judge_start({}, time);

  EXPECT_EQ(start.kind, Kind::trusted);
  EXPECT_EQ(start.now, time.wall());
  EXPECT_EQ(start.doubted_until, std::nullopt);
}

TEST_F(ClockTest, WhileTheMachineRunsOnTheExpectedTimeIsKnown) {
  const KnownTimes known{.mark = mark(), .newest_entry = {}};
  time.turn(24h * 3);
  const protocol::Instant expected = time.wall();

  time.jump(kClockJump);
  EXPECT_EQ(judge_start(known, time).kind, Kind::trusted);
  EXPECT_EQ(judge_start(known, time).now, expected) << "sessions may go on";
  time.jump(-kClockJump);
  for (const protocol::Duration jump : kJumps) {
    time.jump(jump);
    const StartTime start = judge_start(known, time);
    EXPECT_EQ(start.kind, Kind::jumped);
    EXPECT_EQ(start.now, expected);
    EXPECT_EQ(start.wall_ahead, jump);
    EXPECT_EQ(start.doubted_until, time.since_boot() + kDoubt);
    time.jump(-jump);
  }
}

TEST_F(ClockTest, AfterAnotherStartOfTheMachineTheNewestKnownTimeCounts) {
  const protocol::Instant entry = time.wall() + 5min;
  const KnownTimes known{.mark = mark(), .newest_entry = entry};

  time.boot_again(23h);
  EXPECT_EQ(judge_start(known, time).kind, Kind::trusted);
  time.boot_again(2h);
  EXPECT_EQ(judge_start(known, time).kind, Kind::unseen) << "a day and 55 minutes after the entry";
  EXPECT_EQ(judge_start(known, time).now, time.wall()) << "nothing better is known";
  EXPECT_EQ(judge_start(known, time).doubted_until, time.since_boot() + kDoubt);
  time.boot_again(-26h);
  EXPECT_EQ(judge_start(known, time).kind, Kind::jumped);
  EXPECT_EQ(judge_start(known, time).now, entry);
}

TEST_F(ClockTest, ADoubtOutlivesARestart) {
  KnownTimes known{.mark = mark(), .newest_entry = {}};
  known.mark->doubted_until = time.since_boot() + 5h;
  time.turn(4h);

  EXPECT_EQ(judge_start(known, time).kind, Kind::trusted);
  EXPECT_EQ(judge_start(known, time).doubted_until, time.since_boot() + 1h);
  time.turn(2h);
  EXPECT_EQ(judge_start(known, time).doubted_until, std::nullopt);
  time.boot_again(1h);
  EXPECT_EQ(judge_start(known, time).kind, Kind::unseen) << "the mark itself was in doubt";
}

TEST_F(ClockTest, OnlyAClockThatIsFarAheadRenewsADoubt) {
  KnownTimes known{.mark = mark(), .newest_entry = {}};
  const protocol::Duration until = time.since_boot() + 5h;
  known.mark->doubted_until = until;

  for (const protocol::Duration jump : kJumps) {
    time.jump(jump);
    const StartTime start = judge_start(known, time);
    EXPECT_EQ(start.kind, Kind::jumped);
    EXPECT_EQ(start.doubted_until, jump > kUnseen ? time.since_boot() + kDoubt : until);
    time.jump(-jump);
  }
}

TEST_F(ClockTest, AnEntryOfATimeWhenTheClockWasAheadDoesNotCount) {
  KnownTimes known{.mark = mark(), .newest_entry = time.wall() + 2 * kMarkPeriod};
  EXPECT_EQ(judge_start(known, time).kind, Kind::trusted) << "the expected time is known";
  time.boot_again(1h);
  EXPECT_EQ(judge_start(known, time).kind, Kind::jumped) << "a mark may be missing";
  EXPECT_EQ(judge_start(known, time).now, known.newest_entry);

  known.newest_entry = *known.newest_entry + 1ms;
  EXPECT_EQ(judge_start(known, time).kind, Kind::trusted);
  EXPECT_EQ(judge_start(known, time).now, time.wall());
  known.mark.reset();
  EXPECT_EQ(judge_start(known, time).kind, Kind::jumped) << "nothing else is known";
}

TEST_F(ClockTest, AfterAJumpOnTheSameBootTheEntriesDoNotCount) {
  const KnownTimes known{.mark = mark(), .newest_entry = time.wall() + 1h};
  const protocol::Instant expected = time.wall();
  time.jump(-10min);

  EXPECT_EQ(judge_start(known, time).now, expected);
}

TEST_F(ClockTest, ASystemThatDoesNotTellItsStartIsJudgedByTheNewestTime) {
  time.started.clear();
  const KnownTimes known{.mark = mark(), .newest_entry = {}};
  time.jump(24h * 40);

  EXPECT_EQ(judge_start(known, time).kind, Kind::unseen);
}

TEST_F(ClockTest, AJumpWhileASessionRunsMovesNothingUntilItHasEnded) {
  for (const protocol::Duration jump : kJumps) {
    const protocol::Instant before = clock.now();
    time.jump(jump);
    run(10min, true);
    EXPECT_EQ(clock.now() - before, 10min);
    EXPECT_TRUE(clock.in_doubt());
    EXPECT_FALSE(watch.may_purge());

    EXPECT_TRUE(watch.look(false)) << "no session runs any more";
    EXPECT_EQ(clock.now(), time.wall());
    EXPECT_FALSE(clock.in_doubt());
    EXPECT_FALSE(watch.look(false));
  }
}

TEST_F(ClockTest, AClockThatIsCorrectedIsInDoubtNoLonger) {
  time.jump(1h);
  watch.look(true);
  time.jump(-1h);
  EXPECT_FALSE(watch.look(true));

  EXPECT_FALSE(clock.in_doubt());
}

TEST_F(ClockTest, SmallCorrectionsWaitForTheEndOfTheSessionAndAreNoJump) {
  run(kQuietBeforePurge);
  time.jump(kClockStep);
  EXPECT_FALSE(watch.look(false));
  time.jump(1ms);
  EXPECT_FALSE(watch.look(true));
  EXPECT_FALSE(clock.in_doubt());
  EXPECT_TRUE(watch.look(false));
  EXPECT_EQ(clock.now(), time.wall());
  EXPECT_TRUE(watch.may_purge());
}

TEST_F(ClockTest, ManySmallStepsAreAJump) {
  for (int i = 0; i < 5; ++i) {
    time.jump(1min);
    watch.look(true);
  }
  EXPECT_TRUE(clock.in_doubt());
}

TEST_F(ClockTest, PurgingWaitsForAnHourWithoutAJump) {
  watch.start({});
  run(kQuietBeforePurge - 1min);
  EXPECT_FALSE(watch.may_purge());
  run(1min);
  EXPECT_TRUE(watch.may_purge());
  time.jump(10min);
  run(kQuietBeforePurge - 1min);
  EXPECT_FALSE(watch.may_purge());
  run(2min);
  EXPECT_TRUE(watch.may_purge());
}

TEST_F(ClockTest, PurgingWaitsForADayAfterALongJump) {
  watch.start({});
  run(kQuietBeforePurge);
  time.jump(25h);
  run(kDoubt - 1min);
  EXPECT_FALSE(watch.may_purge());
  run(2min);
  EXPECT_TRUE(watch.may_purge());
}

TEST_F(ClockTest, AWrongClockAtTheStartIsNotTakenWhileASessionRuns) {
  const KnownTimes known{.mark = mark(), .newest_entry = {}};
  for (const protocol::Duration jump : kJumps) {
    HandTime wrong = time;
    wrong.turn(1min);
    const protocol::Instant expected = wrong.wall();
    wrong.jump(jump);
    SessionClock session_clock(wrong);
    ClockWatch watcher(session_clock);

    watcher.start(known);

    EXPECT_EQ(session_clock.now(), expected);
    EXPECT_TRUE(session_clock.in_doubt());
    for (protocol::Duration ran = 0s; ran < kDoubt - 1h; ran += 1h) {
      wrong.turn(1h);
      EXPECT_FALSE(watcher.look(true));
      EXPECT_FALSE(watcher.may_purge());
    }
    EXPECT_EQ(session_clock.now(), expected + kDoubt - 1h);
    EXPECT_EQ(watcher.mark().at, session_clock.now()) << "so the next start finds the jump too";
    EXPECT_TRUE(watcher.look(false)) << "no session runs any more";
    EXPECT_EQ(session_clock.now(), wrong.wall());
  }
}

TEST_F(ClockTest, WithoutASessionTheClockOfTheStartIsTakenAndNothingIsPurgedForADay) {
  const KnownTimes known{.mark = mark(), .newest_entry = {}};
  for (const protocol::Duration jump : kJumps) {
    HandTime wrong = time;
    wrong.jump(jump);
    SessionClock session_clock(wrong);
    ClockWatch watcher(session_clock);
    watcher.start(known);

    EXPECT_TRUE(watcher.look(false));

    EXPECT_EQ(session_clock.now(), wrong.wall());
    EXPECT_FALSE(session_clock.in_doubt());
    EXPECT_EQ(watcher.mark().at, wrong.wall()) << "so the next start finds no jump";
    wrong.turn(kDoubt - 1min);
    watcher.look(false);
    EXPECT_FALSE(watcher.may_purge());
    EXPECT_TRUE(watcher.is_date_in_doubt());
    wrong.turn(1min);
    watcher.look(false);
    EXPECT_TRUE(watcher.may_purge());
  }
}

TEST_F(ClockTest, AWrongClockAtTheStartMayBeCorrectedAtOnce) {
  const KnownTimes known{.mark = mark(), .newest_entry = {}};
  time.jump(24h * 40);
  watch.start(known);
  time.turn(1min);
  time.jump(-24h * 40 + 10s);
  EXPECT_TRUE(watch.look(false));

  EXPECT_EQ(clock.now(), time.wall());
  EXPECT_FALSE(clock.in_doubt());
}

TEST_F(ClockTest, AMarkTellsTheNextStart) {
  time.turn(5min);
  EXPECT_EQ(watch.mark(), mark());
  time.jump(25h);
  watch.look(true);
  const ClockMark doubted = watch.mark();
  EXPECT_EQ(doubted.at, clock.now());
  EXPECT_EQ(doubted.doubted_until, time.since_boot() + kDoubt);
}

TEST(MachineTimeTest, IsTheMachines) {
  const MachineTime time;
  const protocol::Duration before = time.since_boot();

  EXPECT_FALSE(time.boot().empty());
  EXPECT_GT(before, 0ms);
  EXPECT_GE(time.since_boot(), before);
  EXPECT_LT(std::chrono::abs(time.wall() - std::chrono::system_clock::now()), 1min);
}

}  // namespace
}  // namespace stepback::signalling::test

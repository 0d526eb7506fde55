// What a peer may send beside whole messages, with a clock that the test turns.

#include "signalling/net/websocket/frame_account.hpp"

#include <gtest/gtest.h>

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using Verdict = FrameAccount::Verdict;

class FrameAccountTest : public testing::Test {
 protected:
  /// Counts frames, evenly over the seconds. Returns the worst verdict.
  Verdict frames(int per_second, int seconds) {
    Verdict worst = Verdict::fine;
    for (int i = 0; i < per_second * seconds; ++i) {
      worst = std::max(worst, account.frame(now));
      now += std::chrono::duration_cast<protocol::Duration>(1s) / per_second;
    }
    return worst;
  }
  /// A second in which so many bytes were read beside those that were handed over.
  Verdict second(std::int64_t unseen) {
    read += unseen;
    return account.second_passed(static_cast<std::uint64_t>(read));
  }

  /// So many more bytes before the second has passed.
  Verdict look(std::int64_t unseen) {
    read += unseen;
    return account.look(static_cast<std::uint64_t>(read));
  }

  FrameAccount account{false};
  protocol::Duration now = 10min;
  std::int64_t read = 0;
};

TEST_F(FrameAccountTest, FragmentsAtTheirRateAreFine) {
  EXPECT_EQ(frames(240, 20), Verdict::fine);
}

TEST_F(FrameAccountTest, SoManyFramesAtOnceAreFineAndTheNextOnePauses) {
  for (int i = 0; i < 480; ++i) EXPECT_EQ(account.frame(now), Verdict::fine) << i;
  EXPECT_EQ(account.frame(now), Verdict::pause);
  now += 1s;
  EXPECT_EQ(account.frame(now), Verdict::fine);
}

TEST_F(FrameAccountTest, UpToTwiceTheRateIsOnlyPaused) {
  EXPECT_EQ(frames(470, 20), Verdict::pause);
}

TEST_F(FrameAccountTest, TwiceTheRateBeyondThatForThreeSecondsCloses) {
  EXPECT_EQ(frames(960, 2), Verdict::pause);
  EXPECT_EQ(frames(960, 2), Verdict::close);
}

TEST_F(FrameAccountTest, PongsThatWereAskedForCostNothing) {
  for (int i = 0; i < 2000; ++i) {
    account.pinged();
    EXPECT_EQ(account.pong(1, now), Verdict::fine);
  }
}

TEST_F(FrameAccountTest, PongsThatNobodyAskedForCostAFrame) {
  account.pinged();
  for (int i = 0; i < 481; ++i) EXPECT_EQ(account.pong(1, now), Verdict::fine) << i;
  EXPECT_EQ(account.pong(1, now), Verdict::pause);
}

TEST_F(FrameAccountTest, WhatWasHandedOverIsNotUnseen) {
  for (int i = 0; i < 60; ++i) {
    for (int packet = 0; packet < 50; ++packet) {
      account.seen(100);
      read += 8 + 100;
    }
    EXPECT_EQ(second(0), Verdict::fine) << i;
  }
  EXPECT_EQ(account.bytes(), 60U * 50 * 100);
}

TEST_F(FrameAccountTest, TwoKibibytesMayStayUnseenInEachSecond) {
  for (int i = 0; i < 60; ++i) EXPECT_EQ(second(2048), Verdict::fine) << i;
}

TEST_F(FrameAccountTest, TheThirdSecondWithMoreCloses) {
  EXPECT_EQ(second(2049), Verdict::pause);
  EXPECT_EQ(second(0), Verdict::fine);
  EXPECT_EQ(second(1'000'000), Verdict::pause);
  EXPECT_EQ(second(0), Verdict::fine);
  EXPECT_EQ(second(2049), Verdict::close);
}

TEST_F(FrameAccountTest, AFloodIsFoundBeforeItsSecondHasPassedAndCountsOnce) {
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(look(2048), Verdict::fine);
    EXPECT_EQ(look(1), Verdict::pause);
    EXPECT_EQ(look(0), Verdict::pause);
    EXPECT_EQ(second(0), Verdict::fine) << "it was paused already";
  }
  EXPECT_EQ(look(3000), Verdict::close);
}

TEST_F(FrameAccountTest, SecondsAreForgottenAfterTen) {
  for (int i = 0; i < 30; ++i) {
    EXPECT_EQ(second(i % 5 == 0 ? 3000 : 0), i % 5 == 0 ? Verdict::pause : Verdict::fine) << i;
  }
}

TEST_F(FrameAccountTest, APieceThatWasReadAndComesLaterIsNoHiddenFrame) {
  for (int i = 0; i < 30; ++i) {
    read += 2000;
    EXPECT_EQ(second(0), Verdict::fine) << i;
    account.seen(2000);
  }
}

// The most that a version of TLS with an authenticated cipher adds to a record is 29 bytes; a
// client may send each message in a record of its own.
TEST_F(FrameAccountTest, OverTlsRecordsAreNoHiddenFrames) {
  account = FrameAccount(true);
  for (int i = 0; i < 60; ++i) {
    for (int packet = 0; packet < 120; ++packet) {
      account.seen(80);
      read += 6 + 80 + 29;
    }
    EXPECT_EQ(second(0), Verdict::fine) << i;
  }
}

TEST_F(FrameAccountTest, OverTlsARecordThatHasComeInPartIsNoHiddenFrame) {
  account = FrameAccount(true);
  constexpr std::int64_t record = 16 * 1024 + 5 + 256;
  for (int i = 0; i < 60; ++i) {
    for (const std::int64_t came : {record / 2, record - 40}) {  // at the look
      EXPECT_EQ(look(came), Verdict::fine) << i;
      read += record - came;  // 150 ms later
      account.seen(16 * 1024);
      EXPECT_EQ(look(0), Verdict::fine) << i;
    }
    EXPECT_EQ(second(0), Verdict::fine) << i;
  }
}

TEST_F(FrameAccountTest, OverTlsMoreThanARecordIsAFlood) {
  account = FrameAccount(true);
  constexpr std::int64_t most = 2048 + 16 * 1024 + 256;
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(look(most), Verdict::fine);
    EXPECT_EQ(look(1), Verdict::pause);
    EXPECT_EQ(second(0), Verdict::fine) << "it was paused already";
  }
  EXPECT_EQ(look(most + 1), Verdict::close);
}

}  // namespace
}  // namespace stepback::signalling::test

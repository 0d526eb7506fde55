#include "plugin/src/capture/gate.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/plugin/playout/sound.hpp"

namespace stepback::plugin {
namespace {

using Verdict = Gate::Verdict;

constexpr float kTalk = -30.0F;
constexpr float kQuietRoom = -80.0F;

std::vector<Verdict> verdicts(Gate& gate, float level, std::size_t frames) {
  std::vector<Verdict> all;
  for (std::size_t i = 0; i < frames; ++i) all.push_back(gate.next(level));
  return all;
}

TEST(Loudness, OfAFullScaleSineIsThreeDecibelsBelowASquares) {
  const Samples sine = Tone(1000, 1.0).next(kFrame);
  EXPECT_NEAR(loudness(sine).rms_db, -3.01F, 0.02F);
  EXPECT_NEAR(loudness(Samples(kFrame, 1.0F)).rms_db, 0.0F, 0.001F);
}

TEST(Loudness, OfDigitalSilenceIsTheFloor) {
  EXPECT_EQ(loudness(Samples(kFrame)).rms_db, -127.0F);
  EXPECT_EQ(minus_dbov(loudness(Samples(kFrame)).rms_db), 127);
}

TEST(Loudness, SeesAWordThatBeginsInTheLastMillisecondsOfAFrame) {
  Samples frame(kFrame);
  for (std::size_t i = kFrame - 240; i < kFrame; ++i) frame[i] = 0.01F;
  EXPECT_NEAR(loudness(frame).loudest_db, -40.0F, 0.1F);
  EXPECT_NEAR(loudness(frame).rms_db, -46.0F, 0.1F);
}

TEST(AudioLevel, IsDecibelsBelowOverloadWithinItsSevenBits) {
  EXPECT_EQ(minus_dbov(0.0F), 0);
  EXPECT_EQ(minus_dbov(3.0F), 0);
  EXPECT_EQ(minus_dbov(-42.4F), 42);
  EXPECT_EQ(minus_dbov(-500.0F), 127);
}

TEST(Gate, SendsTheFirstFrameWhateverItsLevel) {
  EXPECT_EQ(Gate{}.next(kTalk), Verdict::sendFirst);
  EXPECT_EQ(Gate{}.next(kQuietRoom), Verdict::sendFirst);
}

TEST(Gate, StaysOpenForFourHundredMillisecondsOfSilence) {
  Gate gate;
  gate.next(kTalk);
  for (const Verdict each : verdicts(gate, kQuietRoom, 20)) EXPECT_EQ(each, Verdict::send);
  EXPECT_EQ(gate.next(kQuietRoom), Verdict::hold);
}

TEST(Gate, RefreshesEveryFourHundredMillisecondsOfSilence) {
  Gate gate;
  gate.next(kTalk);
  verdicts(gate, kQuietRoom, 20);
  const auto silence = verdicts(gate, kQuietRoom, 60);
  for (std::size_t i = 0; i < silence.size(); ++i) {
    EXPECT_EQ(silence[i], i % 20 == 19 ? Verdict::refresh : Verdict::hold) << "frame " << i;
  }
}

TEST(Gate, SendsTheFirstFrameAboveTheThresholdAndMarksIt) {
  Gate gate;
  gate.next(kTalk);
  verdicts(gate, kQuietRoom, 50);
  EXPECT_EQ(gate.next(-static_cast<float>(kSilenceDbov)), Verdict::sendFirst);
  EXPECT_EQ(gate.next(kTalk), Verdict::send);
}

TEST(Gate, APauseBetweenTwoWordsIsNoSilence) {
  Gate gate;
  gate.next(kTalk);
  verdicts(gate, kQuietRoom, 15);
  EXPECT_EQ(gate.next(kTalk), Verdict::send);
}

TEST(Gate, LetsQuietCryingThrough) {
  // A sob at arm's length, measured some 50 dB below full scale.
  Gate gate;
  const Samples sob = Tone(400, std::pow(10.0, -47.0 / 20.0)).next(kFrame);
  for (int i = 0; i < 200; ++i) {
    const Verdict verdict = gate.next(loudness(sob).loudest_db);
    EXPECT_TRUE(verdict == Verdict::send || verdict == Verdict::sendFirst);
  }
}

}  // namespace
}  // namespace stepback::plugin

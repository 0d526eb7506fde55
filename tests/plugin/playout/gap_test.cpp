// The sound where a packet is missing: loss, lateness and silence are treated differently.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/plugin/session/listener_fixture.hpp"

namespace stepback::plugin {
namespace {

TEST_F(PlayoutTest, AVoiceIsHeardWithoutConcealment) {
  arrive_in_time(3, voice(440, 100, kAnna));

  const Samples heard = hear(2000);

  EXPECT_NEAR(loudness_of(std::span(heard).subspan(kSampleRate / 2, kSampleRate)), 0.3, 0.03);
  EXPECT_EQ(playout_.counts().concealed, 0U);
  EXPECT_GE(playout_.counts().played, 97U);
}

TEST_F(PlayoutTest, ALostPacketIsRecoveredFromTheNextOnesFecOrElseConcealed) {
  const auto packets = speech(100, kAnna);
  std::size_t recoverable = 0;
  arrives(0, packets[0]);
  for (std::size_t i = 1; i < packets.size(); ++i) {
    if (i % 5 == 3) {
      recoverable += carries_fec(packets[i + 1].payload) ? 1U : 0U;
    } else {
      arrives(static_cast<double>(i) * 20 - 15, packets[i]);  // before the one ahead of it is due
    }
  }

  hear(2020);

  EXPECT_GE(recoverable, 5U);
  EXPECT_EQ(playout_.counts().recovered, recoverable);
  EXPECT_EQ(playout_.counts().concealed, 20 - recoverable);
  EXPECT_EQ(playout_.counts().played, 80 + recoverable);
}

TEST_F(PlayoutTest, FecBringsTheLostFramesSoundBack) {
  // For every loss in a stretch of speech, the played sound is nearer to the lost one than silence
  // is.
  const auto packets = speech(100, kAnna);
  const Samples whole = Speech{}.next(100 * kFrame);
  VoiceDecoder decoder;
  std::size_t recovered = 0;
  double played_energy = 0;
  double said_energy = 0;
  for (std::size_t i = 0; i + 1 < packets.size(); ++i) {
    Frame frame{};
    if (i % 5 == 3 && carries_fec(packets[i + 1].payload)) {
      ASSERT_TRUE(decoder.recover(packets[i + 1].payload, frame));
      played_energy += rms(frame);
      said_energy += rms(std::span(whole).subspan(i * kFrame, kFrame));
      ++recovered;
    } else {
      ASSERT_TRUE(decoder.decode(packets[i].payload, frame));
    }
  }
  ASSERT_GE(recovered, 5U);
  EXPECT_GT(played_energy, 0.7 * said_energy);
}

TEST_F(PlayoutTest, ALossWithoutFecIsConcealedAndCounted) {
  const auto packets = voice(440, 100, kAnna);
  arrive_in_time(3, packets, {40, 41, 42});

  const Samples heard = hear(1980);

  EXPECT_GE(playout_.counts().concealed, 2U);
  EXPECT_LE(playout_.counts().concealed, 4U);
  EXPECT_GE(playout_.counts().played, 94U);
  // The tone at 0.3 moves by 0.0173 from one sample to the next: no click.
  EXPECT_LT(steepest(heard), 0.1F);
}

TEST_F(PlayoutTest, ConcealmentFadesOutWhenASenderIsCutOff) {
  arrive_in_time(3, voice(440, 50, kAnna));

  const Samples heard = hear(2000);

  EXPECT_LE(playout_.counts().concealed, 5U);
  const auto end = std::span(heard).subspan(static_cast<std::size_t>(1.25 * kSampleRate));
  EXPECT_EQ(rms(end), 0.0);
  EXPECT_LT(steepest(heard), 0.1F);
}

TEST_F(PlayoutTest, PacketsOutOfOrderArePlayedInOrder) {
  const auto packets = voice(440, 100, kAnna);
  arrives(0, packets[0]);
  arrives(1, packets[1]);
  for (std::size_t i = 2; i + 1 < packets.size(); i += 2) {
    arrives(static_cast<double>(i) * 20 - 20, packets[i + 1]);
    arrives(static_cast<double>(i) * 20 - 18, packets[i]);
  }

  const Samples heard = hear(1900);

  EXPECT_EQ(playout_.counts().concealed, 0U);
  EXPECT_GE(playout_.counts().played, 92U);  // some are skipped to shorten the delay
  EXPECT_NEAR(rms(std::span(heard).subspan(kSampleRate / 2, kSampleRate)), 0.21, 0.02);
}

TEST_F(PlayoutTest, APacketThatComesTwiceIsPlayedOnce) {
  const auto packets = voice(440, 50, kAnna);
  arrive_in_time(3, packets);
  arrive_in_time(4, packets);
  hear(1400);
  EXPECT_EQ(playout_.counts().played, 50U);
}

TEST_F(PlayoutTest, TheDelayGrowsUntilAJitteryStreamIsWhole) {
  const auto packets = voice(440, 500, kAnna);
  for (std::size_t i = 0; i < packets.size(); ++i) {
    // Every fourth packet is 45 ms late, and those behind it wait for it, as on TCP.
    const double late =
        i % 4 == 3 ? 45 : (i % 4 == 0 && i > 0 ? 25 : (i % 4 == 1 && i > 1 ? 5 : 0));
    arrives(static_cast<double>(i) * 20 + late, packets[i]);
  }
  hear(2000);
  const auto before = playout_.counts();
  hear(9900);
  const auto after = playout_.counts();
  EXPECT_LE(after.concealed - before.concealed, 4U);  // in almost eight seconds
  EXPECT_GE(after.played - before.played, 385U);
}

TEST_F(PlayoutTest, TheDelayShrinksAgainAfterAStall) {
  const auto packets = voice(440, 1500, kAnna);
  for (std::size_t i = 0; i < packets.size(); ++i) {
    const double due = static_cast<double>(i) * 20 + 3;
    arrives(due > 1000 && due < 1250 ? 1250 : due, packets[i]);  // 250 ms of nothing
  }
  hear(1500);
  hear(20'000);
  // The sound that is played now arrived not long ago: soon after the sender stops, there is
  // silence.
  arriving_.clear();
  const auto before = playout_.counts();
  hear(20'600);
  EXPECT_LE(playout_.counts().played - before.played, 5U);
}

TEST_F(PlayoutTest, SilenceThatWasNotSentIsNoLoss) {
  Microphone microphone;
  microphone.capture.open();
  Tone tone(440);
  microphone.push_frames(tone, 50);
  microphone.silence(150);
  microphone.push_frames(tone, 50);
  for (SentPacket& packet : microphone.sent) packet.head.ssrc = kAnna;
  arrive_in_time(3, microphone.sent);

  const Samples heard = hear(4980);

  EXPECT_EQ(playout_.counts().concealed, 0U);
  EXPECT_EQ(playout_.counts().recovered, 0U);
  EXPECT_LT(rms(std::span(heard).subspan(2 * kSampleRate, kSampleRate)), 0.0005);
  EXPECT_NEAR(loudness_of(std::span(heard).subspan(static_cast<std::size_t>(4.4 * kSampleRate),
                                                   kSampleRate / 4)),
              0.3, 0.03);
  EXPECT_LT(steepest(heard), 0.1F);
}

TEST_F(PlayoutTest, AGapWithoutALostNumberIsNoLossWhateverTheLevels) {
  // A sender without the audio level extension that leaves out 300 ms.
  const auto talk = voice(440, 100, kAnna);
  for (std::size_t i = 0; i < talk.size(); ++i) {
    SentPacket packet = talk[i];
    packet.head.audio_level.reset();
    packet.head.marker = i == 50;
    if (i >= 50) packet.head.timestamp += 15 * kFrame;
    arrives(3 + 20.0 * static_cast<double>(i) + (i >= 50 ? 300 : 0), packet);
  }
  hear(2280);
  // Until the gap is known to be a pause, it may be a loss, which is faded out within 100 ms.
  EXPECT_LE(playout_.counts().concealed, 5U);
  EXPECT_GE(playout_.counts().played, 96U);
}

TEST_F(PlayoutTest, AJumpOfTheTimestampBeginsAnew) {
  arrive_in_time(0, voice(440, 50, kAnna));
  arrive_in_time(1000, voice(440, 50, kAnna, 0.3, 3'000'000'000U, 40'000));
  const Samples heard = hear(1980);
  EXPECT_GE(playout_.counts().played, 95U);
  EXPECT_LE(playout_.counts().concealed, 6U);
  EXPECT_NEAR(loudness_of(std::span(heard).subspan(static_cast<std::size_t>(1.2 * kSampleRate),
                                                   kSampleRate / 2)),
              0.3, 0.03);
}

TEST_F(PlayoutTest, AnotherConnectionBeginsAnew) {
  const auto packets = voice(440, 100, kAnna);
  for (std::size_t i = 0; i < 50; ++i) arrives(20.0 * static_cast<double>(i), packets[i], 1);
  // The same timestamps once more, as a replaying stranger or a restarted sender would.
  for (std::size_t i = 0; i < 50; ++i) arrives(1000 + 20.0 * static_cast<double>(i), packets[i], 2);
  hear(1980);
  EXPECT_GE(playout_.counts().played, 95U);
}

}  // namespace
}  // namespace stepback::plugin

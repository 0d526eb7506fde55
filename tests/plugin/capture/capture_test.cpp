#include "plugin/src/capture/capture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "plugin/src/audio/opus_codec.hpp"
#include "tests/plugin/playout/sound.hpp"

namespace stepback::plugin {
namespace {

class CaptureTest : public testing::Test {
 protected:
  std::uint32_t frame_of(const SentPacket& packet) const {
    EXPECT_EQ((packet.head.timestamp - 1000) % kFrame, 0U);
    return static_cast<std::uint32_t>((packet.head.timestamp - 1000) / kFrame);
  }

  Microphone microphone_;
  Tone tone_{440};
};

TEST_F(CaptureTest, SendsNothingBeforeItIsOpened) {
  microphone_.push_frames(tone_, 50);
  EXPECT_TRUE(microphone_.sent.empty());
}

TEST_F(CaptureTest, SendsOneOpusPacketForEachTwentyMilliseconds) {
  microphone_.capture.open();
  microphone_.push_frames(tone_, 50);

  ASSERT_EQ(microphone_.sent.size(), 50U);
  for (std::size_t i = 0; i < 50; ++i) {
    const protocol::RtpPacket packet = microphone_.sent[i].rtp();
    EXPECT_EQ(packet.payload_type, protocol::kPayloadOpus);
    EXPECT_EQ(packet.sequence, 7 + i);
    EXPECT_EQ(packet.timestamp, 1000 + i * kFrame);
    EXPECT_EQ(packet.marker, i == 0);
    EXPECT_TRUE(is_voice_frame(packet.payload));
    ASSERT_TRUE(packet.audio_level);
    EXPECT_TRUE(packet.audio_level->voice);
    EXPECT_NEAR(packet.audio_level->minus_dbov, 13.5, 0.6);  // a sine of amplitude 0.3
  }
}

TEST_F(CaptureTest, KeepsToAboutThirtyTwoKilobitsASecondWithFec) {
  microphone_.capture.open();
  Speech speech;
  microphone_.push_samples(speech.next(250 * kFrame));

  std::size_t bytes = 0;
  for (const SentPacket& packet : microphone_.sent) bytes += packet.payload.size();
  const double bits_per_second = 8.0 * static_cast<double>(bytes) / 5.0;
  EXPECT_GT(bits_per_second, 20'000);
  EXPECT_LT(bits_per_second, 40'000);
  EXPECT_GT(std::count_if(microphone_.sent.begin(), microphone_.sent.end(),
                          [](const SentPacket& each) { return carries_fec(each.payload); }),
            150);  // Opus leaves it out where it hears no speech
}

TEST_F(CaptureTest, TakesAnyNumberOfSamplesAtATime) {
  microphone_.capture.open();
  const Samples samples = tone_.next(10 * kFrame);
  std::size_t at = 0;
  std::size_t complete = 0;
  for (std::size_t size = 1; at < samples.size(); size = size * 3 % 701 + 1) {
    const std::size_t count = std::min(size, samples.size() - at);
    const Capture::Pushed pushed = microphone_.capture.push(std::span(samples).subspan(at, count));
    EXPECT_EQ(pushed.taken, count);
    complete += pushed.frame_complete ? 1U : 0U;
    microphone_.capture.process();
    at += count;
  }
  EXPECT_EQ(microphone_.sent.size(), 10U);
  EXPECT_EQ(complete, 10U);
}

TEST_F(CaptureTest, TimestampsGoOnThroughSilenceThatIsNotSent) {
  microphone_.capture.open();
  microphone_.push_frames(tone_, 10);
  microphone_.silence(200);
  microphone_.push_frames(tone_, 10);

  // 10 of talk, 20 of hangover, a refresh every 20 of the remaining 180, 10 of talk.
  ASSERT_EQ(microphone_.sent.size(), 10U + 20U + 9U + 10U);
  const SentPacket& first_after = microphone_.sent[39];
  EXPECT_TRUE(first_after.head.marker);
  EXPECT_EQ(frame_of(first_after), 210U);
  EXPECT_EQ(first_after.head.sequence, 7 + 39);
  EXPECT_FALSE(microphone_.sent[35].head.marker);
  EXPECT_EQ(microphone_.sent[35].head.audio_level->minus_dbov, 127);
}

TEST_F(CaptureTest, TheClockGoesOnWhileTheMicrophoneIsClosed) {
  microphone_.capture.open();
  microphone_.push_frames(tone_, 5);
  microphone_.capture.close();
  microphone_.push_frames(tone_, 300);
  microphone_.capture.open();
  microphone_.push_frames(tone_, 1);

  ASSERT_EQ(microphone_.sent.size(), 6U);
  EXPECT_EQ(frame_of(microphone_.sent.back()), 305U);
  EXPECT_TRUE(microphone_.sent.back().head.marker);
  EXPECT_EQ(microphone_.sent.back().head.sequence, 12);
}

TEST_F(CaptureTest, ForgetsWhatWaitsWhenItIsClosed) {
  microphone_.capture.open();
  microphone_.capture.push(tone_.next(3 * kFrame + 100));
  microphone_.capture.close();
  microphone_.capture.process();
  microphone_.capture.push(tone_.next(kFrame));
  microphone_.capture.process();
  EXPECT_TRUE(microphone_.sent.empty());
}

TEST_F(CaptureTest, SendsNoSampleFromBeforeItWasOpened) {
  microphone_.capture.push(tone_.next(2 * kFrame + 500));
  microphone_.capture.open();
  microphone_.capture.process();
  microphone_.capture.push(tone_.next(2 * kFrame));
  microphone_.capture.process();

  // Frame 2 began before the opening; frame 3 is the first that is wholly after it.
  ASSERT_EQ(microphone_.sent.size(), 1U);
  EXPECT_EQ(frame_of(microphone_.sent[0]), 3U);
}

TEST_F(CaptureTest, NothingOfWhatWasSaidBeforeAClosingIsInALaterPacket) {
  // The packets after a closing are the same, bit for bit, whatever was said before the closing.
  const auto after_saying = [](double hertz) {
    Microphone microphone;
    microphone.capture.open();
    Tone before(hertz);
    microphone.push_frames(before, 20);
    microphone.capture.close();
    microphone.capture.open();
    microphone.sent.clear();
    Tone after(440);
    microphone.push_frames(after, 5);
    return std::move(microphone.sent);
  };
  const auto one = after_saying(300);
  const auto other = after_saying(1100);
  ASSERT_EQ(one.size(), 5U);
  ASSERT_EQ(other.size(), 5U);
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(one[i].bytes, other[i].bytes) << i;
}

TEST_F(CaptureTest, TakesLessWhenNobodyProcessesAndLosesNoPlaceInTime) {
  microphone_.capture.open();
  std::size_t taken = 0;
  for (int i = 0; i < 60; ++i) taken += microphone_.capture.push(tone_.next(kFrame)).taken;
  EXPECT_LT(taken, 60 * kFrame);
  microphone_.capture.process();
  EXPECT_EQ(microphone_.sent.size(), taken / kFrame);
}

TEST_F(CaptureTest, SurvivesWhatIsNoSound) {
  microphone_.capture.open();
  microphone_.push_samples(Samples(5 * kFrame, std::numeric_limits<float>::quiet_NaN()));
  microphone_.push_samples(Samples(5 * kFrame, std::numeric_limits<float>::infinity()));
  microphone_.push_samples(Samples(5 * kFrame, 1e30F));
  microphone_.push_frames(tone_, 20);

  VoiceDecoder decoder;
  Frame frame{};
  for (const SentPacket& packet : microphone_.sent) {
    ASSERT_TRUE(decoder.decode(packet.payload, frame));
  }
  EXPECT_NEAR(rms(frame), 0.3 / std::sqrt(2.0), 0.03);
}

}  // namespace
}  // namespace stepback::plugin

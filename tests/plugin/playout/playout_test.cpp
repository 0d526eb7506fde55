// The way of voices to the loudspeaker: mixing, delay, and a host that does not pull.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/plugin/session/listener_fixture.hpp"

namespace stepback::plugin {
namespace {

TEST_F(PlayoutTest, NobodySpeakingIsSilence) {
  const Samples heard = hear(200);
  EXPECT_EQ(rms(heard), 0.0);
  EXPECT_EQ(audible_, 0U);
}

TEST_F(PlayoutTest, AVoiceIsHeardWithinFiftyMillisecondsOfItsArrival) {
  arrive_in_time(3, voice(440, 50, kAnna));
  const Samples heard = hear(300);
  const auto first = std::find_if(heard.begin(), heard.end(),
                                  [](float sample) { return std::abs(sample) > 0.01F; });
  const auto ms = (first - heard.begin()) * 1000 / static_cast<std::ptrdiff_t>(kSampleRate);
  EXPECT_LE(ms, 53);
}

TEST_F(PlayoutTest, AnyPullSizeHearsTheSame) {
  for (const std::size_t step : {1U, 128U, 441U, 1024U, 4800U}) {
    Playout playout;
    const auto packets = voice(440, 60, kAnna);
    std::size_t next = 0;
    Samples heard;
    double ms = 0;
    while (ms < 1200) {
      while (next < packets.size() && static_cast<double>(next) * 20 + 3 <= ms) {
        playout.offer(packets[next].rtp(), 1, at(static_cast<double>(next) * 20 + 3));
        ++next;
      }
      Samples block(step);
      playout.pull(block, at(ms));
      heard.insert(heard.end(), block.begin(), block.end());
      ms += 1000.0 * static_cast<double>(step) / static_cast<double>(kSampleRate);
    }
    const auto middle = std::span(heard).subspan(kSampleRate / 2, kSampleRate / 2);
    EXPECT_NEAR(rms(middle), 0.3 / std::sqrt(2.0), 0.03) << "pulling " << step;
  }
}

TEST_F(PlayoutTest, CountsTheSamplesThatHoldAVoice) {
  arrive_in_time(3, voice(440, 50, kAnna));
  hear(1400);
  const auto frames = audible_ / kFrame;
  EXPECT_GE(frames, 50U);
  EXPECT_LE(frames, 55U);  // and what was concealed before the end was clear
}

TEST_F(PlayoutTest, SixteenVoicesAreHeardTogetherAndNeverClip) {
  std::vector<double> pitches;
  for (std::size_t i = 0; i < Playout::kSpeakers; ++i) {
    pitches.push_back(300.0 + 50.0 * static_cast<double>(i));
    arrive_in_time(3, voice(pitches.back(), 60, 100 + static_cast<protocol::Ssrc>(i), 0.5));
  }
  const Samples heard = hear(1180);
  for (const float sample : heard) ASSERT_LE(std::abs(sample), Limiter::kCeiling);
  const auto middle = std::span(heard).subspan(kSampleRate / 2, kSampleRate / 2);
  for (const double pitch : pitches) EXPECT_GT(amplitude_of(pitch, middle), 0.03) << pitch;
}

TEST_F(PlayoutTest, TwoVoicesAreSummed) {
  arrive_in_time(3, voice(440, 60, kAnna, 0.2));
  arrive_in_time(9, voice(1000, 60, kBen, 0.2));
  const Samples heard = hear(1180);
  const auto middle = std::span(heard).subspan(kSampleRate / 2, kSampleRate / 2);
  EXPECT_NEAR(amplitude_of(440, middle), 0.2, 0.03);
  EXPECT_NEAR(amplitude_of(1000, middle), 0.2, 0.03);
}

TEST_F(PlayoutTest, ManyPeopleOverTimeFindAPlace) {
  for (protocol::Ssrc ssrc = 1; ssrc <= 40; ++ssrc) {
    arrive_in_time(now_ + 3, voice(440, 10, ssrc));
    hear(now_ + 1000);
  }
  EXPECT_EQ(playout_.counts().played, 400U);
}

TEST_F(PlayoutTest, AfterAPauseOfTheHostStaleSoundIsThrownAway) {
  arrive_in_time(3, voice(440, 20, kAnna));
  hear(400);
  const auto packets = voice(1000, 100, kBen);
  for (std::size_t i = 0; i < packets.size(); ++i) {
    playout_.offer(packets[i].rtp(), 1, at(400 + 20.0 * static_cast<double>(i)));
  }
  now_ = 2400;  // two seconds without a pull
  const auto before = playout_.counts();
  hear(3000);
  EXPECT_LE(playout_.counts().played - before.played, 6U);
}

TEST_F(PlayoutTest, AHostThatNeverPullsHoldsABoundedNumberOfPackets) {
  const auto packets = voice(440, 600, kAnna);
  std::size_t taken = 0;
  for (const SentPacket& packet : packets)
    taken += playout_.offer(packet.rtp(), 1, at(0)) ? 1U : 0U;
  EXPECT_LT(taken, packets.size());
  hear(1000);
  EXPECT_TRUE(playout_.offer(packets[0].rtp(), 1, at(1000)));  // the room is there again
}

TEST_F(PlayoutTest, RefusesWhatIsNoTwentyMillisecondsOfOpus) {
  SentPacket packet = voice(440, 1, kAnna)[0];
  EXPECT_TRUE(playout_.offer(packet.rtp(), 1, at(0)));
  packet.payload = {0x18};  // SILK, narrow band, 60 ms
  EXPECT_FALSE(playout_.offer(packet.rtp(), 1, at(0)));
  packet.payload = Bytes(kMaxOpusBytes + 1, 0x78);
  EXPECT_FALSE(playout_.offer(packet.rtp(), 1, at(0)));
  packet.payload = {};
  EXPECT_FALSE(playout_.offer(packet.rtp(), 1, at(0)));
}

TEST_F(PlayoutTest, KnowsWhetherSomeonePulls) {
  EXPECT_FALSE(playout_.is_pulled(at(0)));
  hear(20);
  EXPECT_TRUE(playout_.is_pulled(at(500)));
  EXPECT_FALSE(playout_.is_pulled(at(2000)));
}

}  // namespace
}  // namespace stepback::plugin

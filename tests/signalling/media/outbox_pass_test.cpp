// The packets that may be written at once, past the queue.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "signalling/media/outbox.hpp"
#include "tests/support/fakes.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;

constexpr protocol::Ssrc kOne = 7;
constexpr protocol::Ssrc kOther = 8;

TEST(OutboxPassedBy, LetsSoundPassWhileNoSoundOrControlWaits) {
  Outbox outbox;
  EXPECT_TRUE(outbox.lets_pass(audio_packet(kOne, 1)));
  outbox.push(video_packet(kOther, true), 0ms);
  EXPECT_TRUE(outbox.lets_pass(audio_packet(kOne, 2))) << "sound goes before pictures";
  outbox.push("ok");
  EXPECT_FALSE(outbox.lets_pass(audio_packet(kOne, 3)));
  while (outbox.pop(0ms)) {
  }
  outbox.push(audio_packet(kOther, 1), 0ms);
  EXPECT_FALSE(outbox.lets_pass(audio_packet(kOne, 4)));
}

TEST(OutboxPassedBy, LetsAPicturePassWhenItCanBeDecodedAndNothingWaits) {
  Outbox outbox;
  EXPECT_FALSE(outbox.lets_pass(video_packet(kOne, false, 1))) << "without its key frame";
  EXPECT_TRUE(outbox.lets_pass(video_packet(kOne, true, 2)));
  EXPECT_TRUE(outbox.lets_pass(video_packet(kOne, false, 3)));
  EXPECT_FALSE(outbox.lets_pass(video_packet(kOther, false, 1))) << "somebody else's";
  outbox.push(audio_packet(kOther, 1), 0ms);
  EXPECT_FALSE(outbox.lets_pass(video_packet(kOne, false, 4))) << "sound goes before";
}

TEST(OutboxPassedBy, APictureBehindOneThatPassedIsPushedLikeAnyOther) {
  Outbox outbox;
  ASSERT_TRUE(outbox.lets_pass(video_packet(kOne, true, 1)));
  outbox.push(video_packet(kOne, false, 2), 0ms);

  EXPECT_EQ(name_of(outbox.pop(0ms).value()), "video 7/2");
  EXPECT_THAT(outbox.take_key_frame_wishes(), IsEmpty());
}

}  // namespace
}  // namespace stepback::signalling::test

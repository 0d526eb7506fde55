#include "signalling/media/packet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "protocol/wire/rtp.hpp"
#include "tests/support/fakes.hpp"

namespace stepback::signalling::test {
namespace {

using protocol::Media;
using testing::HasSubstr;

TEST(ReadPacket, TellsTheKindAndTheKeyFrame) {
  Bytes sound = audio_bytes(7);
  Bytes key = video_bytes(7, true);
  Bytes other = video_bytes(7, false);

  EXPECT_EQ(read_packet(sound).value().media, Media::audio);
  EXPECT_EQ(read_packet(sound).value().bytes.data(), sound.data());
  EXPECT_EQ(read_packet(key).value().media, Media::video);
  EXPECT_TRUE(read_packet(key).value().key_frame);
  EXPECT_FALSE(read_packet(other).value().key_frame);
}

TEST(ReadPacket, RefusesWhatIsNoRtp) {
  Bytes bytes(5, 0);

  const auto read = read_packet(bytes);

  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().reason, PacketRefusal::notRtp);
  EXPECT_FALSE(read.error().message.empty());
}

TEST(ReadPacket, RefusesAPayloadThatTheProtocolDoesNotKnow) {
  Bytes bytes = audio_bytes(7);
  bytes[1] = 8;  // G.711

  const auto read = read_packet(bytes);

  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().reason, PacketRefusal::unknownPayload);
  EXPECT_THAT(read.error().message, HasSubstr("8"));
}

TEST(ReadPacket, RefusesAPictureWithoutFrameMarking) {
  Bytes bytes = audio_bytes(7);
  bytes[1] = protocol::kPayloadVp8;

  const auto read = read_packet(bytes);

  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().reason, PacketRefusal::notRtp);
  EXPECT_THAT(read.error().message, HasSubstr("frame marking"));
}

}  // namespace
}  // namespace stepback::signalling::test

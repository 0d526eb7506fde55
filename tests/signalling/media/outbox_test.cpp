#include "signalling/media/outbox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "tests/support/fakes.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using protocol::ParticipantId;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr protocol::Ssrc kAnn = 7;
constexpr protocol::Ssrc kBen = 8;

std::vector<std::string> read_all(Outbox& outbox, protocol::Duration now) {
  std::vector<std::string> names;
  while (const auto next = outbox.pop(now)) names.push_back(name_of(*next));
  return names;
}

TEST(Outbox, ControlGoesBeforeSoundAndSoundBeforePictures) {
  Outbox outbox;
  outbox.push(video_packet(kAnn, true), 0ms);
  outbox.push(audio_packet(kAnn), 0ms);
  outbox.push("ok");

  EXPECT_THAT(read_all(outbox, 0ms), ElementsAre("ok", "audio 7/1", "video 7/1"));
  EXPECT_TRUE(outbox.empty());
}

TEST(Outbox, EachKindKeepsItsOrder) {
  Outbox outbox;
  outbox.push(audio_packet(kAnn, 1), 0ms);
  outbox.push("first");
  outbox.push(audio_packet(kBen, 1), 20ms);
  outbox.push("second");
  outbox.push(audio_packet(kAnn, 2), 20ms);

  EXPECT_THAT(read_all(outbox, 30ms),
              ElementsAre("first", "second", "audio 7/1", "audio 8/1", "audio 7/2"));
}

TEST(Outbox, AStateReplacesTheOneThatWaits) {
  Outbox outbox;
  outbox.push("state 1", Outbox::Control::state);
  outbox.push("state 2", Outbox::Control::state);
  outbox.push("state 3", Outbox::Control::state);

  EXPECT_THAT(read_all(outbox, 0ms), ElementsAre("state 3"));
}

TEST(Outbox, AStateThatWasReadIsNotReplaced) {
  Outbox outbox;
  outbox.push("state 1", Outbox::Control::state);
  EXPECT_EQ(name_of(*outbox.pop(0ms)), "state 1");
  outbox.push("state 2", Outbox::Control::state);

  EXPECT_THAT(read_all(outbox, 0ms), ElementsAre("state 2"));
}

TEST(Outbox, ANewStateTakesTheOldOnesPlaceSoThatNoAnswerOvertakesItsState) {
  Outbox outbox;
  outbox.push("state 1", Outbox::Control::state);
  outbox.push("ok 1");
  outbox.push("state 2", Outbox::Control::state);
  outbox.push("ok 2");

  EXPECT_THAT(read_all(outbox, 0ms), ElementsAre("state 2", "ok 1", "ok 2"));
}

TEST(Outbox, SoundThatHasWaitedTooLongIsDroppedOldestFirst) {
  Outbox outbox;
  outbox.push(audio_packet(kAnn, 1), 0ms);
  outbox.push(audio_packet(kBen, 1), 100ms);
  outbox.push(audio_packet(kAnn, 2), 200ms);

  EXPECT_THAT(read_all(outbox, 501ms), ElementsAre("audio 7/2"));
  EXPECT_EQ(outbox.take_drops().audio, 2U);
  EXPECT_EQ(outbox.take_drops().audio, 0U) << "each drop is told once";
}

TEST(Outbox, SoundOfExactly400MillisecondsIsStillSent) {
  Outbox outbox;
  outbox.push(audio_packet(kAnn), 0ms);

  EXPECT_THAT(read_all(outbox, 400ms), ElementsAre("audio 7/1"));
}

TEST(Outbox, AReaderWhoNeverReadsHoldsNoMoreSoundThan400Milliseconds) {
  Outbox outbox;
  for (std::uint16_t i = 0; i < 1000; ++i) outbox.push(audio_packet(kAnn, i), i * 20ms);

  EXPECT_EQ(outbox.take_drops().audio, 979U);
  EXPECT_EQ(read_all(outbox, 999 * 20ms).size(), 21U);
}

TEST(Outbox, TheFirstPictureOfASenderIsAKeyFrame) {
  Outbox outbox;
  outbox.push(video_packet(kAnn, false, 1), 0ms);
  outbox.push(video_packet(kAnn, true, 2), 10ms);
  outbox.push(video_packet(kAnn, false, 3), 20ms);

  EXPECT_THAT(read_all(outbox, 30ms), ElementsAre("video 7/2", "video 7/3"));
  EXPECT_EQ(outbox.take_drops().video, 1U);
}

TEST(Outbox, PicturesAreDroppedUpToTheNextKeyFrame) {
  Outbox outbox;
  outbox.push(video_packet(kAnn, true, 1), 0ms);
  outbox.push(video_packet(kBen, true, 1), 300ms);
  outbox.push(video_packet(kAnn, false, 2), 350ms);
  outbox.push(video_packet(kAnn, false, 3), 401ms);
  outbox.push(video_packet(kAnn, false, 4), 450ms);
  outbox.push(video_packet(kAnn, true, 5), 500ms);
  outbox.push(video_packet(kAnn, false, 6), 510ms);

  EXPECT_THAT(read_all(outbox, 520ms), ElementsAre("video 8/1", "video 7/5", "video 7/6"));
  EXPECT_EQ(outbox.take_drops().video, 4U);
}

TEST(Outbox, AKeyFrameIsWishedForOnceHoweverManyPicturesAreDropped) {
  Outbox outbox;
  outbox.push(video_packet(kAnn, true, 1), 0ms);
  EXPECT_THAT(read_all(outbox, 0ms), ElementsAre("video 7/1"));
  outbox.push(video_packet(kAnn, false, 2), 10ms);
  for (std::uint16_t i = 3; i < 10; ++i) outbox.push(video_packet(kAnn, false, i), 450ms);

  EXPECT_THAT(outbox.take_key_frame_wishes(), ElementsAre(kAnn));
  EXPECT_THAT(outbox.take_key_frame_wishes(), IsEmpty());
}

TEST(Outbox, AKeyFrameThatCameByItselfIsNotWishedFor) {
  Outbox outbox;
  outbox.push(video_packet(kAnn, false, 1), 0ms);
  outbox.push(video_packet(kAnn, true, 2), 0ms);

  EXPECT_THAT(outbox.take_key_frame_wishes(), IsEmpty());
}

TEST(Outbox, WithdrawTakesBackExactlyThatSendersSoundPicturesAndChat) {
  Outbox outbox;
  outbox.push("ok");
  outbox.push("ann's line", Outbox::Control::chat, ParticipantId{"ann"});
  outbox.push("ben's line", Outbox::Control::chat, ParticipantId{"ben"});
  for (const auto sender : {kAnn, kBen}) {
    outbox.push(audio_packet(sender), 0ms);
    outbox.push(video_packet(sender, true), 0ms);
  }

  EXPECT_EQ(outbox.withdraw({.ssrc = kAnn, .audio = true, .video = true}), 2U);
  EXPECT_EQ(outbox.withdraw_chat(ParticipantId{"ann"}), 1U);
  EXPECT_THAT(read_all(outbox, 0ms), ElementsAre("ok", "ben's line", "audio 8/1", "video 8/1"));
}

TEST(Outbox, WithdrawTakesBackOnlyWhatItNames) {
  Outbox outbox;
  outbox.push("a line", Outbox::Control::chat, ParticipantId{"ann"});
  outbox.push(audio_packet(kAnn), 0ms);
  outbox.push(video_packet(kAnn, true), 0ms);

  EXPECT_EQ(outbox.withdraw({.ssrc = kAnn, .video = true}), 1U);
  EXPECT_THAT(read_all(outbox, 0ms), ElementsAre("a line", "audio 7/1"));
}

TEST(Outbox, AfterItsPicturesWereTakenBackASenderStartsWithAKeyFrame) {
  Outbox outbox;
  outbox.push(video_packet(kAnn, true, 1), 0ms);
  outbox.withdraw({.ssrc = kAnn, .video = true});
  outbox.push(video_packet(kAnn, false, 2), 0ms);
  outbox.push(video_packet(kAnn, true, 3), 0ms);

  EXPECT_THAT(read_all(outbox, 0ms), ElementsAre("video 7/3"));
}

TEST(Outbox, WhatWasTakenBackIsNoDrop) {
  Outbox outbox;
  outbox.push(audio_packet(kAnn), 0ms);
  outbox.push(video_packet(kAnn, true), 0ms);
  outbox.withdraw({.ssrc = kAnn, .audio = true, .video = true});

  const Outbox::Drops drops = outbox.take_drops();
  EXPECT_EQ(drops.audio, 0U);
  EXPECT_EQ(drops.video, 0U);
}

TEST(Outbox, ClearingMediaLeavesControl) {
  Outbox outbox;
  outbox.push("bye");
  outbox.push(audio_packet(kAnn), 0ms);
  outbox.push(video_packet(kAnn, true), 0ms);
  outbox.clear_media();

  EXPECT_THAT(read_all(outbox, 0ms), ElementsAre("bye"));
}

TEST(Outbox, OverflowsBeyondOneMebibyteOfControl) {
  Outbox outbox;
  outbox.push(std::string(Outbox::kAmple.control, 'x'));
  EXPECT_FALSE(outbox.overflows());

  outbox.push("x");
  EXPECT_TRUE(outbox.overflows());
  outbox.pop(0ms);
  EXPECT_FALSE(outbox.overflows());
}

TEST(Outbox, ReplacedStatesAndWithdrawnLinesFreeTheirRoom) {
  const std::string half(Outbox::kAmple.control / 2, 'x');
  Outbox outbox;
  for (int i = 0; i < 10; ++i) outbox.push(half, Outbox::Control::state);
  EXPECT_FALSE(outbox.overflows());
  for (int i = 0; i < 10; ++i) {
    outbox.push(half, Outbox::Control::chat, ParticipantId{"ann"});
    EXPECT_FALSE(outbox.overflows());
    outbox.withdraw_chat(ParticipantId{"ann"});
  }

  outbox.push(half);
  EXPECT_FALSE(outbox.overflows());
  outbox.push("x");
  EXPECT_TRUE(outbox.overflows());
}

/// The packet with this many bytes and the same sequence number.
FramedPacket sized(FramedPacket packet, std::size_t bytes) {
  const auto payload = packet.frame.payload();
  Bytes larger(payload.begin(), payload.end());
  larger.resize(bytes);
  packet.frame = WebSocketFrame::binary(larger);
  return packet;
}

TEST(Outbox, SoundBeyondItsBytesIsDroppedOldestFirst) {
  Outbox outbox;
  for (std::uint16_t i = 1; i <= 5; ++i) outbox.push(sized(audio_packet(kAnn, i), 60'000), 0ms);

  EXPECT_EQ(outbox.bytes(), 240'000U);
  EXPECT_THAT(read_all(outbox, 0ms),
              ElementsAre("audio 7/2", "audio 7/3", "audio 7/4", "audio 7/5"));
  EXPECT_EQ(outbox.take_drops().audio, 1U);
  EXPECT_EQ(outbox.bytes(), 0U);
}

TEST(Outbox, PicturesBeyondTheirBytesAreDroppedUpToTheNextKeyFrame) {
  Outbox outbox;
  outbox.bound(Outbox::kTight);
  outbox.push(sized(video_packet(kAnn, true, 1), 60'000), 0ms);
  outbox.push(sized(video_packet(kBen, true, 1), 60'000), 0ms);
  outbox.push(sized(video_packet(kAnn, false, 2), 60'000), 0ms);

  EXPECT_EQ(outbox.bytes(), 60'000U);
  EXPECT_THAT(read_all(outbox, 0ms), ElementsAre("video 8/1"));
  EXPECT_EQ(outbox.take_drops().video, 2U);
  EXPECT_THAT(outbox.take_key_frame_wishes(), ElementsAre(kAnn));
}

TEST(Outbox, OnePacketMayWaitHoweverLargeItIs) {
  Outbox outbox;
  outbox.bound(Outbox::kTight);
  outbox.push(sized(audio_packet(kAnn, 1), 65'536), 0ms);

  EXPECT_THAT(read_all(outbox, 0ms), ElementsAre("audio 7/1"));
}

}  // namespace
}  // namespace stepback::signalling::test

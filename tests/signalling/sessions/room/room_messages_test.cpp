// Messages between people through the room: packets, chat, signals, key frames.

#include "tests/signalling/sessions/room/room_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using protocol::SignalKind;
using testing::ElementsAre;
using testing::IsEmpty;

class Talk : public RoomTest {
 protected:
  void SetUp() override { seat_everyone(); }
};

TEST_F(Talk, PacketsCarryTheSendersSsrcWhateverTheyWroteThemselves) {
  ASSERT_TRUE(says("ben", to_server::Publish{true, false}));

  EXPECT_EQ(send("ben", audio_bytes(ssrc("ada"), 5)), std::nullopt);

  ASSERT_EQ(peer("fay").packets.size(), 1U);
  const FramedPacket& packet = peer("fay").packets[0];
  const auto header = protocol::read_rtp(packet.frame.payload());
  ASSERT_TRUE(header);
  EXPECT_EQ(header->ssrc, ssrc("ben"));
  EXPECT_EQ(header->sequence, 5);
  EXPECT_EQ(packet.sender, ssrc("ben"));
}

TEST_F(Talk, TheKeyFrameMarkReachesTheQueues) {
  ASSERT_TRUE(says("ben", to_server::Publish{false, true}));

  send("ben", video_bytes(0, true));
  send("ben", video_bytes(0, false));

  ASSERT_EQ(peer("fay").packets.size(), 2U);
  EXPECT_TRUE(peer("fay").packets[0].key_frame);
  EXPECT_FALSE(peer("fay").packets[1].key_frame);
  EXPECT_EQ(peer("fay").packets[0].media, protocol::Media::video);
}

TEST_F(Talk, PacketsOfStrangersAreRefused) {
  const FakePeer stranger;
  Bytes sound = audio_bytes(0);
  EXPECT_EQ(room.media(stranger, arrived(sound)), PacketRefusal::notJoined);
}

TEST_F(Talk, SomeoneInTheLobbyIsNeitherHeardNorHears) {
  ASSERT_TRUE(enter("zoe", Role::member, false));
  ASSERT_TRUE(says("ben", to_server::Publish{true, false}));

  EXPECT_EQ(send("zoe", audio_bytes(0)), PacketRefusal::notPermitted);
  send("ben", audio_bytes(0));

  EXPECT_THAT(peer("zoe").packets, IsEmpty());
  EXPECT_EQ(refusal_of(says("zoe", to_server::Chat{"hello"})), Code::notPermitted);
}

TEST_F(Talk, AChatLineGoesToEveryoneInTheCircleItsSenderToo) {
  ASSERT_TRUE(enter("zoe", Role::member, false));

  ASSERT_TRUE(says("ben", to_server::Chat{"good evening"}));

  for (const std::string who : {"ada", "ben", "cole", "fay", "oli"}) {
    const auto lines = peer(who).all<to_client::Chat>();
    ASSERT_EQ(lines.size(), 1U) << who;
    EXPECT_EQ(lines[0].from, id_of("ben"));
    EXPECT_EQ(lines[0].text, "good evening");
  }
  EXPECT_THAT(peer("zoe").all<to_client::Chat>(), IsEmpty());
}

TEST_F(Talk, TheSteppedBackPresenterCanSendNothingButASignal) {
  go_to("discussion");

  EXPECT_EQ(refusal_of(says("ada", to_server::Chat{"but I"})), Code::notPermitted);
  EXPECT_EQ(refusal_of(says("ada", to_server::Hand{true})), Code::notPermitted);
  EXPECT_EQ(refusal_of(says("ada", to_server::Publish{true, true})), Code::notPermitted);
  EXPECT_EQ(send("ada", audio_bytes(ssrc("ben"))), PacketRefusal::notPermitted);
  EXPECT_THAT(call_log, IsEmpty());
  EXPECT_TRUE(says("ada", to_server::Signal{SignalKind::pause}));
  EXPECT_THAT(call_log, ElementsAre("state ada", "state cole", "state fay"));
}

TEST_F(Talk, AMessageOfOnePersonToAnotherReachesThatPersonAsItIs) {
  EXPECT_TRUE(room.deliver(id_of("oli"), R"({"type":"keys","box":"b3Bh"})"));

  EXPECT_THAT(peer("oli").delivered, ElementsAre(R"({"type":"keys","box":"b3Bh"})"));
  EXPECT_THAT(call_log, ElementsAre("message oli"));
}

TEST_F(Talk, AMessageToSomeoneWhoIsNotHereIsNotSent) {
  lose("oli");
  forget();

  EXPECT_FALSE(room.deliver(id_of("oli"), "late"));
  EXPECT_FALSE(room.deliver(id_of("stranger"), "lost"));

  EXPECT_THAT(call_log, IsEmpty());
}

TEST_F(Talk, WhoeverSeesSomeoneMayAskForAKeyFrame) {
  ASSERT_TRUE(says("ben", to_server::Publish{false, true}));
  clock.turn(1s);
  forget();

  EXPECT_TRUE(says("oli", to_server::Keyframe{ssrc("ben")}));
  EXPECT_EQ(refusal_of(says("oli", to_server::Keyframe{ssrc("ada")})), Code::unknownParticipant);
  EXPECT_EQ(refusal_of(says("oli", to_server::Keyframe{4711})), Code::unknownParticipant);

  EXPECT_THAT(call_log, ElementsAre("keyframe ben"));
}

TEST_F(Talk, AQueueThatDroppedPicturesAsksTheirSender) {
  ASSERT_TRUE(says("ben", to_server::Publish{false, true}));
  clock.turn(1s);
  forget();

  room.want_key_frame(id_of("oli"), ssrc("ben"));
  room.want_key_frame(id_of("oli"), ssrc("ben"));

  EXPECT_THAT(call_log, ElementsAre("keyframe ben")) << "at most twice a second";
}

}  // namespace
}  // namespace stepback::signalling::test

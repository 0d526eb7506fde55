#include "signalling/media/router.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/signalling/media/router_group.hpp"

namespace stepback::signalling::test {
namespace {

namespace command = protocol::command;
using protocol::Media;
using stepback::test::id_of;
using stepback::test::Story;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

TEST(Router, ForwardsToEveryoneElseInTheCircle) {
  Group group;
  group.open("ben");

  EXPECT_EQ(group.send("ben", Media::audio), std::nullopt);

  EXPECT_THAT(group.receivers_of("ben")[Media::audio], ElementsAre("ada", "cole", "fay", "oli"));
}

TEST(Router, NothingFlowsBeforeTheFirstUpdate) {
  Group group;
  group.open("ben");
  group.attach("ben");

  EXPECT_EQ(group.send("ben", Media::audio), PacketRefusal::notPermitted);
  EXPECT_THAT(group.receivers_of("ben"), IsEmpty());
}

TEST(Router, RefusesWhoIsNotThere) {
  Group group;
  const FakePeer nobody;

  EXPECT_EQ(forward(group.router, nobody, Media::audio), PacketRefusal::notJoined);
}

TEST(Router, RefusesAClosedMicrophoneAndCamera) {
  Group group;
  group.give_command("ben", command::Publish{true, false});

  EXPECT_EQ(group.send("ben", Media::audio), std::nullopt);
  EXPECT_EQ(group.send("ben", Media::video), PacketRefusal::notPermitted);
}

TEST(Router, SomeoneAloneInTheCircleIsHeardByNobodyAndNotRefused) {
  Story story;
  ASSERT_TRUE(story.comes("fay", protocol::Role::facilitator));
  ASSERT_TRUE(story.opens("fay"));
  Metrics metrics;
  Router router{metrics};
  FakePeer fay;
  router.attach(id_of("fay"), story.person("fay").ssrc, fay);
  router.update(story.session());

  EXPECT_EQ(forward(router, fay, Media::audio), std::nullopt);
  EXPECT_EQ(forward(router, fay, Media::video), std::nullopt);
  EXPECT_THAT(fay.packets, IsEmpty());
}

TEST(Router, AMutedMembersSoundIsTakenBackAndTheirPictureIsNot) {
  Group group;
  group.open("ben");
  group.send("ben", Media::audio);
  group.send("ben", Media::video);

  group.give_command("fay", command::Mute{id_of("ben")});

  auto receivers = group.receivers_of("ben");
  EXPECT_THAT(receivers[Media::audio], IsEmpty());
  EXPECT_THAT(receivers[Media::video], ElementsAre("ada", "cole", "fay", "oli"));
}

TEST(Router, ChatIsTakenBackFromThoseWhoLostTheRightAlone) {
  Story story = Story::seated();
  Metrics metrics;
  Router router{metrics};
  FakePeer fay;
  FakePeer ben;
  router.attach(id_of("fay"), story.person("fay").ssrc, fay);
  router.attach(id_of("ben"), story.person("ben").ssrc, ben);
  router.update(story.session());
  ASSERT_TRUE(story.says("fay", command::Advance{"presentation"}));

  router.update(story.session());

  const auto is_chat_of = [](std::string_view who) {
    return testing::AllOf(testing::Field(&Withdrawal::participant, id_of(who)),
                          testing::Field(&Withdrawal::chat, true));
  };
  EXPECT_THAT(fay.withdrawals, UnorderedElementsAre(is_chat_of("fay"), is_chat_of("ben")));
  fay.forget();
  router.update(story.session());
  EXPECT_THAT(fay.withdrawals, IsEmpty()) << "an update without a change takes nothing back";
}

TEST(Router, ADetachedPeerReceivesNothing) {
  Group group;
  group.open("ben");

  group.router.detach(id_of("fay"));
  group.send("ben", Media::audio);

  EXPECT_THAT(group.receivers_of("ben")[Media::audio], ElementsAre("ada", "cole", "oli"));
}

TEST(Router, WhatWaitsOfSomeoneWhoHasGoneIsTakenBackWithTheNextUpdate) {
  Group group;
  group.open("ben");
  group.send("ben", Media::audio);

  group.router.detach(id_of("ben"));
  ASSERT_TRUE(group.story.drops("ben"));
  group.update();

  EXPECT_THAT(group.receivers_of("ben"), IsEmpty());
}

TEST(Router, WhatWaitsOfASupersededConnectionIsTakenBackHoweverOftenItIsReplaced) {
  Group group;
  group.open("ada");
  group.send("ada", Media::audio);

  group.attach("ada");
  group.attach("ada");
  ASSERT_TRUE(group.story.comes_back("ada"));
  group.update();

  EXPECT_THAT(group.receivers_of("ada"), IsEmpty());
}

TEST(Router, TheNewConnectionReceivesAndTheOldOneDoesNot) {
  Group group;
  group.open("ben");
  const auto old = std::move(group.peers["fay"]);

  group.attach("fay");
  group.update();
  group.send("ben", Media::audio);

  EXPECT_THAT(old->read_packets(), IsEmpty());
  EXPECT_THAT(group.read("fay", Media::audio), ElementsAre("ben"));
}

}  // namespace
}  // namespace stepback::signalling::test

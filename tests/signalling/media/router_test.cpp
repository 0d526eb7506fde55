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
  WebSocketPlane websockets{metrics};
  Router router{metrics, {&websockets}};
  FakePeer fay;
  router.attach(id_of("fay"), fay);
  websockets.attach(id_of("fay"), fay);
  router.update(protocol::routes_of(story.session()), [] {});

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
  WebSocketPlane websockets{metrics};
  Router router{metrics, {&websockets}};
  FakePeer fay;
  FakePeer ben;
  router.attach(id_of("fay"), fay);
  websockets.attach(id_of("fay"), fay);
  router.attach(id_of("ben"), ben);
  websockets.attach(id_of("ben"), ben);
  router.update(protocol::routes_of(story.session()), [] {});
  ASSERT_TRUE(story.says("fay", command::Advance{"presentation"}));

  router.update(protocol::routes_of(story.session()), [] {});

  // Everybody lost it, also those who are attached elsewhere.
  EXPECT_THAT(fay.chat_withdrawals, UnorderedElementsAre(id_of("fay"), id_of("cole"), id_of("ada"),
                                                         id_of("ben"), id_of("oli")));
  EXPECT_THAT(fay.withdrawals, IsEmpty()) << "no packet";
  fay.forget();
  router.update(protocol::routes_of(story.session()), [] {});
  EXPECT_THAT(fay.chat_withdrawals, IsEmpty()) << "an update without a change takes nothing back";
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

TEST(Router, LinesOfSomeoneWhoHasGoneAreTakenBackWithTheNextUpdate) {
  Group group;
  ASSERT_TRUE(group.story.may("ben").chat);
  group.peers["fay"]->send(protocol::to_client::Chat{id_of("ben"), "a line"});

  group.router.detach(id_of("ben"));
  group.update();

  EXPECT_EQ(group.peers["fay"]->read(), std::nullopt);
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

// A router with two planes: the WebSockets, which confirm at once, and one that confirms late.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/signalling/media/router_group.hpp"

namespace stepback::signalling::test {
namespace {

namespace command = protocol::command;
using protocol::Media;
using stepback::test::id_of;
using testing::ElementsAre;
using testing::IsEmpty;

class TwoPlanes : public testing::Test {
 protected:
  TwoPlanes() {
    for (const auto& each : story.session().participants) {
      router.attach(each.id, peers[each.id.str()]);
      websockets.attach(each.id, peers[each.id.str()]);
    }
    update();
    says("ben", command::Publish{true, true});
    says("cole", command::Publish{true, false});
    plane.hesitates = true;
  }
  void update() {
    router.update(protocol::routes_of(story.session()), [this] { ++announced; });
  }
  void says(std::string_view who, const protocol::Command& what) {
    ASSERT_TRUE(story.says(who, what));
    update();
  }
  std::optional<PacketRefusal> send(const std::string& who, Media media = Media::audio) {
    return forward(router, peers[who], media);
  }

  Metrics metrics;
  WebSocketPlane websockets{metrics};
  FakePlane plane;
  Router router{metrics, {&websockets, &plane}};
  stepback::test::Story story = stepback::test::Story::seated();
  std::map<std::string, FakePeer> peers;
  int announced = 0;
};

TEST_F(TwoPlanes, EachPlaneGetsThePacketAndAllReceiversCount) {
  plane.receivers = 3;

  EXPECT_EQ(send("ben"), std::nullopt);

  EXPECT_THAT(plane.delivered, ElementsAre(story.person("ben").ssrc));
  EXPECT_NE(metrics.text().find("stepback_packets_forwarded_total{media=\"audio\"} 7"),
            std::string::npos)
      << "four by WebSocket and three by the other plane";
}

TEST_F(TwoPlanes, AllWebSocketsShareOneFrame) {
  send("ben");

  const auto* bytes = peers["ada"].packets.at(0).frame.bytes().data();
  for (const std::string who : {"cole", "fay", "oli"}) {
    EXPECT_EQ(peers[who].packets.at(0).frame.bytes().data(), bytes) << who;
  }
}

TEST_F(TwoPlanes, WhatIsTakenEndsBeforeTheLatePlaneHasConfirmed) {
  announced = 0;

  says("fay", command::Mute{id_of("ben")});

  EXPECT_EQ(announced, 0);
  EXPECT_EQ(send("ben"), PacketRefusal::notPermitted);
  EXPECT_EQ(send("ben", Media::video), std::nullopt);
  EXPECT_EQ(send("cole"), std::nullopt);
  plane.confirm_one();
  EXPECT_EQ(announced, 1);
  EXPECT_EQ(plane.unconfirmed(), 0U) << "nothing was given, so there is no second update";
}

TEST_F(TwoPlanes, AChangeThatOnlyGivesIsAnnouncedAtOnce) {
  announced = 0;

  says("ada", command::Publish{true, false});

  EXPECT_EQ(announced, 1);
  EXPECT_EQ(send("ada"), std::nullopt);
}

TEST_F(TwoPlanes, OfAChangeThatTakesAndGivesTheGiftComesLast) {
  announced = 0;
  ASSERT_TRUE(story.says("fay", command::Mute{id_of("ben")}));
  ASSERT_TRUE(story.opens("ada", true, false));

  update();

  EXPECT_EQ(send("ben"), PacketRefusal::notPermitted);
  EXPECT_EQ(send("ada"), PacketRefusal::notPermitted);
  EXPECT_EQ(plane.routes, router.routes());
  plane.confirm_one();
  EXPECT_EQ(announced, 1);
  EXPECT_EQ(send("ada"), std::nullopt);
  EXPECT_EQ(plane.routes, protocol::routes_of(story.session()));
}

TEST_F(TwoPlanes, AStepBackCountsFromTheCutOn) {
  ASSERT_TRUE(story.says("fay", command::Appoint{id_of("ben")}));
  update();
  says("fay", command::Advance{"discussion"});

  send("ben");
  send("ben", Media::video);

  ASSERT_TRUE(router.step_back());
  EXPECT_EQ(router.step_back()->presenter, id_of("ben"));
  EXPECT_EQ(router.step_back()->refused_audio, 1U);
  EXPECT_EQ(router.step_back()->refused_video, 1U);
  EXPECT_EQ(router.step_back()->forwarded_audio, 0U);
}

TEST_F(TwoPlanes, SomeoneDetachedWhileItWaitsGetsNothingOfWhatIsGiven) {
  ASSERT_TRUE(story.says("fay", command::Mute{id_of("ben")}));
  ASSERT_TRUE(story.opens("ada", true, false));
  update();

  router.detach(id_of("oli"));
  plane.confirm_one();
  send("ada");

  EXPECT_THAT(plane.detached, ElementsAre(id_of("oli")));
  EXPECT_THAT(peers["oli"].packets, IsEmpty());
  EXPECT_EQ(peers["fay"].packets.size(), 1U);
  EXPECT_THAT(protocol::find(router.routes(), id_of("ada"))->audio,
              testing::Not(testing::Contains(id_of("oli"))));
}

TEST_F(TwoPlanes, ThePacketsOfSomeoneWhoHasGoneAreWaitedFor) {
  router.detach(id_of("ben"));
  announced = 0;
  plane.discard();

  update();  // the session says nothing else than before

  EXPECT_EQ(announced, 0);
  plane.confirm_one();
  EXPECT_EQ(announced, 1);
}

TEST_F(TwoPlanes, ARouterThatIsNoMoreIsNotConfirmed) {
  {
    Router gone{metrics, {&plane}};
    gone.update(protocol::routes_of(story.session()), [] {});
    gone.update({}, [] { FAIL() << "nobody is there to announce"; });
  }
  plane.confirm_all();
}

}  // namespace
}  // namespace stepback::signalling::test

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>

#include "signalling/media/router.hpp"
#include "signalling/media/websocket_plane.hpp"
#include "tests/support/fakes.hpp"
#include "tests/support/story.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
namespace command = protocol::command;
using stepback::test::id_of;
using stepback::test::Story;

class KeyFrames : public testing::Test {
 protected:
  KeyFrames() {
    for (const auto& each : story.session().participants) {
      router.attach(each.id, peers[each.id.str()]);
      websockets.attach(each.id, peers[each.id.str()]);
    }
    router.update(protocol::routes_of(story.session()), [] {});
  }
  void change(std::string_view who, const protocol::Command& what) {
    ASSERT_TRUE(story.says(who, what));
    router.update(protocol::routes_of(story.session()), [] {});
  }
  std::size_t asked(const std::string& who) {
    return peers[who].all<protocol::to_client::Keyframe>().size();
  }

  Metrics metrics;
  WebSocketPlane websockets{metrics};
  Router router{metrics, {&websockets}};
  Story story = Story::seated();
  std::map<std::string, FakePeer> peers;
  protocol::Ssrc ben = story.person("ben").ssrc;
};

TEST_F(KeyFrames, ASenderIsAskedWhenTheirCameraOpens) {
  change("ben", command::Publish{true, true});

  EXPECT_EQ(asked("ben"), 1U);
}

TEST_F(KeyFrames, ASenderIsAskedWhenSomebodyNewSees) {
  change("ben", command::Publish{true, true});
  router.detach(id_of("oli"));
  router.attach(id_of("oli"), peers["oli"]);
  websockets.attach(id_of("oli"), peers["oli"]);
  change("oli", command::Enter{"oli", protocol::Role::observer, true});

  EXPECT_EQ(asked("ben"), 2U);
}

TEST_F(KeyFrames, ASenderIsNotAskedWhenNobodyNewSees) {
  change("ben", command::Publish{true, true});
  change("fay", command::Advance{"presentation"});
  change("fay", command::Advance{"clarification"});

  EXPECT_EQ(asked("ben"), 1U);
}

TEST_F(KeyFrames, WhoeverSeesASenderMayAsk) {
  change("ben", command::Publish{true, true});

  EXPECT_TRUE(router.request_key_frame(id_of("ada"), ben, 0ms));
  EXPECT_EQ(asked("ben"), 2U);
}

TEST_F(KeyFrames, WhoeverDoesNotSeeASenderMayNotAsk) {
  EXPECT_FALSE(router.request_key_frame(id_of("ada"), ben, 0ms)) << "the camera is closed";
  change("ben", command::Publish{true, true});
  EXPECT_FALSE(router.request_key_frame(id_of("ben"), ben, 0ms)) << "nobody sees themselves";
  EXPECT_FALSE(router.request_key_frame(id_of("ada"), 99, 0ms)) << "there is no such sender";
  EXPECT_FALSE(router.request_key_frame(id_of("stranger"), ben, 0ms));

  EXPECT_EQ(asked("ben"), 1U);
}

TEST_F(KeyFrames, ASenderIsAskedAtMostTwiceASecond) {
  change("ben", command::Publish{true, true});
  peers["ben"].forget();

  for (protocol::Duration now = 0ms; now < 2s; now += 10ms) {
    EXPECT_TRUE(router.request_key_frame(id_of("ada"), ben, now));
    EXPECT_TRUE(router.request_key_frame(id_of("fay"), ben, now));
  }

  EXPECT_EQ(asked("ben"), 4U);
}

TEST_F(KeyFrames, AWishThatCameTooSoonIsPassedOnLaterAndOnce) {
  change("ben", command::Publish{true, true});
  router.request_key_frame(id_of("ada"), ben, 1000ms);
  router.request_key_frame(id_of("oli"), ben, 1100ms);
  peers["ben"].forget();

  router.tick(1499ms);
  EXPECT_EQ(asked("ben"), 0U);
  router.tick(1500ms);
  EXPECT_EQ(asked("ben"), 1U);
  router.tick(3000ms);
  EXPECT_EQ(asked("ben"), 1U);
}

TEST_F(KeyFrames, AWishIsForgottenWithThePictureThatNobodyGetsAnyMore) {
  change("ben", command::Publish{true, true});
  router.request_key_frame(id_of("ada"), ben, 1000ms);
  router.request_key_frame(id_of("oli"), ben, 1100ms);
  change("ben", command::Publish{true, false});
  peers["ben"].forget();

  router.tick(1500ms);

  EXPECT_EQ(asked("ben"), 0U);
}

TEST_F(KeyFrames, ASteppedBackPresenterIsNotAsked) {
  change("fay", command::Appoint{id_of("ada")});
  change("ada", command::Publish{true, true});
  change("fay", command::Advance{"discussion"});
  peers["ada"].forget();

  EXPECT_FALSE(router.request_key_frame(id_of("fay"), story.person("ada").ssrc, 0ms));
  EXPECT_EQ(asked("ada"), 0U);
}

}  // namespace
}  // namespace stepback::signalling::test

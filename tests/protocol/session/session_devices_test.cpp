// Microphone and camera: their owner opens them; a leader or a lost right closes them.

#include <gtest/gtest.h>

#include "tests/support/story.hpp"

namespace stepback::protocol {
namespace {

using stepback::test::id_of;
using stepback::test::refusal_of;
using stepback::test::Story;

TEST(Devices, AreClosedWhenSomeoneComes) {
  const Story story = Story::seated();

  for (const Participant& each : story.session().participants) {
    EXPECT_FALSE(each.audio || each.video) << each.id.str();
  }
}

TEST(Devices, AreClosedAgainAfterADropAndASecondDevice) {
  Story story = Story::seated();
  story.opens("ben");

  story.comes_back("ben");
  EXPECT_FALSE(story.person("ben").audio || story.person("ben").video);
  story.opens("ben");
  story.drops("ben");

  EXPECT_FALSE(story.person("ben").audio || story.person("ben").video);
  story.comes_back("ben");
  EXPECT_FALSE(story.person("ben").audio || story.person("ben").video);
}

TEST(Devices, CloseWithTheRightAndStayClosedWhenItComesBack) {
  Story story = Story::seated();
  story.opens("ben");

  story.go_to("presentation");
  EXPECT_FALSE(story.person("ben").audio);
  EXPECT_TRUE(story.person("ben").video);  // members are seen while they listen
  story.go_to("clarification");

  EXPECT_TRUE(story.may("ben").speak);
  EXPECT_FALSE(story.person("ben").audio);
}

TEST(Devices, StayOpenWhereTheRightStays) {
  Story story = Story::seated();
  story.opens("fay");

  story.go_to("closing");

  EXPECT_TRUE(story.person("fay").audio && story.person("fay").video);
}

TEST(Devices, AskedForAsTheyAreChangeNothing) {
  Story story = Story::seated();
  story.opens("ben", true, false);

  EXPECT_TRUE(story.opens("ben", true, false)->empty());
}

TEST(Devices, AreRefusedTogetherWhenOneOfThemIsNotAllowed) {
  Story story = Story::seated();
  story.go_to("presentation");

  EXPECT_EQ(refusal_of(story.opens("ben", true, true)), Code::notPermitted);

  EXPECT_FALSE(story.person("ben").video);
}

TEST(Devices, ARefusalTellsThePresenterThatTheyHaveSteppedBack) {
  Story story = Story::seated();
  story.go_to("discussion");

  const auto outcome = story.opens("ada", true, false);

  ASSERT_EQ(refusal_of(outcome), Code::notPermitted);
  EXPECT_NE(outcome.error().message.find("stepped back"), std::string::npos);
}

TEST(Mute, ClosesAMicrophoneThatItsOwnerMayOpenAgain) {
  Story story = Story::seated();
  story.opens("ben");

  ASSERT_TRUE(story.says("cole", command::Mute{id_of("ben")}));
  EXPECT_FALSE(story.person("ben").audio);
  EXPECT_TRUE(story.person("ben").video);

  EXPECT_TRUE(story.opens("ben"));
  EXPECT_TRUE(story.person("ben").audio);
}

TEST(Mute, OfAClosedMicrophoneChangesNothing) {
  Story story = Story::seated();

  const auto outcome = story.says("fay", command::Mute{id_of("ben")});

  ASSERT_TRUE(outcome);
  EXPECT_TRUE(outcome->empty());
}

TEST(Mute, OfSomeoneWhoIsNotThereIsRefused) {
  Story story = Story::seated();
  story.leaves("ben");

  EXPECT_EQ(refusal_of(story.says("fay", command::Mute{id_of("ben")})), Code::unknownParticipant);
  EXPECT_EQ(refusal_of(story.says("fay", command::Mute{id_of("eve")})), Code::unknownParticipant);
}

}  // namespace
}  // namespace stepback::protocol

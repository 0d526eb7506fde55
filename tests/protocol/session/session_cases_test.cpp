// The step back and the return of a case, and what begins the next one.

#include <gtest/gtest.h>

#include "tests/support/story.hpp"

namespace stepback::protocol {
namespace {

using namespace std::chrono_literals;
using stepback::test::id_of;
using stepback::test::refusal_of;
using stepback::test::shipped_template;
using stepback::test::Story;

Story story_in(std::string_view phase) {
  Story story = Story::seated(shipped_template("two-case-90"));
  story.go_to(phase);
  return story;
}

TEST(StepBack, ClosesThePresentersDevicesAndLowersTheHand) {
  Story story = story_in("clarification");
  story.says("fay", command::Appoint{id_of("ada")});
  story.opens("ada");
  ASSERT_FALSE(story.raises("ada"));

  ASSERT_TRUE(story.says("fay", command::Advance{"discussion"}));

  const Participant& ada = story.person("ada");
  EXPECT_FALSE(ada.audio || ada.video || story.seen("fay", "ada").hand);
  EXPECT_EQ(channel_of(story.session(), ada), Channel::observer);
}

TEST(StepBack, OutlivesDropReloadRenameAndLeaving) {
  Story story = story_in("discussion");

  story.drops("ada");
  story.comes_back("ada");  // after a cut
  story.comes_back("ada");  // a second device
  story.says("ada", command::Enter{"Somebody else", Role::member, true});
  story.leaves("ada");
  EXPECT_EQ(story.seat("ada"), Seat::presenter);  // an empty chair
  story.comes_back("ada");

  EXPECT_TRUE(is_stepped_back(story.session(), story.person("ada")));
  EXPECT_EQ(refusal_of(story.opens("ada", true, false)), Code::notPermitted);
  EXPECT_EQ(refusal_of(story.opens("ada", false, true)), Code::notPermitted);
  EXPECT_EQ(story.raises("ada"), Code::notPermitted);
  EXPECT_TRUE(story.readers("ada").empty());
}

TEST(StepBack, GivesNoRightToAPresenterWhoseTokenClaimsAnotherRole) {
  Story story = story_in("discussion");

  ASSERT_TRUE(story.says("ada", command::Enter{"ada", Role::facilitator, true}));

  EXPECT_EQ(story.person("ada").role, Role::member);
  EXPECT_FALSE(story.may("ada").lead);
  EXPECT_FALSE(story.may("ada").speak);
}

TEST(StepBack, EndsAtTheReturnWithTheMicrophoneStillClosed) {
  Story story = story_in("clarification");
  story.says("fay", command::Appoint{id_of("ada")});
  story.opens("ada");
  story.go_to("return");

  EXPECT_TRUE(story.may("ada").speak);
  EXPECT_FALSE(story.person("ada").audio);
  EXPECT_FALSE(story.person("ada").video);
  EXPECT_TRUE(story.audience("ada", Media::audio).empty());
  EXPECT_TRUE(story.opens("ada"));
  EXPECT_EQ(story.audience("ada", Media::audio).size(), 4U);
}

TEST(StepBack, APictureThatLeadersAloneSawIsNotShownToAllAtTheReturn) {
  Story story =
      Story::seated(stepback::test::small_template({.stepped_back_seen_by = SeenBy::leaders}));
  story.go_to("discussion");
  ASSERT_TRUE(story.opens("ada", false, true));

  story.go_to("return");

  EXPECT_FALSE(story.person("ada").video);
  EXPECT_TRUE(story.audience("ada", Media::video).empty());
}

TEST(StepBack, ARemovedPresenterLeavesTheDiscussionWithoutOne) {
  Story story = story_in("discussion");

  ASSERT_TRUE(story.says("fay", command::Remove{id_of("ada")}));

  EXPECT_FALSE(story.session().presenter);
  EXPECT_EQ(story.phase(), "discussion");
  EXPECT_TRUE(story.says("fay", command::Advance{"return"}));
}

TEST(NextCase, BeginsWithAnotherPresenterNamedAfterTheReturn) {
  for (const std::string_view phase : {"return", "closing"}) {
    Story story = story_in(phase);

    ASSERT_TRUE(story.says("fay", command::Appoint{id_of("ben")}));

    EXPECT_EQ(story.session().case_number, 2U);
    EXPECT_EQ(story.seat("ben"), Seat::presenter);
    EXPECT_EQ(story.seat("ada"), Seat::member);
    EXPECT_FALSE(is_case_over(story.session()));
    ASSERT_TRUE(story.says("fay", command::Advance{"presentation"}));
    EXPECT_EQ(story.seat("ben"), Seat::presenter);
    EXPECT_EQ(story.session().case_number, 2U);
  }
}

TEST(NextCase, BeginsWithoutAPresenterWhenTheLeaderGoesBackToThePresentation) {
  Story story = story_in("return");

  ASSERT_TRUE(story.says("fay", command::Advance{"presentation"}));

  EXPECT_EQ(story.session().case_number, 2U);
  EXPECT_FALSE(story.session().presenter);
  EXPECT_EQ(story.seat("ada"), Seat::member);
  EXPECT_EQ(refusal_of(story.says("fay", command::Advance{"discussion"})), Code::noPresenter);
}

TEST(NextCase, TakesTheFirstPresentersRightsAndOpenMicrophone) {
  Story story = story_in("return");
  story.opens("ada");

  ASSERT_TRUE(story.says("fay", command::Advance{"presentation"}));

  EXPECT_FALSE(story.may("ada").speak);  // members listen to the presentation
  EXPECT_FALSE(story.person("ada").audio);
  EXPECT_TRUE(story.person("ada").video);
}

TEST(NextCase, StepsBackAsTheFirst) {
  Story story = story_in("return");
  story.says("fay", command::Advance{"presentation"});
  story.says("fay", command::Appoint{id_of("ben")});
  story.opens("ben");

  story.go_to("discussion");

  EXPECT_TRUE(is_stepped_back(story.session(), story.person("ben")));
  EXPECT_FALSE(story.person("ben").audio);
  EXPECT_TRUE(story.opens("ada"));
  EXPECT_EQ(return_point(story.session()), story.now() + 30min);
}

TEST(NextCase, DoesNotBeginByGoingBackBeforeTheStepBackIsOver) {
  Story story = story_in("discussion");

  ASSERT_TRUE(story.says("fay", command::Advance{"presentation"}));

  EXPECT_EQ(story.session().case_number, 1U);
  EXPECT_EQ(story.seat("ada"), Seat::presenter);
}

TEST(NextCase, DoesNotBeginByOtherPhasesThanThePresentation) {
  for (const std::string_view phase : {"gathering", "clarification", "discussion", "closing"}) {
    Story story = story_in("return");

    ASSERT_TRUE(story.says("fay", command::Advance{std::string{phase}}));

    EXPECT_EQ(story.session().case_number, 1U) << phase;
    EXPECT_EQ(story.seat("ada"), Seat::presenter) << phase;
  }
}

TEST(NextCase, ForgetsTheReturnPointOfTheFirst) {
  Story story = story_in("discussion");
  story.says("fay", command::ScheduleReturn{story.now() + 5min});
  story.go_to("return");

  EXPECT_FALSE(story.session().return_at);
  EXPECT_FALSE(story.session().return_moved);
  EXPECT_FALSE(return_point(story.session()));
}

}  // namespace
}  // namespace stepback::protocol

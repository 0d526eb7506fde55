// The return point: its time, the events that move it, and the people who are told.

#include <gtest/gtest.h>

#include "tests/support/story.hpp"

namespace stepback::protocol {
namespace {

using namespace std::chrono_literals;
using stepback::test::id_of;
using stepback::test::refusal_of;
using stepback::test::shipped_template;
using stepback::test::small_template;
using stepback::test::Story;

// Begins a session and lets this much time pass before the step back.
Story story_until(SessionTemplate template_, Duration before_the_step_back) {
  Story story = Story::seated(std::move(template_));
  story.says("fay", command::Appoint{id_of("ada")});
  story.go_to("presentation");
  story.stand_by(before_the_step_back);
  story.go_to("discussion");
  return story;
}

TEST(ReturnPoint, IsTheTemplatesMarkFromTheSessionsBeginning) {
  const Story story = story_until(shipped_template("cmh-60"), 20min);

  EXPECT_EQ(return_point(story.session()), *story.session().begun_at + 45min);
  EXPECT_EQ(phase_until(story.session()), return_point(story.session()));
}

TEST(ReturnPoint, IsKnownAheadWhereItIsAMark) {
  Story story = Story::seated(shipped_template("cmh-60"));
  EXPECT_FALSE(return_point(story.session()));

  story.go_to("presentation");

  EXPECT_EQ(return_point(story.session()), story.now() + 45min);
}

TEST(ReturnPoint, IsNotKnownBeforeTheStepBackWhereItDependsOnIt) {
  Story story = Story::seated(shipped_template("helsinki-90"));
  story.go_to("clarification");
  EXPECT_FALSE(return_point(story.session()));

  story.go_to("discussion");

  EXPECT_EQ(return_point(story.session()), story.now() + 35min);
}

TEST(ReturnPoint, IsOverOnceTheCaseIsPastIt) {
  Story story = story_until(shipped_template("cmh-60"), 20min);

  story.go_to("return");

  EXPECT_FALSE(return_point(story.session()));
}

TEST(LateStart, MovesTheReturnToTheLeastDiscussionFromNow) {
  const Story story = story_until(shipped_template("cmh-60"), 40min);

  const Instant mark = *story.session().begun_at + 45min;
  EXPECT_EQ(return_point(story.session()), story.now() + 10min);
  EXPECT_EQ(story.session().return_moved, (MovedReturn{mark, WhyMoved::lateStart}));
}

TEST(LateStart, IsLateOnlyBelowTheLeastDiscussion) {
  EXPECT_FALSE(story_until(shipped_template("cmh-60"), 35min).session().return_at);
  EXPECT_TRUE(story_until(shipped_template("cmh-60"), 35min + 1ms).session().return_at);
}

TEST(LateStart, IsToldToTheLeadersAlone) {
  const Story story = story_until(shipped_template("cmh-60"), 40min);

  for (const std::string_view who : {"fay", "cole"}) {
    ASSERT_TRUE(story.view(who).session.return_moved) << who;
    EXPECT_EQ(story.view(who).session.return_moved->why, WhyMoved::lateStart) << who;
  }
  for (const std::string_view who : {"ada", "ben", "oli"}) {
    EXPECT_FALSE(story.view(who).session.return_moved) << who;
    EXPECT_EQ(story.view(who).session.return_at, return_point(story.session())) << who;
  }
}

TEST(LateStart, OfASecondCaseIsJudgedByTheMarkThatHasPassed) {
  Story story = story_until(shipped_template("cmh-60"), 20min);
  story.stand_by(20min);
  story.go_to("return");
  story.stand_by(5min);
  story.says("fay", command::Appoint{id_of("ben")});
  EXPECT_FALSE(return_point(story.session()));

  ASSERT_TRUE(story.says("fay", command::Advance{"discussion"}));

  EXPECT_EQ(return_point(story.session()), story.now() + 10min);
}

TEST(LateStart, IsJudgedWhenTheClockBeginsTheStepBackToo) {
  SessionTemplate template_ = shipped_template("cmh-60");
  template_.phases[*template_.find("clarification")].ends_by = EndsBy::clock;
  Story story = Story::seated(std::move(template_));
  story.says("fay", command::Appoint{id_of("ada")});
  story.go_to("presentation");
  story.stand_by(38min);
  story.go_to("clarification");

  story.let_pass(5min);

  ASSERT_EQ(story.phase(), "discussion");
  EXPECT_EQ(return_point(story.session()), *story.session().begun_at + 52min);
}

TEST(LateStart, LeavesTheReturnItsLeastTime) {
  const auto planned = [](Duration begins) {
    const Story story = story_until(shipped_template("cmh-60"), begins);
    return *return_point(story.session()) - *story.session().begun_at;
  };
  EXPECT_EQ(planned(40min + 30s), 50min + 30s);
  EXPECT_EQ(planned(42min), 52min);
  EXPECT_EQ(planned(50min), 52min);
  EXPECT_EQ(planned(54min), 52min) << "the leader decides";
}

TEST(LateStart, LeavesTheReturnItsLeastTimeAfterAHoldToo) {
  Story story = Story::seated(shipped_template("cmh-60"));
  story.says("fay", command::Appoint{id_of("ada")});
  story.go_to("presentation");
  story.leaves("fay");
  story.leaves("cole");
  story.let_pass(4min);  // held for two of them
  story.comes_back("fay");
  story.stand_by(46min);

  story.go_to("discussion");

  EXPECT_EQ(return_point(story.session()), *story.session().begun_at + 54min);
}

TEST(ScheduleReturn, MovesTheReturnPointAndSaysFromWhere) {
  Story story = story_until(shipped_template("cmh-60"), 20min);
  const auto mark = return_point(story.session());

  ASSERT_TRUE(story.says("cole", command::ScheduleReturn{story.now() + 12min}));

  EXPECT_EQ(return_point(story.session()), story.now() + 12min);
  EXPECT_EQ(phase_until(story.session()), story.now() + 12min);
  EXPECT_EQ(story.session().return_moved, (MovedReturn{mark, WhyMoved::leader}));
}

TEST(ScheduleReturn, MovesTheEndOfAPhaseThatTheClockEnds) {
  Story story = story_until(small_template({.discussion_ends_by = EndsBy::clock}), 1min);
  story.says("fay", command::ScheduleReturn{story.now() + 2min});

  story.let_pass(2min - 1s);
  EXPECT_EQ(story.phase(), "discussion");
  story.let_pass(1s);

  EXPECT_EQ(story.phase(), "return");
}

TEST(ScheduleReturn, ToWhereItIsChangesNothing) {
  Story story = story_until(shipped_template("cmh-60"), 20min);

  const auto outcome = story.says("fay", command::ScheduleReturn{*return_point(story.session())});

  ASSERT_TRUE(outcome);
  EXPECT_TRUE(outcome->empty());
}

TEST(ScheduleReturn, IsForTheTimeFromTheBeginningUntilTheReturn) {
  Story story = Story::seated();
  const auto in_an_hour = command::ScheduleReturn{story.now() + 1h};
  EXPECT_EQ(refusal_of(story.says("fay", in_an_hour)), Code::wrongPhase);

  story.go_to("return");

  EXPECT_EQ(refusal_of(story.says("fay", in_an_hour)), Code::wrongPhase);
}

TEST(ScheduleReturn, TakesMomentsOfTheNextDay) {
  const Story story = story_until(shipped_template("cmh-60"), 20min);
  const auto answer = [&story](Duration off) {
    Story copy = story;
    return refusal_of(copy.says("fay", command::ScheduleReturn{copy.now() + off}));
  };

  EXPECT_EQ(answer(0ms), Code::badMessage);
  EXPECT_EQ(answer(-1min), Code::badMessage);
  EXPECT_EQ(answer(24h + 1ms), Code::badMessage);
  EXPECT_FALSE(answer(1ms));
  EXPECT_FALSE(answer(24h));
}

TEST(ScheduleReturn, NeedsATemplateThatHasAStepBack) {
  SessionTemplate template_ = small_template();
  std::erase_if(template_.phases, [](const PhasePlan& each) {
    return each.name == "discussion" || each.name == "return";
  });
  Story story = Story::seated(std::move(template_));
  story.go_to("clarification");

  EXPECT_EQ(refusal_of(story.says("fay", command::ScheduleReturn{story.now() + 5min})),
            Code::wrongPhase);
}

}  // namespace
}  // namespace stepback::protocol

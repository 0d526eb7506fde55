// The phases: the people and events that move a session from one to the next.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/story.hpp"

namespace stepback::protocol {
namespace {

using namespace std::chrono_literals;
using stepback::test::id_of;
using stepback::test::refusal_of;
using stepback::test::small_template;
using stepback::test::Story;
using testing::HasSubstr;

TEST(SessionPhases, ASessionGathersFirstAndItsClockHasNotBegun) {
  const Story story = Story::seated();

  EXPECT_EQ(story.phase(), "gathering");
  EXPECT_FALSE(story.session().begun_at);
  EXPECT_FALSE(phase_until(story.session()));
}

TEST(SessionPhases, LeavingTheGatheringBeginsTheSession) {
  Story story = Story::seated();
  story.let_pass(7min);

  ASSERT_TRUE(story.says("fay", command::Advance{"presentation"}));

  EXPECT_EQ(story.session().begun_at, story.now());
  EXPECT_EQ(story.session().phase_since, story.now());
  EXPECT_EQ(phase_until(story.session()), story.now() + 5min);
}

TEST(SessionPhases, ASessionBeginsOnce) {
  Story story = Story::seated();
  story.go_to("presentation");
  const auto begun = story.session().begun_at;
  story.let_pass(1min);

  story.says("fay", command::Advance{"gathering"});
  story.says("fay", command::Advance{"clarification"});

  EXPECT_EQ(story.session().begun_at, begun);
}

TEST(SessionPhases, ALeaderMayGoToAnyOtherPhaseAtAnyTime) {
  for (const PhasePlan& from : small_template().phases) {
    if (from.name == "debrief") continue;
    for (const PhasePlan& to : small_template().phases) {
      if (from.name == to.name) continue;
      Story story = Story::seated();
      story.says("fay", command::Appoint{id_of("ada")});
      story.go_to(from.name);

      EXPECT_TRUE(story.says("cole", command::Advance{to.name})) << from.name << to.name;
      EXPECT_EQ(story.phase(), to.name);
    }
  }
}

TEST(SessionPhases, TheSamePhaseAgainIsRefused) {
  Story story = Story::seated();

  EXPECT_EQ(refusal_of(story.says("fay", command::Advance{"gathering"})), Code::wrongPhase);
}

TEST(SessionPhases, APhaseThatTheTemplateDoesNotHaveIsRefusedWithThoseItHas) {
  Story story = Story::seated();

  const auto outcome = story.says("fay", command::Advance{"lunch"});

  ASSERT_EQ(refusal_of(outcome), Code::wrongPhase);
  EXPECT_THAT(outcome.error().message, HasSubstr("gathering, presentation"));
  EXPECT_THAT(outcome.error().message, HasSubstr("debrief, ended"));
}

TEST(SessionPhases, NobodyStepsBackBeforeAPresenterIsNamed) {
  Story story = Story::seated();
  story.go_to("clarification");

  EXPECT_EQ(refusal_of(story.says("fay", command::Advance{"discussion"})), Code::noPresenter);
}

TEST(SessionPhases, NobodyStepsBackWhenThePresenterHasLeft) {
  Story story = Story::seated();
  story.says("fay", command::Appoint{id_of("ada")});
  story.go_to("clarification");
  story.leaves("ada");

  EXPECT_EQ(refusal_of(story.says("fay", command::Advance{"discussion"})), Code::noPresenter);
}

TEST(SessionPhases, APresenterWhoIsOnlyCutOffStepsBackAllTheSame) {
  Story story = Story::seated();
  story.says("fay", command::Appoint{id_of("ada")});
  story.drops("ada");

  ASSERT_TRUE(story.says("fay", command::Advance{"discussion"}));
  story.comes_back("ada");

  EXPECT_TRUE(is_stepped_back(story.session(), story.person("ada")));
  EXPECT_EQ(refusal_of(story.opens("ada")), Code::notPermitted);
}

TEST(SessionPhases, ThePresenterIsAMemberOrLeaderOfTheCircle) {
  Story story = Story::seated();
  story.comes("guest", Role::member, /*named=*/false);

  for (const std::string_view who : {"oli", "guest"}) {
    EXPECT_EQ(refusal_of(story.says("fay", command::Appoint{id_of(who)})), Code::notPermitted);
  }
  EXPECT_EQ(refusal_of(story.says("fay", command::Appoint{id_of("eve")})),
            Code::unknownParticipant);
  story.leaves("ben");
  EXPECT_EQ(refusal_of(story.says("fay", command::Appoint{id_of("ben")})),
            Code::unknownParticipant);
}

TEST(SessionPhases, ThePresenterIsNotChangedDuringTheStepBack) {
  Story story = Story::seated();
  story.go_to("discussion");

  EXPECT_EQ(refusal_of(story.says("fay", command::Appoint{id_of("ben")})), Code::wrongPhase);
}

TEST(SessionPhases, AnotherPresenterBeforeTheStepBackIsTheSameCase) {
  Story story = Story::seated();
  story.go_to("presentation");
  story.says("fay", command::Appoint{id_of("ada")});

  ASSERT_TRUE(story.says("fay", command::Appoint{id_of("ben")}));

  EXPECT_EQ(story.seat("ben"), Seat::presenter);
  EXPECT_EQ(story.seat("ada"), Seat::member);
  EXPECT_EQ(story.session().case_number, 1U);
}

TEST(SessionPhases, AppointingThePresenterAgainChangesNothing) {
  Story story = Story::seated();
  story.says("fay", command::Appoint{id_of("ada")});

  const auto again = story.says("cole", command::Appoint{id_of("ada")});

  ASSERT_TRUE(again);
  EXPECT_TRUE(again->empty());
}

TEST(SessionPhases, TheDebriefDismissesEveryoneButTheLeaders) {
  Story story = Story::seated();
  story.comes("guest", Role::member, /*named=*/false);
  story.go_to("closing");

  ASSERT_TRUE(story.says("fay", command::Advance{"debrief"}));

  for (const std::string_view who : {"ada", "ben", "oli"}) {
    EXPECT_EQ(dismissal(story.session(), id_of(who)), Code::sessionEnded) << who;
    EXPECT_FALSE(story.person(who).connected) << who;
    EXPECT_EQ(refusal_of(story.comes_back(who)), Code::sessionEnded) << who;
  }
  EXPECT_EQ(find(story.session(), id_of("guest")), nullptr);
  EXPECT_EQ(refusal_of(story.comes("guest", Role::member)), Code::sessionEnded);
  for (const std::string_view who : {"fay", "cole"}) {
    EXPECT_FALSE(dismissal(story.session(), id_of(who))) << who;
  }
}

TEST(SessionPhases, NoTokenOpensTheDebriefToSomeoneWhoIsAMemberOfThisGroup) {
  Story story = Story::seated();
  story.go_to("debrief");

  EXPECT_EQ(refusal_of(story.comes("ada", Role::facilitator)), Code::sessionEnded);
}

TEST(SessionPhases, ALeaderComesToTheDebriefLate) {
  Story story = Story::seated();
  story.leaves("cole");
  story.go_to("debrief");

  EXPECT_TRUE(story.comes_back("cole"));
  EXPECT_TRUE(story.may("cole").hear);
}

TEST(SessionPhases, AfterTheDebriefThereIsOnlyTheEnd) {
  Story story = Story::seated();
  story.go_to("debrief");

  EXPECT_EQ(refusal_of(story.says("fay", command::Advance{"closing"})), Code::wrongPhase);
  EXPECT_TRUE(story.says("fay", command::Advance{"ended"}));
}

TEST(SessionPhases, TheEndDismissesEveryone) {
  Story story = Story::seated();
  story.go_to("closing");

  ASSERT_TRUE(story.says("fay", command::Advance{"ended"}));

  EXPECT_EQ(story.session().ended_at, story.now());
  for (const Participant& each : story.session().participants) {
    EXPECT_EQ(dismissal(story.session(), each.id), Code::sessionEnded);
    EXPECT_FALSE(each.connected);
  }
  EXPECT_FALSE(phase_until(story.session()));
}

TEST(SessionPhases, TheCoordinatorMayEndASessionAtAnyTimeAndOnce) {
  Story story = Story::seated();
  story.go_to("discussion");

  const auto ended = story.server(command::End{});
  const auto again = story.server(command::End{});

  ASSERT_TRUE(ended && again);
  EXPECT_EQ(std::get<SessionEnded>(ended->front()).by, SessionEnded::By::coordinator);
  EXPECT_TRUE(again->empty());
}

TEST(SessionPhases, TheClockEndsAPhaseOnlyWhereTheTemplateSaysSo) {
  Story by_leader = Story::seated();
  Story by_clock = Story::seated(small_template({.discussion_ends_by = EndsBy::clock}));
  by_leader.go_to("discussion");
  by_clock.go_to("discussion");

  by_leader.let_pass(10min);
  by_clock.let_pass(10min - 1s);
  EXPECT_EQ(by_clock.phase(), "discussion");
  by_clock.let_pass(1s);

  EXPECT_EQ(by_leader.phase(), "discussion");
  EXPECT_EQ(by_clock.phase(), "return");
  EXPECT_EQ(std::get<PhaseEntered>(by_clock.events().back()).by, PhaseEntered::By::clock);
}

// A template in which the clock ends the clarification, so that the step back follows by itself.
SessionTemplate clock_before_the_step_back() {
  SessionTemplate template_ = small_template();
  template_.phases[*template_.find("clarification")].ends_by = EndsBy::clock;
  return template_;
}

TEST(SessionPhases, TheClockWaitsForAPresenterBeforeTheStepBack) {
  Story story = Story::seated(clock_before_the_step_back());
  story.go_to("clarification");

  story.let_pass(6min);
  EXPECT_EQ(story.phase(), "clarification");
  story.says("fay", command::Appoint{id_of("ada")});
  story.let_pass(1s);

  EXPECT_EQ(story.phase(), "discussion");
  EXPECT_EQ(story.seat("ada"), Seat::presenter);
}

TEST(SessionPhases, TheClockWaitsWhileThePresenterHasLeft) {
  Story story = Story::seated(clock_before_the_step_back());
  story.says("fay", command::Appoint{id_of("ada")});
  story.go_to("clarification");
  story.leaves("ada");

  story.let_pass(6min);
  EXPECT_EQ(story.phase(), "clarification");
  story.comes_back("ada");
  story.let_pass(1s);

  EXPECT_EQ(story.phase(), "discussion");
}

TEST(SessionPhases, TheClockEndsTheSessionAfterTheLastPhaseWhereTheTemplateSaysSo) {
  SessionTemplate template_ = small_template();
  template_.phases.back().ends_by = EndsBy::clock;
  Story story = Story::seated(std::move(template_));
  story.go_to("debrief");

  story.let_pass(5min);

  EXPECT_EQ(story.session().ended_at, story.now());
  EXPECT_EQ(std::get<SessionEnded>(story.events().back()).by, SessionEnded::By::clock);
}

}  // namespace
}  // namespace stepback::protocol

// The hour of a session: the planned ends of its last phases and of the whole, and what a hold
// moves.

#include <gtest/gtest.h>

#include "tests/support/story.hpp"

namespace stepback::protocol {
namespace {

using namespace std::chrono_literals;
using stepback::test::id_of;
using stepback::test::shipped_template;
using stepback::test::small_template;
using stepback::test::Story;

Story begun(SessionTemplate template_) {
  Story story = Story::seated(std::move(template_));
  story.says("fay", command::Appoint{id_of("ada")});
  story.says("fay", command::Advance{"opening"});
  return story;
}

Duration since_begun(const Story& story, const std::optional<Instant>& moment) {
  return *moment - *story.session().begun_at;
}

TEST(Hour, OfCmh60IsKeptWheneverTheReturnIsPressed) {
  for (const Duration pressed : {44min, 47min, 52min, 56min}) {
    Story story = begun(shipped_template("cmh-60"));
    story.stand_by(20min);
    story.go_to("discussion");
    story.stand_by(pressed - 20min);

    story.go_to("return");
    EXPECT_EQ(since_begun(story, phase_until(story.session())), 57min);
    EXPECT_EQ(since_begun(story, session_until(story.session())), 60min);
    story.go_to("closing");
    EXPECT_EQ(since_begun(story, phase_until(story.session())), 60min);
    EXPECT_EQ(since_begun(story, story.view("ben").session.ends_at), 60min);
  }
}

TEST(Hour, IsNotPlannedBeforeTheBeginningNorAfterTheEnd) {
  Story story = Story::seated(shipped_template("cmh-60"));
  EXPECT_FALSE(session_until(story.session()));

  story.go_to("closing");
  story.says("fay", command::Advance{"ended"});

  EXPECT_FALSE(session_until(story.session()));
}

// The small template: presentation, clarification, discussion, return and closing last 5, 5, 10, 5
// and 5 minutes, each from its start.
TEST(Hour, WithoutAMarkIsWhatRemainsOfThePlan) {
  Story story = Story::seated();
  story.go_to("presentation");
  EXPECT_EQ(since_begun(story, session_until(story.session())), 30min);

  story.stand_by(8min);
  story.go_to("clarification");
  EXPECT_EQ(since_begun(story, session_until(story.session())), 33min);
  story.go_to("discussion");
  story.says("fay", command::ScheduleReturn{story.now() + 20min});
  EXPECT_EQ(since_begun(story, session_until(story.session())), 38min);
  story.go_to("closing");
  EXPECT_EQ(since_begun(story, session_until(story.session())), 13min);
}

TEST(Hour, CountsTheCasesThatAreStillToCome) {
  // Opening 3, then twice presentation 6, questions 4, discussion 30 and return 3, then closing 1.
  // The middle of the plan is as long as the template says.
  Story story = begun(shipped_template("two-case-90"));
  EXPECT_EQ(since_begun(story, session_until(story.session())), story.session().template_.length);

  story.go_to("return");
  const Duration loop = (story.session().template_.length - 4min) / 2;
  const auto until = *phase_until(story.session());
  EXPECT_EQ(session_until(story.session()), until + loop + 1min);

  story.says("fay", command::Appoint{id_of("ben")});
  EXPECT_EQ(story.session().case_number, 2U);
  EXPECT_EQ(session_until(story.session()), until + loop + 1min) << "the case is still to come";

  story.says("fay", command::Advance{"presentation"});
  const Duration presentation = story.session().template_.phases[2].planned;
  EXPECT_EQ(session_until(story.session()), story.now() + loop + 1min);
  EXPECT_EQ(phase_until(story.session()), story.now() + presentation);
}

// All leaders are gone for five minutes, in three of which the clock stands.
Story held_for_three_minutes(Story story) {
  story.leaves("fay");
  story.leaves("cole");
  story.let_pass(2min);
  story.stand_by(3min);
  story.comes_back("fay");
  return story;
}

TEST(Hold, MovesEveryPlannedEndAndSaysSoToTheLeaders) {
  Story story = begun(shipped_template("cmh-60"));
  const auto mark = return_point(story.session());
  story.go_to("discussion");
  story.drops("fay");
  story.drops("cole");
  story.let_pass(2min);
  story.let_pass(2min + 59s);

  ASSERT_TRUE(story.comes_back("fay"));

  const Duration stood = 2min + 59s;
  EXPECT_EQ(return_point(story.session()), *mark + stood);
  EXPECT_EQ(since_begun(story, session_until(story.session())), 60min + stood);
  EXPECT_EQ(story.session().return_moved, (MovedReturn{mark, WhyMoved::hold}));
  EXPECT_EQ(story.view("fay").session.return_moved, (MovedReturn{mark, WhyMoved::hold}));
  EXPECT_FALSE(story.view("ben").session.return_moved);
  story.go_to("return");
  EXPECT_EQ(since_begun(story, phase_until(story.session())), 57min + stood);
  EXPECT_FALSE(story.session().return_moved);
}

TEST(Hold, MovesAReturnThatALeaderHadMoved) {
  Story story = begun(shipped_template("cmh-60"));
  story.go_to("discussion");
  const Instant at = story.now() + 20min;
  story.says("fay", command::ScheduleReturn{at});

  story = held_for_three_minutes(std::move(story));

  EXPECT_EQ(return_point(story.session()), at + 3min);
  EXPECT_EQ(story.session().return_moved, (MovedReturn{at, WhyMoved::hold}));
}

TEST(Hold, BeforeAReturnIsPlannedMovesNone) {
  Story story = Story::seated();  // the return is planned when the step back begins
  story.go_to("presentation");

  story = held_for_three_minutes(std::move(story));

  EXPECT_FALSE(story.session().held_since);
  EXPECT_FALSE(story.session().return_moved);
}

TEST(Hold, ThatIsNeverReachedMovesNothing) {
  Story story = begun(shipped_template("cmh-60"));
  const auto mark = return_point(story.session());
  story.drops("fay");
  story.drops("cole");
  story.let_pass(1min);
  story.comes_back("fay");

  EXPECT_EQ(return_point(story.session()), mark);
  EXPECT_FALSE(story.session().return_moved);
}

TEST(LeadersMove, IsForgottenWhenTheGroupGoesBackFromTheReturnToTheDiscussion) {
  Story story = begun(shipped_template("cmh-60"));
  const auto mark = return_point(story.session());
  story.go_to("discussion");
  story.says("fay", command::ScheduleReturn{story.now() + 10min});
  story.go_to("return");

  ASSERT_TRUE(story.says("fay", command::Advance{"discussion"}));

  EXPECT_EQ(return_point(story.session()), mark);
  EXPECT_FALSE(story.session().return_moved);
}

}  // namespace
}  // namespace stepback::protocol

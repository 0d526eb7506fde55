// The view of a session that one person receives.

#include "protocol/session/view/view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/story.hpp"

namespace stepback::protocol {
namespace {

using namespace std::chrono_literals;
using stepback::test::id_of;
using stepback::test::Story;
using testing::ElementsAre;

std::vector<std::string> shown_to(const Story& story, std::string_view who) {
  std::vector<std::string> names;
  for (const ParticipantView& each : story.view(who).participants) names.push_back(each.id.str());
  return names;
}

ParticipantView seen(const Story& story, std::string_view viewer, std::string_view who) {
  const View view = story.view(viewer);
  const auto found = std::ranges::find(view.participants, id_of(who), &ParticipantView::id);
  if (found == view.participants.end()) {
    ADD_FAILURE() << viewer << " is not shown " << who;
    return {};
  }
  return *found;
}

TEST(View, SaysWhoYouAreAndWhatYouMayDo) {
  Story story = Story::seated();
  story.go_to("discussion");

  EXPECT_EQ(story.view("ada").you, id_of("ada"));
  EXPECT_EQ(story.view("ada").may, (Permissions{.hear = true, .come_back = true}));
  EXPECT_EQ(story.view("ben").may, (Permissions{.speak = true, .show = true, .hear = true}));
  EXPECT_TRUE(story.view("fay").may.lead);
}

TEST(View, HasTheSameRevisionForEveryone) {
  Story story = Story::seated();
  story.go_to("return");

  for (const std::string_view who : {"fay", "cole", "ada", "ben", "oli"}) {
    EXPECT_EQ(story.view(who).revision, story.events().size()) << who;
  }
}

TEST(View, TellsTheSessionsState) {
  Story story = Story::seated();
  story.go_to("discussion");
  story.says("fay", command::Lock{true});
  story.let_pass(1min);

  const SessionView shown = story.view("ben").session;

  EXPECT_EQ(shown.id, story.session().id);
  EXPECT_EQ(shown.title, "A story");
  EXPECT_EQ(shown.template_id, "small");
  EXPECT_TRUE(shown.locked);
  EXPECT_FALSE(shown.held);
  EXPECT_EQ(shown.begun_at, story.session().begun_at);
  EXPECT_FALSE(shown.ended_at);
  EXPECT_EQ(shown.case_number, 1U);
  EXPECT_EQ(shown.cases, 1U);
  EXPECT_EQ(shown.phase.name, "discussion");
  EXPECT_EQ(shown.phase.title, "The discussion");
  EXPECT_EQ(shown.phase.since, story.session().phase_since);
  EXPECT_EQ(shown.phase.until, story.session().phase_since + 10min);
  EXPECT_EQ(shown.return_at, shown.phase.until);
  EXPECT_EQ(shown.phase.ends_by, EndsBy::leader);
  ASSERT_EQ(shown.phases.size(), 7U);
  EXPECT_EQ(shown.phases[2],
            (PhaseSummary{"clarification", "The clarification", 5min, false, true, false}));
  EXPECT_EQ(shown.phases[3],
            (PhaseSummary{"discussion", "The discussion", 10min, true, true, false}));
  EXPECT_EQ(shown.phases[5], (PhaseSummary{"closing", "The closing", 5min, false, false, false}));
  EXPECT_EQ(shown.phases[6], (PhaseSummary{"debrief", "The debrief", 5min, false, false, true}));
}

TEST(View, TellsWhetherTheCaseWasDiscussedAndIsOver) {
  Story story = Story::seated();
  const auto told = [&story] {
    const SessionView shown = story.view("ben").session;
    return std::pair{shown.case_discussed, shown.case_over};
  };
  story.go_to("clarification");
  EXPECT_EQ(told(), (std::pair{false, false}));
  story.go_to("discussion");
  EXPECT_EQ(told(), (std::pair{true, false}));
  story.go_to("return");
  EXPECT_EQ(told(), (std::pair{true, true}));
}

TEST(View, ThePlanNeverHasFewerCasesThanAreCounted) {
  Story story = Story::seated();
  story.go_to("return");
  story.says("fay", command::Appoint{id_of("ben")});

  EXPECT_EQ(story.view("ben").session.case_number, 2U);
  EXPECT_EQ(story.view("ben").session.cases, 2U);
}

TEST(View, TheNextStepIsForLeadersAlone) {
  Story story = Story::seated();
  story.go_to("clarification");

  for (const std::string_view who : {"fay", "cole"}) {
    const SessionView shown = story.view(who).session;
    EXPECT_EQ(shown.next, next_step(story.session())) << who;
    EXPECT_EQ(shown.appoints, appoints(story.session())) << who;
    EXPECT_TRUE(shown.appoints) << who;
  }
  for (const std::string_view who : {"ada", "ben", "oli"}) {
    EXPECT_FALSE(story.view(who).session.next) << who;
    EXPECT_FALSE(story.view(who).session.appoints) << who;
  }
}

TEST(View, AnEndedSessionHasNoNextStep) {
  Story story = Story::seated();
  story.says("fay", command::Advance{std::string{kEnded}});

  EXPECT_FALSE(story.view("fay").session.next);
}

TEST(View, ShowsThePresenterInTheObserverChannelAndNobodyElsesCircle) {
  Story story = Story::seated();
  story.go_to("discussion");
  story.opens("ben", true, false);
  ASSERT_FALSE(story.raises("ben"));

  const ParticipantView ada = seen(story, "ben", "ada");
  EXPECT_EQ(ada.seat, Seat::presenter);
  EXPECT_EQ(ada.channel, Channel::observer);
  EXPECT_EQ(ada.role, Role::member);
  EXPECT_EQ(ada.name, "ada");
  EXPECT_TRUE(ada.connected);
  const ParticipantView ben = seen(story, "ada", "ben");
  EXPECT_EQ(ben.channel, Channel::circle);
  EXPECT_TRUE(ben.audio && ben.hand);
  EXPECT_FALSE(ben.video);
  EXPECT_EQ(ben.ssrc, story.person("ben").ssrc);
}

TEST(View, PromptsAreForLeadersAlone) {
  Story story = Story::seated();
  story.go_to("discussion");

  for (const std::string_view who : {"fay", "cole"}) {
    ASSERT_TRUE(story.view(who).session.phase.prompts) << who;
    EXPECT_THAT(*story.view(who).session.phase.prompts, ElementsAre("Prompt: discussion"));
  }
  for (const std::string_view who : {"ada", "ben", "oli"}) {
    EXPECT_FALSE(story.view(who).session.phase.prompts) << who;
  }
}

TEST(View, HowThePresenterHearsIsForLeadersAlone) {
  Story story = Story::seated();
  story.go_to("discussion");
  story.hears("ada", Hearing::none);

  EXPECT_EQ(seen(story, "fay", "ada").hearing, Hearing::none);
  EXPECT_EQ(seen(story, "cole", "ada").hearing, Hearing::none);
  EXPECT_FALSE(seen(story, "fay", "ben").hearing);
  for (const std::string_view who : {"ada", "ben", "oli"}) {
    EXPECT_FALSE(seen(story, who, "ada").hearing) << who;
  }
  story.go_to("return");
  EXPECT_FALSE(seen(story, "fay", "ada").hearing);
}

TEST(View, WhyTheReturnWasMovedIsForLeadersAlone) {
  Story story = Story::seated();
  story.go_to("discussion");
  story.says("fay", command::ScheduleReturn{story.now() + 3min});

  EXPECT_TRUE(story.view("cole").session.return_moved);
  EXPECT_FALSE(story.view("ben").session.return_moved);
  EXPECT_EQ(story.view("ben").session.return_at, story.now() + 3min);
}

TEST(View, TheLobbyIsShownItselfAndTheLeaders) {
  Story story = Story::seated();
  story.comes("guest", Role::member, /*named=*/false);
  story.comes("other", Role::member, /*named=*/false);

  EXPECT_THAT(shown_to(story, "guest"), ElementsAre("fay", "cole", "guest"));
}

TEST(View, LeadersAloneAreShownTheLobby) {
  Story story = Story::seated();
  story.comes("guest", Role::member, /*named=*/false);

  EXPECT_THAT(shown_to(story, "fay"), ElementsAre("fay", "cole", "ada", "ben", "oli", "guest"));
  EXPECT_EQ(seen(story, "cole", "guest").channel, Channel::lobby);
  EXPECT_THAT(shown_to(story, "ben"), ElementsAre("fay", "cole", "ada", "ben", "oli"));
}

TEST(View, AChairIsHeldForWhoIsCutOffAndNotForWhoLeft) {
  Story story = Story::seated();
  story.drops("oli");
  story.leaves("ben");

  EXPECT_THAT(shown_to(story, "ada"), ElementsAre("fay", "cole", "ada", "oli"));
  EXPECT_FALSE(seen(story, "ada", "oli").connected);
}

TEST(View, ThePresentersEmptyChairStaysWhenTheyHaveLeft) {
  Story story = Story::seated();
  story.go_to("discussion");

  story.leaves("ada");

  for (const std::string_view who : {"fay", "ben", "oli"}) {
    EXPECT_EQ(seen(story, who, "ada").seat, Seat::presenter) << who;
    EXPECT_FALSE(seen(story, who, "ada").connected) << who;
  }
}

TEST(View, ARemovedPresenterHasNoChair) {
  Story story = Story::seated();
  story.go_to("discussion");

  story.says("fay", command::Remove{id_of("ada")});

  EXPECT_THAT(shown_to(story, "ben"), ElementsAre("fay", "cole", "ben", "oli"));
}

TEST(View, TheNameIsTheOneOfTheLastJoin) {
  Story story = Story::seated();
  story.says("ben", command::Enter{"Benjamin", Role::member, true});

  EXPECT_EQ(seen(story, "fay", "ben").name, "Benjamin");
}

}  // namespace
}  // namespace stepback::protocol

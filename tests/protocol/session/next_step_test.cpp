// Leaders are told what comes: the next step and what naming a presenter means, in the templates
// that we ship and in some whose phases have misleading names.

#include "protocol/session/next_step.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "protocol/template/rules.hpp"
#include "tests/support/story.hpp"

namespace stepback::protocol {
namespace {

using stepback::test::id_of;
using stepback::test::kShippedTemplates;
using stepback::test::renamed;
using stepback::test::shipped_template;
using stepback::test::Story;

using Lines = std::vector<std::string>;

// The presenter listens in `listening`, and `discussion` is the phase of questions.
SessionTemplate listening_template() {
  return renamed(shipped_template("cmh-60"),
                 {{"discussion", "listening"}, {"clarification", "discussion"}});
}

// Two cases. The step back is called as elsewhere the questions, and the questions as elsewhere the
// step back.
SessionTemplate swapped_template() {
  return renamed(shipped_template("two-case-90"),
                 {{"discussion", "clarification"}, {"clarification", "discussion"}});
}

// Two cases. No phase but the guaranteed ones has a name that we ship.
SessionTemplate foreign_template() {
  SessionTemplate template_ =
      renamed(shipped_template("two-case-90"),
              {{"opening", "discussion"}, {"clarification", "facts"}, {"discussion", "imagining"}});
  PhasePlan silence = template_.phases[*template_.find("return")];
  silence.name = "silence";
  silence.title = "A silence";
  template_.phases.insert(template_.phases.end() - 2, silence);  // before closing and debrief
  template_.length += 2 * silence.planned;
  return template_;
}

std::vector<SessionTemplate> all_templates() {
  std::vector<SessionTemplate> plans{listening_template(), swapped_template(), foreign_template()};
  for (const std::string_view id : kShippedTemplates) plans.push_back(shipped_template(id));
  return plans;
}

std::string told(const Session& session) {
  const NextStep step = next_step(session);
  const auto naming = appoints(session);
  std::string line = current_phase(session).name + " > " + std::string{to_word(step.does)} + " " +
                     step.phase + ", " + (step.presenter ? step.presenter->str() : "nobody");
  if (step.needs_presenter) line += ", needs one";
  if (step.sure) line += ", sure " + std::string{to_word(*step.sure)};
  if (naming) line += "; naming " + std::string{to_word(*naming)};
  return line;
}

// Follows the steps to the end and names a presenter only where nothing goes on without.
Lines course_of(SessionTemplate template_) {
  Story story = Story::seated(std::move(template_));
  Lines lines;
  while (!story.session().ended_at && lines.size() < 40) {
    lines.push_back(told(story.session()));
    const NextStep step = next_step(story.session());
    if (step.needs_presenter) {
      story.says("fay", command::Appoint{id_of(story.session().case_number == 1 ? "ada" : "ben")});
      lines.push_back(told(story.session()));
    }
    EXPECT_TRUE(story.says("fay", command::Advance{step.phase})) << lines.back();
  }
  return lines;
}

const PhasePlan* target(const SessionTemplate& template_, const NextStep& step) {
  const auto found = template_.find(step.phase);
  return found ? &template_.phases[*found] : nullptr;
}

// Compares the step with the template and with the answers of decide().
void expect_true(const Story& story, const std::string& where) {
  const Session& session = story.session();
  const NextStep step = next_step(session);
  const PhasePlan* phase = target(session.template_, step);

  EXPECT_EQ(step.does == Does::stepBack, phase != nullptr && phase->steps_back()) << where;
  EXPECT_EQ(step.does == Does::end, phase == nullptr) << where;
  EXPECT_EQ(step.title.has_value(), phase != nullptr) << where;
  Story then = story;
  const bool accepted = then.says("fay", command::Advance{step.phase}).has_value();
  EXPECT_EQ(accepted, !step.needs_presenter) << where;
  if (!accepted) return;
  EXPECT_EQ(then.session().presenter, step.presenter) << where;
  EXPECT_EQ(then.session().case_number > session.case_number, step.does == Does::hearNext) << where;
}

void expect_naming_true(const Story& story, const std::string& where) {
  const Session& session = story.session();
  const auto naming = appoints(session);
  Story then = story;
  const bool accepted = then.says("fay", command::Appoint{id_of("ben")}).has_value();
  if (!naming) {
    // Refused, or a case more than the template has.
    EXPECT_TRUE(!accepted || then.session().case_number > session.template_.cases) << where;
    return;
  }
  ASSERT_TRUE(accepted) << where;
  EXPECT_EQ(then.session().case_number > session.case_number, *naming == Appoints::next) << where;
  EXPECT_EQ(*naming == Appoints::first,
            !session.presenter && then.session().case_number == session.case_number)
      << where;
}

TEST(NextStep, IsTestedWithTemplatesThatKeepTheRules) {
  for (const SessionTemplate& template_ : all_templates()) {
    const auto broken = find_broken_rule(template_);
    EXPECT_FALSE(broken) << template_.id << broken->path << ": " << broken->expected;
  }
}

// From each phase to each other, with a presenter and without: what is told is what is done.
TEST(NextStep, IsWhatTheServerDoes) {
  for (const SessionTemplate& template_ : all_templates()) {
    for (const PhasePlan& first : template_.phases) {
      for (const PhasePlan& second : template_.phases) {
        for (const bool named : {false, true}) {
          Story story = Story::seated(template_);
          if (named) story.says("fay", command::Appoint{id_of("ada")});
          story.says("fay", command::Advance{first.name});
          story.says("fay", command::Advance{second.name});
          const std::string where =
              template_.id + ": " + first.name + ", " + second.name + (named ? ", ada" : "");
          expect_true(story, where);
          expect_naming_true(story, where);
          story.leaves("ada");
          expect_true(story, where + " left");
        }
      }
    }
  }
}

TEST(NextStep, InvitesExactlyFromThePhaseThatStepsBack) {
  for (const SessionTemplate& template_ : all_templates()) {
    Story story = Story::seated(template_);
    story.says("fay", command::Appoint{id_of("ada")});
    for (const PhasePlan& phase : template_.phases) {
      story.says("fay", command::Advance{phase.name});
      EXPECT_EQ(next_step(story.session()).does == Does::invite, phase.steps_back())
          << template_.id << " " << phase.name;
    }
  }
}

TEST(NextStep, FollowsTheNamesOfNoPhaseIntoTheStepBack) {
  EXPECT_EQ(
      course_of(listening_template()),
      (Lines{"gathering > begin opening, nobody; naming first",
             "opening > hear presentation, nobody; naming first",
             "presentation > other discussion, nobody; naming first",
             "discussion > stepBack listening, nobody, needs one; naming first",
             "discussion > stepBack listening, ada; naming other", "listening > invite return, ada",
             "return > close closing, ada", "closing > debrief debrief, nobody, sure debrief",
             "debrief > end ended, nobody, sure end"}));
}

TEST(NextStep, TakesTwoCasesInTurn) {
  EXPECT_EQ(course_of(shipped_template("two-case-90")),
            (Lines{"gathering > begin opening, nobody; naming first",
                   "opening > hear presentation, nobody; naming first",
                   "presentation > questions clarification, nobody; naming first",
                   "clarification > stepBack discussion, nobody, needs one; naming first",
                   "clarification > stepBack discussion, ada; naming other",
                   "discussion > invite return, ada",
                   "return > hearNext presentation, nobody; naming next",
                   "presentation > questions clarification, nobody; naming first",
                   "clarification > stepBack discussion, nobody, needs one; naming first",
                   "clarification > stepBack discussion, ben; naming other",
                   "discussion > invite return, ben", "return > close closing, ben",
                   "closing > debrief debrief, nobody, sure debrief",
                   "debrief > end ended, nobody, sure end"}));
}

TEST(NextStep, TakesTwoCasesInTurnWhateverTheirPhasesAreCalled) {
  EXPECT_EQ(course_of(swapped_template()),
            (Lines{"gathering > begin opening, nobody; naming first",
                   "opening > hear presentation, nobody; naming first",
                   "presentation > other discussion, nobody; naming first",
                   "discussion > stepBack clarification, nobody, needs one; naming first",
                   "discussion > stepBack clarification, ada; naming other",
                   "clarification > invite return, ada",
                   "return > hearNext presentation, nobody; naming next",
                   "presentation > other discussion, nobody; naming first",
                   "discussion > stepBack clarification, nobody, needs one; naming first",
                   "discussion > stepBack clarification, ben; naming other",
                   "clarification > invite return, ben", "return > close closing, ben",
                   "closing > debrief debrief, nobody, sure debrief",
                   "debrief > end ended, nobody, sure end"}));
  EXPECT_EQ(
      course_of(foreign_template()),
      (Lines{"gathering > begin discussion, nobody; naming first",
             "discussion > hear presentation, nobody; naming first",
             "presentation > other facts, nobody; naming first",
             "facts > stepBack imagining, nobody, needs one; naming first",
             "facts > stepBack imagining, ada; naming other", "imagining > invite return, ada",
             "return > other silence, ada; naming next",
             "silence > hearNext presentation, nobody; naming next",
             "presentation > other facts, nobody; naming first",
             "facts > stepBack imagining, nobody, needs one; naming first",
             "facts > stepBack imagining, ben; naming other", "imagining > invite return, ben",
             "return > other silence, ben", "silence > close closing, ben",
             "closing > debrief debrief, nobody, sure debrief",
             "debrief > end ended, nobody, sure end"}));
}

TEST(NextStep, OfEachOtherTemplateThatWeShip) {
  const Lines course{"gathering > begin opening, nobody; naming first",
                     "opening > hear presentation, nobody; naming first",
                     "presentation > questions clarification, nobody; naming first",
                     "clarification > stepBack discussion, nobody, needs one; naming first",
                     "clarification > stepBack discussion, ada; naming other",
                     "discussion > invite return, ada",
                     "return > close closing, ada",
                     "closing > debrief debrief, nobody, sure debrief",
                     "debrief > end ended, nobody, sure end"};
  for (const std::string_view id : kShippedTemplates) {
    if (id == "two-case-90") continue;
    EXPECT_EQ(course_of(shipped_template(id)), course) << id;
  }
}

TEST(NextStep, HearsTheNextPresenterWhoWasNamedAtTheReturn) {
  Story story = Story::seated(shipped_template("two-case-90"));
  story.go_to("return");
  EXPECT_EQ(told(story.session()), "return > hearNext presentation, nobody; naming next");

  story.says("fay", command::Appoint{id_of("ben")});

  EXPECT_EQ(told(story.session()), "return > hear presentation, ben; naming other");
}

// The server counts no next case, and the step says none.
TEST(NextStep, DoesNotPromiseANextCaseWhereTheDiscussionWasSkipped) {
  for (const SessionTemplate& template_ : {swapped_template(), foreign_template()}) {
    Story story = Story::seated(template_);
    story.says("fay", command::Appoint{id_of("ada")});
    story.says("fay", command::Advance{"presentation"});
    story.says("fay", command::Advance{template_.phases[*template_.find("closing") - 1].name});

    const NextStep step = next_step(story.session());
    EXPECT_EQ(step.does, Does::hear);
    EXPECT_EQ(step.presenter, id_of("ada"));
    EXPECT_EQ(appoints(story.session()), Appoints::other);
    ASSERT_TRUE(story.says("fay", command::Advance{step.phase}));
    EXPECT_EQ(story.session().case_number, 1U);
  }
}

TEST(NextStep, GoesOnToTheClosingWhereTheOneDiscussionWasSkipped) {
  Story story = Story::seated(listening_template());
  story.says("fay", command::Appoint{id_of("ada")});
  story.says("fay", command::Advance{"return"});

  EXPECT_EQ(told(story.session()), "return > close closing, ada; naming other");
}

TEST(NextStep, NeedsAnotherPresenterWhenTheNamedOneHasLeft) {
  Story story = Story::seated();
  story.go_to("clarification");
  story.says("fay", command::Appoint{id_of("ada")});
  EXPECT_FALSE(next_step(story.session()).needs_presenter);

  story.drops("ada");
  EXPECT_FALSE(next_step(story.session()).needs_presenter);
  story.comes_back("ada");
  story.leaves("ada");

  EXPECT_TRUE(next_step(story.session()).needs_presenter);
}

TEST(NextStep, NamesNoCaseBeyondThePlan) {
  Story story = Story::seated();
  story.go_to("return");

  EXPECT_EQ(appoints(story.session()), std::nullopt);
}

}  // namespace
}  // namespace stepback::protocol

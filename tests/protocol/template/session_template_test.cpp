// The shipped templates: they are good, each figure names its source, and they give each seat in
// each phase the rights that a Balint group needs.

#include "protocol/template/session_template.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "protocol/template/shipped.hpp"

namespace stepback::protocol {
namespace {

using nlohmann::json;
using std::chrono::minutes;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::array kSeats{Seat::facilitator, Seat::coFacilitator, Seat::presenter, Seat::member,
                            Seat::observer};

SessionTemplate shipped(std::string_view id) {
  for (const ShippedTemplate& each : shipped_templates()) {
    auto template_ = parse_template(each.text);
    if (template_ && template_->id == id) return std::move(*template_);
  }
  ADD_FAILURE() << "no shipped template " << id;
  return {};
}

const PhasePlan& phase(const SessionTemplate& template_, std::string_view name) {
  return template_.phases.at(template_.find(name).value());
}

std::string rights(const SeatRule& rule) {
  std::string text{to_word(rule.channel)};
  if (rule.speak) text += " speak";
  if (rule.show) text += " show";
  if (rule.chat) text += " chat";
  if (rule.hear) text += " hear";
  return text;
}

class ShippedTemplateTest : public testing::TestWithParam<ShippedTemplate> {
 protected:
  void SetUp() override {
    auto parsed = parse_template(GetParam().text);
    ASSERT_TRUE(parsed) << GetParam().file << ": " << parsed.error().path << ": expected "
                        << parsed.error().expected;
    template_ = std::move(*parsed);
  }

  SessionTemplate template_;
};

INSTANTIATE_TEST_SUITE_P(Shipped, ShippedTemplateTest, testing::ValuesIn(shipped_templates()),
                         [](const auto& test) {
                           std::string name{test.param.file.substr(0, test.param.file.find('.'))};
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST(ShippedTemplates, AreInTheOrderInWhichPeopleAreOfferedThem) {
  std::vector<std::string> ids;
  for (const ShippedTemplate& each : shipped_templates()) {
    ids.push_back(parse_template(each.text).value().id);
  }
  EXPECT_THAT(ids, ElementsAre("cmh-60", "bsms-60", "helsinki-90", "two-case-90", "classic-90",
                               "rehearsal"));
}

TEST_P(ShippedTemplateTest, IsNamedLikeItsFile) {
  EXPECT_EQ(template_.id + ".json", GetParam().file);
}

TEST_P(ShippedTemplateTest, GoesThroughThePhasesInTheCommonOrder) {
  std::vector<std::string> names;
  for (const PhasePlan& each : template_.phases) names.push_back(each.name);
  EXPECT_THAT(names, ElementsAre("gathering", "opening", "presentation", "clarification",
                                 "discussion", "return", "closing", "debrief"));
  EXPECT_EQ(template_.step_back(), template_.find("discussion"));
}

// Walks over every object of a document that has minutes.
template <typename Visit>
void for_each_figure(const json& value, const Visit& visit) {
  if (value.is_object() && value.contains("minutes")) return visit(value);
  for (const json& each : value) {
    if (each.is_structured()) for_each_figure(each, visit);
  }
}

TEST_P(ShippedTemplateTest, SaysOfEachFigureWhereItComesFromOrThatItIsAnAssumption) {
  const json document = json::parse(GetParam().text);
  std::size_t figures = 0;

  for_each_figure(document, [&](const json& figure) {
    ++figures;
    EXPECT_EQ(figure.size(), 2U) << figure;
    if (figure.contains("source")) {
      EXPECT_TRUE(document["sources"].contains(figure["source"])) << figure;
    } else {
      EXPECT_GT(figure.at("assumption").get<std::string>().size(), 10U) << figure;
    }
  });

  EXPECT_GE(figures, template_.phases.size() + 2);
}

TEST_P(ShippedTemplateTest, TakesTheTimeThatItsPhasesTakeTogether) {
  Duration together = phase(template_, "opening").planned + phase(template_, "closing").planned;
  for (const char* name : {"presentation", "clarification", "discussion", "return"}) {
    together += static_cast<int>(template_.cases) * phase(template_, name).planned;
  }
  EXPECT_EQ(together, template_.length);
}

TEST_P(ShippedTemplateTest, LeavesTheEndOfEveryPhaseToALeader) {
  for (const PhasePlan& each : template_.phases)
    EXPECT_EQ(each.ends_by, EndsBy::leader) << each.name;
}

TEST_P(ShippedTemplateTest, ShowsTheSteppedBackPresenterToNobody) {
  for (const PhasePlan& each : template_.phases) {
    EXPECT_EQ(each.stepped_back_seen_by, SeenBy::nobody) << each.name;
  }
}

TEST_P(ShippedTemplateTest, HasPromptsForTheLeadersInEveryPhase) {
  for (const PhasePlan& each : template_.phases)
    EXPECT_THAT(each.prompts, Not(IsEmpty())) << each.name;
  EXPECT_GE(phase(template_, "discussion").prompts.size(), 2U);
  EXPECT_LE(phase(template_, "discussion").prompts.size(), 5U);
}

TEST_P(ShippedTemplateTest, GivesEachSeatInEachPhaseItsRights) {
  struct Row {
    const char* phase;
    std::array<const char*, 5> seats;  // in the order of kSeats
  };
  constexpr auto kAll = "circle speak show hear";
  constexpr auto kAllAndChat = "circle speak show chat hear";
  constexpr auto kListens = "observer hear";
  constexpr auto kGone = "lobby";
  const std::array<Row, 8> matrix{{
      {"gathering", {kAllAndChat, kAllAndChat, kAllAndChat, kAllAndChat, "circle show chat hear"}},
      {"opening", {kAllAndChat, kAllAndChat, kAllAndChat, kAllAndChat, "circle show chat hear"}},
      {"presentation", {kAll, kAll, kAll, "circle show hear", kListens}},
      {"clarification", {kAll, kAll, kAll, kAll, kListens}},
      {"discussion", {kAll, kAll, kListens, kAll, kListens}},
      {"return", {kAll, kAll, kAll, kAll, kListens}},
      {"closing", {kAllAndChat, kAllAndChat, kAllAndChat, kAllAndChat, kListens}},
      {"debrief", {kAll, kAll, kGone, kGone, kGone}},
  }};

  ASSERT_EQ(template_.phases.size(), matrix.size());
  for (const Row& row : matrix) {
    for (std::size_t i = 0; i < kSeats.size(); ++i) {
      EXPECT_EQ(rights(phase(template_, row.phase).rule(kSeats[i])), row.seats[i])
          << row.phase << ", " << to_word(kSeats[i]);
    }
  }
}

TEST(ShippedTemplates, InviteThePresenterOfTheOneHourSessionBackAtMinute45) {
  const auto template_ = shipped("cmh-60");
  const PlannedEnd& end = phase(template_, "discussion").end;
  EXPECT_EQ(end.from, PlannedEnd::From::sessionStart);
  EXPECT_EQ(end.after, minutes{45});
}

TEST(ShippedTemplates, EndEveryOtherPhaseItsPlannedTimeAfterItBegan) {
  for (const ShippedTemplate& each : shipped_templates()) {
    const auto template_ = parse_template(each.text).value();
    for (const PhasePlan& phase : template_.phases) {
      const bool has_mark = phase.steps_back() || phase.name == kReturn || phase.name == kClosing;
      if (template_.id == "cmh-60" && has_mark) continue;
      EXPECT_EQ(phase.end, (PlannedEnd{PlannedEnd::From::phaseStart, phase.planned}))
          << template_.id << ", " << phase.name;
    }
  }
}

TEST(ShippedTemplates, HaveTheFiguresOfTheirSources) {
  struct Row {
    const char* id;
    int length;
    std::size_t cases;
    int least_discussion;
    std::array<int, 6> planned;  // opening to closing
  };
  constexpr std::array<Row, 6> kRows{{
      {"cmh-60", 60, 1, 10, {5, 7, 5, 28, 12, 3}},
      {"bsms-60", 60, 1, 10, {6, 6, 5, 25, 13, 5}},
      {"helsinki-90", 90, 1, 15, {10, 10, 10, 35, 15, 10}},
      {"two-case-90", 90, 2, 10, {3, 6, 4, 30, 3, 1}},
      {"classic-90", 90, 1, 15, {5, 10, 10, 50, 10, 5}},
      {"rehearsal", 8, 1, 1, {1, 1, 1, 3, 1, 1}},
  }};
  for (const Row& row : kRows) {
    const auto template_ = shipped(row.id);
    EXPECT_EQ(template_.length, minutes{row.length}) << row.id;
    EXPECT_EQ(template_.cases, row.cases) << row.id;
    EXPECT_EQ(template_.least_discussion, minutes{row.least_discussion}) << row.id;
    for (std::size_t i = 0; i < row.planned.size(); ++i) {
      EXPECT_EQ(template_.phases.at(i + 1).planned, minutes{row.planned[i]})
          << row.id << ", phase " << i;
    }
  }
}

TEST(ShippedTemplates, OfOneHourKeepTheHour) {
  const auto template_ = shipped("cmh-60");
  using From = PlannedEnd::From;
  EXPECT_EQ(template_.phases.at(5).end, (PlannedEnd{From::sessionStart, minutes{57}}));
  EXPECT_EQ(template_.phases.at(6).end, (PlannedEnd{From::sessionStart, minutes{60}}));
  EXPECT_EQ(template_.least_return, minutes{5});
  EXPECT_EQ(shipped("bsms-60").least_return, std::nullopt);
}

TEST(ShippedTemplates, SayThatHelsinkiMayDoWithoutAStepBack) {
  EXPECT_THAT(shipped("helsinki-90").summary, HasSubstr("does not mention a step back"));
}

TEST(SessionTemplate, FindsAPhaseByItsNameAndNothingByAnother) {
  const auto template_ = shipped("cmh-60");
  EXPECT_EQ(template_.find("gathering"), 0U);
  EXPECT_EQ(template_.find("return"), 5U);
  EXPECT_EQ(template_.find("ended"), std::nullopt);
  EXPECT_EQ(template_.find(""), std::nullopt);
}

TEST(SessionTemplate, MayHaveNoStepBack) {
  auto document = json::parse(shipped_templates().front().text);
  document["phases"][4]["seats"]["presenter"]["channel"] = "circle";
  const auto template_ = parse_template(document.dump());
  ASSERT_TRUE(template_) << template_.error().path;
  EXPECT_EQ(template_->step_back(), std::nullopt);
}

TEST(SessionTemplate, MayEndAPhaseByTheClock) {
  auto document = json::parse(shipped_templates().front().text);
  document["phases"][4]["endsBy"] = "clock";
  EXPECT_EQ(parse_template(document.dump()).value().phases[4].ends_by, EndsBy::clock);
}

TEST(SessionTemplate, MayShowTheSteppedBackPresenterToWhomItNames) {
  auto document = json::parse(shipped_templates().front().text);
  document["phases"][4]["steppedBackSeenBy"] = "leaders";
  document["phases"][4]["seats"]["presenter"]["may"] = {"hear", "show"};
  const auto template_ = parse_template(document.dump());
  ASSERT_TRUE(template_) << template_.error().path;
  EXPECT_EQ(rights(template_->phases[4].rule(Seat::presenter)), "observer show hear");
}

TEST(SessionTemplate, CountsFractionsOfAMinuteInMilliseconds) {
  auto document = json::parse(shipped_templates().front().text);
  document["phases"][1]["planned"]["minutes"] = 5.25;
  document["length"]["minutes"] = 60.25;
  const auto template_ = parse_template(document.dump());
  ASSERT_TRUE(template_) << template_.error().path;
  EXPECT_EQ(template_->phases[1].planned, std::chrono::milliseconds{315'000});
}

}  // namespace
}  // namespace stepback::protocol

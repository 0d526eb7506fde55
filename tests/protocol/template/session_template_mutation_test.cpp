// Changes in a good template. The result is either still one that keeps every guarantee of
// session_template.hpp, or the error names a place that can be found in the document.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "protocol/template/session_template.hpp"
#include "protocol/template/shipped.hpp"

namespace stepback::protocol {
namespace {

using nlohmann::json;
using Pointer = json::json_pointer;

// The guarantees, written a second time. Returns the first that does not hold, or "".
std::string broken_guarantee_of(const SeatRule& rule, Seat seat, const PhasePlan& phase) {
  const bool leads = seat == Seat::facilitator || seat == Seat::coFacilitator;
  if (leads && !rule.hear) return "leaders hear in every phase";
  if (phase.name == kDebrief && !leads && rule != SeatRule{}) return "debrief is the leaders'";
  if (rule.channel == Channel::lobby && rule != SeatRule{}) return "the lobby has no rights";
  if (rule.channel != Channel::observer) return "";
  if (!rule.hear) return "the observer channel hears";
  if (rule.speak || rule.chat) return "the observer channel is silent";
  const bool seen = seat == Seat::presenter && phase.stepped_back_seen_by != SeenBy::nobody;
  return rule.show && !seen ? "the observer channel is not seen" : "";
}

std::string broken_guarantee(const SessionTemplate& plan) {
  const std::size_t count = plan.phases.size();
  if (count < 3) return "at least three phases";
  if (plan.phases[0].name != kGathering) return "gathering first";
  std::size_t closings = 0;
  std::size_t steps_back = 0;
  bool away = false;
  for (std::size_t i = 0; i < count; ++i) {
    const PhasePlan& phase = plan.phases[i];
    if (plan.find(phase.name) != i) return "names are unique";
    if (phase.name == kDebrief && (i + 1 != count || plan.phases[i - 1].name != kClosing)) {
      return "debrief last, behind closing";
    }
    closings += phase.name == kClosing ? 1U : 0U;
    steps_back += phase.steps_back() ? 1U : 0U;
    if (phase.steps_back()) away = true;
    if (phase.name == kReturn && phase.rule(Seat::presenter).speak) away = false;
    if (phase.planned <= Duration{0} || phase.end.after <= Duration{0}) return "time passes";
    for (std::size_t seat = 0; seat < phase.seats.size(); ++seat) {
      auto broken = broken_guarantee_of(phase.seats[seat], static_cast<Seat>(seat), phase);
      if (!broken.empty()) return broken;
    }
  }
  if (closings != 1) return "one closing";
  if (steps_back > 1) return "at most one step back";
  if (away) return "a return behind the step back, where the presenter may speak";
  if (plan.cases == 0 || plan.length <= Duration{0}) return "a case and a length";
  return plan.least_discussion <= Duration{0} ? "a least discussion" : "";
}

// Whether the error's place is in the document, or is a member missing from an object in it.
bool is_place_of(const json& document, const std::string& path) {
  const Pointer place{path};
  if (document.contains(place)) return true;
  const Pointer parent = place.parent_pointer();
  return !place.empty() && document.contains(parent) && document.at(parent).is_object();
}

struct Verdict {
  bool taken = false;  ///< the result is still a template
  std::string fault;   ///< the fault of parse_template; "" if there is none
};

Verdict verdict_on(const json& document) {
  const auto plan = parse_template(document.dump());
  if (plan) return {true, broken_guarantee(*plan)};
  const auto& [path, expected] = plan.error();
  if (expected.empty()) return {false, "does not say what was expected"};
  return {false, is_place_of(document, path) ? "" : "names no place: " + path};
}

std::vector<Pointer> places_in(const json& document) {
  std::vector<Pointer> places{Pointer{}};
  for (std::size_t next = 0; next < places.size(); ++next) {
    const Pointer place = places[next];
    const json& value = document.at(place);
    if (value.is_object()) {
      for (const auto& [name, member] : value.items()) places.push_back(place / name);
    } else if (value.is_array()) {
      for (std::size_t i = 0; i < value.size(); ++i) places.push_back(place / i);
    }
  }
  return places;
}

void drop(json& document, const Pointer& place) {
  if (place.empty()) {
    document = nullptr;
    return;
  }
  json& parent = document.at(place.parent_pointer());
  if (parent.is_object()) {
    parent.erase(place.back());
  } else {
    parent.erase(static_cast<std::size_t>(std::stoul(place.back())));
  }
}

const std::vector<json>& other_values() {
  static const std::vector<json> values{nullptr,
                                        true,
                                        0,
                                        -1,
                                        1.5,
                                        1e300,
                                        7,
                                        "",
                                        "ended",
                                        "closing",
                                        "return",
                                        "gathering",
                                        "debrief",
                                        "observer",
                                        "circle",
                                        "lobby",
                                        "everyone",
                                        "clock",
                                        "speak",
                                        json::array(),
                                        json::object(),
                                        json::array({"speak", "show", "chat", "hear"})};
  return values;
}

const std::vector<json>& documents() {
  static const std::vector<json> all = [] {
    std::vector<json> parsed;
    for (const ShippedTemplate& each : shipped_templates()) {
      parsed.push_back(json::parse(each.text));
    }
    return parsed;
  }();
  return all;
}

TEST(TemplateMutation, EachSingleChangeIsTakenWellOrToldWell) {
  std::size_t taken = 0;
  std::size_t refused = 0;
  const json& original = documents().front();

  for (const Pointer& place : places_in(original)) {
    std::vector<json> changed(1, original);
    drop(changed.front(), place);
    for (const json& value : other_values()) {
      changed.push_back(original);
      changed.back().at(place) = value;
    }
    for (const json& document : changed) {
      const Verdict verdict = verdict_on(document);
      ASSERT_EQ(verdict.fault, "") << place << " in " << document.dump();
      ++(verdict.taken ? taken : refused);
    }
  }

  EXPECT_GT(taken, 0U);
  EXPECT_GT(refused, taken);
}

TEST(TemplateMutation, EachTruncationIsRefused) {
  const std::string text = documents().front().dump();
  for (std::size_t size = 0; size < text.size(); ++size) {
    ASSERT_FALSE(parse_template(std::string_view{text}.substr(0, size))) << size;
  }
}

// Returns all values that have this name anywhere in the shipped templates.
std::vector<json> values_named(const std::string& member) {
  std::vector<json> values;
  for (const json& document : documents()) {
    for (const Pointer& place : places_in(document)) {
      if (!place.empty() && place.back() == member) values.push_back(document.at(place));
    }
  }
  return values;
}

// Several changes on top of each other. Most replace a value by another of its kind (a seat of
// another phase, another name, other minutes). These reach the rules between the parts.
RC_GTEST_PROP(TemplateMutation, SeveralChangesAreTakenWellOrToldWell, ()) {
  json document = *rc::gen::elementOf(documents());
  const auto changes = *rc::gen::inRange(1, 8);
  bool taken = false;
  for (int i = 0; i < changes; ++i) {
    const Pointer place = *rc::gen::elementOf(places_in(document));
    const auto kind = *rc::gen::inRange(0, 10);
    if (kind == 0) {
      drop(document, place);
    } else if (kind == 1) {
      document.at(place) = *rc::gen::elementOf(other_values());
    } else if (!place.empty()) {
      const auto values = values_named(place.back());
      if (!values.empty()) document.at(place) = *rc::gen::elementOf(values);
    }
    const Verdict verdict = verdict_on(document);
    RC_ASSERT(verdict.fault == "");
    taken = taken || verdict.taken;
  }
  RC_CLASSIFY(taken, "still a template after some change");
}

}  // namespace
}  // namespace stepback::protocol

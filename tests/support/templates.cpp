#include "tests/support/templates.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "tests/support/places.hpp"

namespace stepback::test {
namespace {

using protocol::Channel;
using protocol::PhasePlan;
using protocol::PlannedEnd;
using protocol::Seat;
using protocol::SeatRule;
using protocol::SeenBy;
using protocol::SessionTemplate;

constexpr std::chrono::minutes kEachPhase{5};

constexpr SeatRule kTalks{
    .channel = Channel::circle, .speak = true, .show = true, .chat = false, .hear = true};
constexpr SeatRule kListensInTheCircle{
    .channel = Channel::circle, .speak = false, .show = true, .chat = false, .hear = true};
constexpr SeatRule kListensOutside{
    .channel = Channel::observer, .speak = false, .show = false, .chat = false, .hear = true};

SeatRule& rule(PhasePlan& phase, Seat seat) {
  return phase.seats[static_cast<std::size_t>(seat)];
}

PhasePlan circle_phase(std::string name) {
  PhasePlan phase;
  phase.title = "The " + name;
  phase.prompts = {"Prompt: " + name};
  phase.name = std::move(name);
  phase.planned = kEachPhase;
  phase.end = {.from = PlannedEnd::From::phaseStart, .after = kEachPhase};
  phase.seats.fill(kTalks);
  rule(phase, Seat::observer) = kListensOutside;
  return phase;
}

PhasePlan open_phase(std::string name) {
  PhasePlan phase = circle_phase(std::move(name));
  for (SeatRule& each : phase.seats) each.chat = each.channel == Channel::circle;
  return phase;
}

PhasePlan gathering() {
  PhasePlan phase = open_phase("gathering");
  rule(phase, Seat::observer) = kListensInTheCircle;
  rule(phase, Seat::observer).chat = true;
  return phase;
}

PhasePlan presentation() {
  PhasePlan phase = circle_phase("presentation");
  rule(phase, Seat::member) = kListensInTheCircle;
  return phase;
}

PhasePlan discussion(const SmallTemplate& options) {
  constexpr auto kBefore = 2 * kEachPhase;  // the session begins when the gathering is over
  PhasePlan phase = circle_phase("discussion");
  phase.planned = options.discussion;
  phase.end = {.from = options.discussion_end, .after = options.discussion};
  if (options.discussion_end == PlannedEnd::From::sessionStart) phase.end.after += kBefore;
  phase.ends_by = options.discussion_ends_by;
  phase.stepped_back_seen_by = options.stepped_back_seen_by;
  rule(phase, Seat::presenter) = kListensOutside;
  rule(phase, Seat::presenter).show = options.stepped_back_seen_by != SeenBy::nobody;
  return phase;
}

PhasePlan debrief() {
  PhasePlan phase = circle_phase("debrief");
  for (const Seat seat : {Seat::presenter, Seat::member, Seat::observer}) rule(phase, seat) = {};
  return phase;
}

}  // namespace

SessionTemplate small_template(const SmallTemplate& options) {
  SessionTemplate template_;
  template_.id = "small";
  template_.title = "A small session";
  template_.summary = "One case, for tests.";
  template_.length = options.discussion + 4 * kEachPhase;
  template_.least_discussion = options.least_discussion;
  template_.phases = {gathering(),
                      presentation(),
                      circle_phase("clarification"),
                      discussion(options),
                      circle_phase("return"),
                      open_phase("closing"),
                      debrief()};
  return template_;
}

SessionTemplate renamed(
    SessionTemplate template_,
    std::initializer_list<std::pair<std::string_view, std::string_view>> names) {
  for (PhasePlan& phase : template_.phases) {
    for (const auto& [old, given] : names) {
      if (phase.name != old) continue;
      phase.name = given;
      break;
    }
  }
  return template_;
}

SessionTemplate shipped_template(std::string_view id) {
  const std::string path =
      source_folder() / "protocol/template/shipped" / (std::string{id} + ".json");
  std::ifstream file{path};
  if (!file) throw std::runtime_error{"cannot read " + path};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  auto template_ = protocol::parse_template(text);
  if (!template_) {
    throw std::runtime_error{path + ": " + template_.error().path + ": expected " +
                             template_.error().expected};
  }
  return *std::move(template_);
}

}  // namespace stepback::test

#include "protocol/record/template_json.hpp"

#include <array>
#include <string>
#include <utility>

#include "protocol/template/rules.hpp"

namespace stepback::protocol {
namespace {

using nlohmann::json;

// Wider than the bounds of a template document: what was once written must stay readable.
constexpr std::size_t kMostPhases = 64;
constexpr std::size_t kMostPrompts = 64;
constexpr std::size_t kMostCases = 64;
constexpr TextRule kText{.least = 1, .most = 4096};

constexpr std::array kRights{std::pair{"speak", &SeatRule::speak},
                             std::pair{"show", &SeatRule::show}, std::pair{"chat", &SeatRule::chat},
                             std::pair{"hear", &SeatRule::hear}};

json to_json(const SeatRule& rule) {
  json out{{"channel", to_word(rule.channel)}};
  for (const auto& [name, right] : kRights) out[name] = rule.*right;
  return out;
}

json to_json(const PhasePlan& phase) {
  json seats = json::object();
  for (std::size_t i = 0; i < phase.seats.size(); ++i) {
    seats[std::string{words_of<Seat>[i]}] = to_json(phase.seats[i]);
  }
  return {{"name", phase.name},
          {"title", phase.title},
          {"planned", phase.planned.count()},
          {"end", {{"from", to_word(phase.end.from)}, {"after", phase.end.after.count()}}},
          {"endsBy", to_word(phase.ends_by)},
          {"steppedBackSeenBy", to_word(phase.stepped_back_seen_by)},
          {"seats", std::move(seats)},
          {"prompts", phase.prompts}};
}

Duration duration(ObjectReader& in, const char* name) {
  return Duration{in.integer<std::int64_t>(name, 0, kLargestInteger)};
}

SeatRule read_rule(ObjectReader in) {
  SeatRule rule;
  rule.channel = in.word<Channel>("channel");
  for (const auto& [name, right] : kRights) rule.*right = in.flag(name);
  in.refuse_others();
  return rule;
}

PhasePlan read_phase(ObjectReader in) {
  PhasePlan phase;
  phase.name = in.text("name", kText);
  phase.title = in.text("title", kText);
  phase.planned = duration(in, "planned");
  ObjectReader end = in.object("end");
  phase.end.from = end.word<PlannedEnd::From>("from");
  phase.end.after = duration(end, "after");
  end.refuse_others();
  phase.ends_by = in.word<EndsBy>("endsBy");
  phase.stepped_back_seen_by = in.word<SeenBy>("steppedBackSeenBy");
  ObjectReader seats = in.object("seats");
  for (std::size_t i = 0; i < phase.seats.size(); ++i) {
    phase.seats[i] = read_rule(seats.object(words_of<Seat>[i]));
  }
  seats.refuse_others();
  phase.prompts = in.texts("prompts", kMostPrompts, kText);
  in.refuse_others();
  return phase;
}

}  // namespace

json to_json(const SessionTemplate& template_) {
  json phases = json::array();
  for (const PhasePlan& phase : template_.phases) phases.push_back(to_json(phase));
  json out{{"id", template_.id},           {"title", template_.title},
           {"summary", template_.summary}, {"length", template_.length.count()},
           {"cases", template_.cases},     {"leastDiscussion", template_.least_discussion.count()},
           {"phases", std::move(phases)}};
  if (template_.least_return) out["leastReturn"] = template_.least_return->count();
  return out;
}

SessionTemplate read_template_json(ObjectReader in, Fault& fault) {
  SessionTemplate template_;
  template_.id = in.text("id", kText);
  template_.title = in.text("title", kText);
  template_.summary = in.text("summary", kText);
  template_.length = duration(in, "length");
  template_.cases = in.integer<std::size_t>("cases", 1, kMostCases);
  template_.least_discussion = duration(in, "leastDiscussion");
  if (in.has("leastReturn")) template_.least_return = duration(in, "leastReturn");
  for (ObjectReader& phase : in.objects("phases", 0, kMostPhases)) {
    template_.phases.push_back(read_phase(std::move(phase)));
  }
  in.refuse_others();
  if (fault) return template_;
  if (template_.phases.empty()) {
    fault.note("/plan/phases", "at least one phase, found none");
  } else if (const auto broken = find_broken_rule(template_)) {
    fault.note("/plan" + broken->path, broken->expected);
  }
  return template_;
}

}  // namespace stepback::protocol

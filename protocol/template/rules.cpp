#include "protocol/template/rules.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>

#include "protocol/json/fault.hpp"

namespace stepback::protocol {
namespace {

using Broken = std::optional<TemplateError>;

std::string phase_path(std::size_t phase) {
  return step_into("/phases", phase);
}

std::string seat_path(std::size_t phase, Seat seat, std::string_view member) {
  const std::string seats = step_into(phase_path(phase), "seats");
  return step_into(step_into(seats, to_word(seat)), member);
}

bool is_leader(Seat seat) {
  return seat == Seat::facilitator || seat == Seat::coFacilitator;
}

bool has_rights(const SeatRule& rule) {
  return rule.speak || rule.show || rule.chat || rule.hear;
}

std::string in_minutes(Duration duration) {
  std::array<char, 32> text{};
  const double minutes = std::chrono::duration<double, std::ratio<60>>(duration).count();
  const int size = std::snprintf(text.data(), text.size(), "%.9g", minutes);
  return {text.data(), static_cast<std::size_t>(size)};
}

// Names and their order.

Broken phase_names(const SessionTemplate& plan) {
  for (std::size_t i = 0; i < plan.phases.size(); ++i) {
    const std::string& name = plan.phases[i].name;
    if (name == kEnded) {
      return {{phase_path(i) + "/name", "another name: ended is the word that ends a session"}};
    }
    if (plan.find(name) != i) {
      return {{phase_path(i) + "/name", "a name that no phase before has, not " + name}};
    }
  }
  return {};
}

Broken first_and_last(const SessionTemplate& plan) {
  const std::size_t last = plan.phases.size() - 1;
  if (plan.phases.front().name != kGathering) {
    return {{"/phases/0/name", "gathering: every session begins with it"}};
  }
  const auto debrief = plan.find(kDebrief);
  if (debrief && *debrief != last) {
    return {{phase_path(*debrief), "the debrief to be the last phase"}};
  }
  const auto closing = plan.find(kClosing);
  if (!closing) return {{"/phases", "a phase named closing"}};
  if (*closing + (debrief ? 1 : 0) != last) {
    return {
        {phase_path(*closing), "the closing to be the last phase, or the last before the debrief"}};
  }
  return {};
}

// The step back and the way out of it.

Broken step_back(const SessionTemplate& plan) {
  const auto away = plan.step_back();
  if (!away) return {};
  const std::string channel = seat_path(*away, Seat::presenter, "channel");
  if (*away == 0) return {{channel, "circle: nobody has presented a case in the gathering"}};
  for (std::size_t i = *away + 1; i < plan.phases.size(); ++i) {
    if (plan.phases[i].steps_back()) {
      return {{seat_path(i, Seat::presenter, "channel"),
               "circle: the presenter steps back in " + plan.phases[*away].name +
                   " already, and a case has one step back"}};
    }
  }
  const auto back = plan.find(kReturn);
  if (!back || *back < *away) {
    return {{channel,
             "circle, or a phase named return behind this one, in which the presenter is "
             "invited back"}};
  }
  if (!plan.phases[*back].rule(Seat::presenter).speak) {
    return {{seat_path(*back, Seat::presenter, "may"),
             "speak among the rights: at the return the presenter may speak again"}};
  }
  return {};
}

Broken least_discussion(const SessionTemplate& plan) {
  const auto away = plan.step_back();
  if (!away || plan.least_discussion <= plan.phases[*away].planned) return {};
  return {{"/leastDiscussion/minutes", "at most the " + in_minutes(plan.phases[*away].planned) +
                                           " minutes planned for " + plan.phases[*away].name}};
}

// The rights of each seat.

Broken debrief_seat(std::size_t phase, Seat seat, const SeatRule& rule) {
  if (is_leader(seat)) return {};
  if (has_rights(rule)) {
    return {{seat_path(phase, seat, "may"), "no rights: the debrief is the leaders' alone"}};
  }
  if (rule.channel != Channel::lobby) {
    return {{seat_path(phase, seat, "channel"), "lobby: the debrief is the leaders' alone"}};
  }
  return {};
}

Broken outside_seat(std::size_t phase, Seat seat, const SeatRule& rule, SeenBy seen_by) {
  if (!rule.hear) {
    return {{seat_path(phase, seat, "may"),
             "hear among the rights: the observer channel hears the circle"}};
  }
  if (rule.speak || rule.chat) {
    return {
        {seat_path(phase, seat, "may"), "neither speak nor chat: the observer channel is silent"}};
  }
  if (rule.show && seat != Seat::presenter) {
    return {{seat_path(phase, seat, "may"), "no show: the observer channel is not seen"}};
  }
  if (rule.show && seen_by == SeenBy::nobody) {
    return {{seat_path(phase, seat, "may"),
             "no show: steppedBackSeenBy lets nobody see the presenter here"}};
  }
  return {};
}

Broken seat_rule(const PhasePlan& plan, std::size_t phase, Seat seat) {
  const SeatRule& rule = plan.rule(seat);
  const bool debrief = plan.leaders_only();
  if (is_leader(seat) && !rule.hear) {
    return {{seat_path(phase, seat, "may"), "hear among the rights: leaders hear in every phase"}};
  }
  if (debrief) {
    if (auto broken = debrief_seat(phase, seat, rule)) return broken;
  }
  if (rule.channel == Channel::observer) {
    return outside_seat(phase, seat, rule, plan.stepped_back_seen_by);
  }
  if (rule.channel == Channel::lobby && (!debrief || is_leader(seat))) {
    return {{seat_path(phase, seat, "channel"),
             "circle or observer: whoever holds a seat is out of the lobby"}};
  }
  return {};
}

Broken seats(const SessionTemplate& plan) {
  for (std::size_t i = 0; i < plan.phases.size(); ++i) {
    for (std::size_t seat = 0; seat < plan.phases[i].seats.size(); ++seat) {
      if (auto broken = seat_rule(plan.phases[i], i, static_cast<Seat>(seat))) return broken;
    }
  }
  return {};
}

// The clock.

Broken ends(const SessionTemplate& plan) {
  for (std::size_t i = 0; i < plan.phases.size(); ++i) {
    const PhasePlan& phase = plan.phases[i];
    const std::string end = phase_path(i) + "/end";
    if (i == 0 && phase.ends_by == EndsBy::clock) {
      return {{phase_path(i) + "/endsBy", "leader: a leader begins the session"}};
    }
    if (phase.end.from == PlannedEnd::From::phaseStart) continue;
    if (i == 0) return {{end + "/from", "phaseStart: the session begins when gathering ends"}};
    if (plan.cases > 1) {
      return {{end + "/from",
               "phaseStart: a mark from the session's start can hold for one case only, and the "
               "plan has " +
                   std::to_string(plan.cases)}};
    }
    if (phase.end.after > plan.length) {
      return {{end + "/after/minutes",
               "at most the session's length, " + in_minutes(plan.length) + " minutes"}};
    }
  }
  return {};
}

// Phases before presentation and the closing count once; those from presentation to before closing
// count once for each case. Gathering is before the session and debrief after it, so neither
// counts.
Broken length(const SessionTemplate& plan) {
  const std::size_t closing = *plan.find(kClosing);
  const auto cases = static_cast<Duration::rep>(plan.cases);
  Duration together = plan.phases[closing].planned;
  for (std::size_t i = 1; i < closing; ++i) {
    together += (plan.is_each_case(i) ? cases : 1) * plan.phases[i].planned;
  }
  if (together == plan.length) return {};
  return {{"/length/minutes",
           in_minutes(together) + ", not " + in_minutes(plan.length) +
               ": the phases' planned minutes together, from presentation to closing once a case, "
               "without gathering and debrief"}};
}

Broken second_case(const SessionTemplate& plan) {
  const auto presentation = plan.find(kPresentation);
  const bool before = presentation && *presentation < plan.step_back().value_or(plan.phases.size());
  if (plan.cases == 1 || before) return {};
  return {
      {"/phases", "a phase named presentation before the step back: the next case begins there"}};
}

// The order matters: each rule may rely on the rules before it.
constexpr std::array kRules{phase_names, first_and_last,   step_back, seats,
                            second_case, least_discussion, ends,      length};

}  // namespace

std::optional<TemplateError> find_broken_rule(const SessionTemplate& plan) {
  for (const auto rule : kRules) {
    if (auto broken = rule(plan)) return broken;
  }
  return std::nullopt;
}

}  // namespace stepback::protocol

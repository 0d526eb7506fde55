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

Broken phase_names(const SessionTemplate& template_) {
  for (std::size_t i = 0; i < template_.phases.size(); ++i) {
    const std::string& name = template_.phases[i].name;
    if (name == kEnded) {
      return {{phase_path(i) + "/name", "another name: ended is the word that ends a session"}};
    }
    if (template_.find(name) != i) {
      return {{phase_path(i) + "/name", "a name that no phase before has, not " + name}};
    }
  }
  return {};
}

Broken first_and_last(const SessionTemplate& template_) {
  const std::size_t last = template_.phases.size() - 1;
  if (template_.phases.front().name != kGathering) {
    return {{"/phases/0/name", "gathering: every session begins with it"}};
  }
  const auto debrief = template_.find(kDebrief);
  if (debrief && *debrief != last) {
    return {{phase_path(*debrief), "the debrief to be the last phase"}};
  }
  const auto closing = template_.find(kClosing);
  if (!closing) return {{"/phases", "a phase named closing"}};
  if (*closing + (debrief ? 1 : 0) != last) {
    return {
        {phase_path(*closing), "the closing to be the last phase, or the last before the debrief"}};
  }
  return {};
}

// The step back and the way out of it.

Broken step_back(const SessionTemplate& template_) {
  const auto away = template_.step_back();
  if (!away) return {};
  const std::string channel = seat_path(*away, Seat::presenter, "channel");
  if (*away == 0) return {{channel, "circle: nobody has presented a case in the gathering"}};
  for (std::size_t i = *away + 1; i < template_.phases.size(); ++i) {
    if (template_.phases[i].steps_back()) {
      return {{seat_path(i, Seat::presenter, "channel"),
               "circle: the presenter steps back in " + template_.phases[*away].name +
                   " already, and a case has one step back"}};
    }
  }
  const auto back = template_.find(kReturn);
  if (!back || *back < *away) {
    return {{channel,
             "circle, or a phase named return behind this one, in which the presenter is "
             "invited back"}};
  }
  if (!template_.phases[*back].rule(Seat::presenter).speak) {
    return {{seat_path(*back, Seat::presenter, "may"),
             "speak among the rights: at the return the presenter may speak again"}};
  }
  return {};
}

Broken least_discussion(const SessionTemplate& template_) {
  const auto away = template_.step_back();
  if (!away || template_.least_discussion <= template_.phases[*away].planned) return {};
  return {{"/leastDiscussion/minutes", "at most the " +
                                           in_minutes(template_.phases[*away].planned) +
                                           " minutes planned for " + template_.phases[*away].name}};
}

Broken least_return(const SessionTemplate& template_) {
  if (!template_.least_return) return {};
  const auto back = template_.find(kReturn);
  if (!back || template_.phases[*back].end.from == PlannedEnd::From::phaseStart) {
    return {{"/leastReturn",
             "no such member: no phase named return ends at a mark from the session's "
             "start"}};
  }
  if (*template_.least_return <= template_.phases[*back].planned) return {};
  return {{"/leastReturn/minutes", "at most the " + in_minutes(template_.phases[*back].planned) +
                                       " minutes planned for return"}};
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

Broken seat_rule(const PhasePlan& template_, std::size_t phase, Seat seat) {
  const SeatRule& rule = template_.rule(seat);
  const bool debrief = template_.leaders_only();
  if (is_leader(seat) && !rule.hear) {
    return {{seat_path(phase, seat, "may"), "hear among the rights: leaders hear in every phase"}};
  }
  if (debrief) {
    if (auto broken = debrief_seat(phase, seat, rule)) return broken;
  }
  if (rule.channel == Channel::observer) {
    return outside_seat(phase, seat, rule, template_.stepped_back_seen_by);
  }
  if (rule.channel == Channel::lobby && (!debrief || is_leader(seat))) {
    return {{seat_path(phase, seat, "channel"),
             "circle or observer: a person with a seat is not in the lobby"}};
  }
  return {};
}

Broken seats(const SessionTemplate& template_) {
  for (std::size_t i = 0; i < template_.phases.size(); ++i) {
    for (std::size_t seat = 0; seat < template_.phases[i].seats.size(); ++seat) {
      if (auto broken = seat_rule(template_.phases[i], i, static_cast<Seat>(seat))) return broken;
    }
  }
  return {};
}

// The clock.

Broken ends(const SessionTemplate& template_) {
  for (std::size_t i = 0; i < template_.phases.size(); ++i) {
    const PhasePlan& phase = template_.phases[i];
    const std::string end = phase_path(i) + "/end";
    if (i == 0 && phase.ends_by == EndsBy::clock) {
      return {{phase_path(i) + "/endsBy", "leader: a leader begins the session"}};
    }
    if (phase.end.from == PlannedEnd::From::phaseStart) continue;
    if (i == 0) return {{end + "/from", "phaseStart: the session begins when gathering ends"}};
    if (template_.cases > 1) {
      return {{end + "/from",
               "phaseStart: a mark from the session's start can hold for one case only, and the "
               "template has " +
                   std::to_string(template_.cases)}};
    }
    if (phase.end.after > template_.length) {
      return {{end + "/after/minutes",
               "at most the session's length, " + in_minutes(template_.length) + " minutes"}};
    }
  }
  return {};
}

// Phases before presentation and the closing count once; those from presentation to before closing
// count once for each case. Gathering is before the session and debrief after it, so neither
// counts.
Broken length(const SessionTemplate& template_) {
  const std::size_t closing = *template_.find(kClosing);
  const auto cases = static_cast<Duration::rep>(template_.cases);
  Duration together = template_.phases[closing].planned;
  for (std::size_t i = 1; i < closing; ++i) {
    together += (template_.is_each_case(i) ? cases : 1) * template_.phases[i].planned;
  }
  if (together == template_.length) return {};
  return {{"/length/minutes",
           in_minutes(together) + ", not " + in_minutes(template_.length) +
               ": the phases' planned minutes together, from presentation to closing once a case, "
               "without gathering and debrief"}};
}

Broken second_case(const SessionTemplate& template_) {
  const auto presentation = template_.find(kPresentation);
  const bool before =
      presentation && *presentation < template_.step_back().value_or(template_.phases.size());
  if (template_.cases == 1 || before) return {};
  return {
      {"/phases", "a phase named presentation before the step back: the next case begins there"}};
}

// The order matters: each rule may rely on the rules before it.
constexpr std::array kRules{phase_names,      first_and_last, step_back, seats, second_case,
                            least_discussion, least_return,   ends,      length};

}  // namespace

std::optional<TemplateError> find_broken_rule(const SessionTemplate& template_) {
  for (const auto rule : kRules) {
    if (auto broken = rule(template_)) return broken;
  }
  return std::nullopt;
}

}  // namespace stepback::protocol

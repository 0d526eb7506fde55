#include "tests/protocol/session/random/session_random_actions.hpp"

#include <array>
#include <ostream>

#include "tests/support/templates.hpp"

namespace stepback::protocol::test {
namespace {

using stepback::test::Story;

enum Kind : std::size_t {
  enter,
  drop,
  leave,
  admit,
  remove,
  lock,
  appoint,
  advance,
  scheduleReturn,
  mute,
  handover,
  takeLead,
  publish,
  tick,
  end,
  recover,
  replaceLink,
  replaceOwnLink,
  bar,
  kinds
};
constexpr std::array<std::string_view, kinds> kNames{"enter",   "drop",         "leave",
                                                     "admit",   "remove",       "lock",
                                                     "appoint", "advance",      "scheduleReturn",
                                                     "mute",    "handover",     "take the lead",
                                                     "publish", "tick",         "end",
                                                     "recover", "replace link", "replace own link",
                                                     "bar"};

struct Someone {
  std::string_view name;
  Role role;
  bool named;
};
constexpr std::array kSomeone{
    Someone{"fay", Role::facilitator, true}, Someone{"cole", Role::coFacilitator, true},
    Someone{"ada", Role::member, true},      Someone{"ben", Role::member, false},
    Someone{"cleo", Role::member, true},     Someone{"oli", Role::observer, false}};

// The generation of a link that is handed out now.
Generation newest_generation(const Story& story, const Someone& someone) {
  if (!someone.named) return generation_of(story.session(), someone.role);
  const ParticipantId id{std::string{someone.name}};
  const Generation own = generation_of(story.session(), id);
  return own == kNoGeneration ? 0 : own;
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const RandomAction& action) {
  return out << kSomeone[action.who % kSomeone.size()].name << ' ' << kNames[action.kind % kinds]
             << " target " << kSomeone[action.target % kSomeone.size()].name << " phase "
             << action.phase << (action.first ? " on" : " off") << (action.second ? " on" : " off")
             << " time " << action.time.count() << " ms";
}

rc::Gen<std::vector<RandomAction>> random_actions(std::size_t most) {
  const auto kind = rc::gen::weightedElement<std::size_t>({{6, enter},
                                                           {3, drop},
                                                           {1, leave},
                                                           {2, admit},
                                                           {1, remove},
                                                           {1, lock},
                                                           {5, appoint},
                                                           {8, advance},
                                                           {2, scheduleReturn},
                                                           {2, mute},
                                                           {1, handover},
                                                           {1, takeLead},
                                                           {6, publish},
                                                           {6, tick},
                                                           {1, recover},
                                                           {1, replaceLink},
                                                           {1, replaceOwnLink},
                                                           {1, bar}});
  // The first two people lead.
  const auto who =
      rc::gen::weightedElement<std::size_t>({{6, 0}, {4, 1}, {4, 2}, {3, 3}, {2, 4}, {2, 5}});
  const auto time = rc::gen::map(rc::gen::inRange(0, 20 * 60'000),
                                 [](int milliseconds) { return Duration{milliseconds}; });
  const auto action = rc::gen::build<RandomAction>(
      rc::gen::set(&RandomAction::kind, kind), rc::gen::set(&RandomAction::who, who),
      rc::gen::set(&RandomAction::target, rc::gen::inRange<std::size_t>(0, kSomeone.size())),
      rc::gen::set(&RandomAction::phase, rc::gen::inRange<std::size_t>(0, 9)),
      rc::gen::set(&RandomAction::first), rc::gen::set(&RandomAction::second),
      rc::gen::set(&RandomAction::time, time));
  // Makes long stories from the first on, whatever RapidCheck's size is: a short one rarely gets to
  // a step back.
  return rc::gen::resize(static_cast<int>(most),
                         rc::gen::container<std::vector<RandomAction>>(action));
}

SessionTemplate any_template(std::size_t number) {
  using stepback::test::kShippedTemplates;
  using stepback::test::small_template;
  number %= kPlans;
  if (number < kShippedTemplates.size()) {
    return stepback::test::shipped_template(kShippedTemplates[number]);
  }
  if (number == kShippedTemplates.size()) {
    return small_template({.discussion_ends_by = EndsBy::clock});
  }
  if (number == kShippedTemplates.size() + 1) {
    return small_template({.discussion_ends_by = EndsBy::clock,
                           .discussion_end = PlannedEnd::From::sessionStart,
                           .stepped_back_seen_by = SeenBy::everyone});
  }
  return small_template({.stepped_back_seen_by = SeenBy::leaders});
}

// A plain admission, one as somebody new, or one as somebody who is known.
command::Admit admission(const ParticipantId& target, const RandomAction& action) {
  command::Admit admit{.participant = target};
  admit.is_new = action.first && action.second;
  if (action.first && !action.second) {
    admit.as = ParticipantId{std::string{kSomeone[action.phase % kSomeone.size()].name}};
  }
  return admit;
}

Attempt attempt(const Story& story, const RandomAction& action) {
  const Someone& someone = kSomeone[action.who % kSomeone.size()];
  const Actor who = ParticipantId{std::string{someone.name}};
  const ParticipantId target{std::string{kSomeone[action.target % kSomeone.size()].name}};
  const auto& phases = story.session().template_.phases;
  const std::size_t phase =
      action.first ? story.session().phase + 1 : action.phase % (phases.size() + 1);
  switch (static_cast<Kind>(action.kind % kinds)) {
    case enter:
      return {command::Enter{std::string{someone.name}, someone.role, someone.named,
                             action.second ? newest_generation(story, someone) : 0},
              who};
    case drop:
      return {command::Drop{}, who};
    case leave:
      return {command::Leave{}, who};
    case admit:
      return {admission(target, action), who};
    case remove:
      return {command::Remove{target, action.first}, who};
    case lock:
      return {command::Lock{action.first}, who};
    case appoint:
      return {command::Appoint{target}, who};
    case advance:
      return {command::Advance{phase < phases.size() ? phases[phase].name : std::string{kEnded}},
              who};
    case scheduleReturn:
      return {command::ScheduleReturn{story.now() + action.time}, who};
    case mute:
      return {command::Mute{target}, who};
    case handover:
      return {command::Handover{target}, who};
    case takeLead:
      return {command::TakeLead{}, who};
    case publish:
      return {command::Publish{action.first, action.second}, who};
    case end:
      return {command::End{}, std::nullopt};
    case recover:
      return {command::Recover{}, std::nullopt};
    case replaceLink:
      return {command::ReplaceLink{someone.role}, std::nullopt};
    case replaceOwnLink:
      return {command::ReplaceOwnLink{target}, std::nullopt};
    case bar:
      return {command::Bar{target}, std::nullopt};
    case tick:
    case kinds:
      break;
  }
  return {command::Tick{}, std::nullopt};
}

Story::Outcome perform(Story& story, const RandomAction& action) {
  if (action.kind % kinds == tick) story.stand_by(action.time);
  const Attempt tried = attempt(story, action);
  if (!tried.who) return story.server(tried.command);
  return story.says(tried.who->str(), tried.command);
}

}  // namespace stepback::protocol::test

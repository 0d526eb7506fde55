#include "tests/protocol/session/walk/session_settings.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "tests/protocol/session/walk/session_key.hpp"
#include "tests/support/templates.hpp"

namespace stepback::protocol::test {
namespace {

using stepback::test::small_template;
using stepback::test::SmallTemplate;

struct Person {
  std::string_view name;
  Role role;
  bool named;
};
constexpr std::array kPeople{
    Person{kFirstLeader, Role::facilitator, true}, Person{kSecondLeader, Role::coFacilitator, true},
    Person{kFirstMember, Role::member, true}, Person{kSecondMember, Role::member, false},
    Person{kObserver, Role::observer, true}};
constexpr std::array kTargets{kFirstLeader,  kSecondLeader, kFirstMember,
                              kSecondMember, kObserver,     kStranger};

// Shortens texts, and keeps prompts in one phase with a step back and one without. A session is
// copied some ten million times, and a short string is not on the heap.
SessionTemplate slim(SessionTemplate template_) {
  for (PhasePlan& phase : template_.phases) {
    phase.title = phase.name;
    phase.prompts.clear();
    if (phase.name == "discussion" || phase.name == "closing") phase.prompts = {"Listen."};
  }
  return template_;
}

class Moves {
 public:
  explicit Moves(SessionTemplate template_) { setting_.template_ = slim(std::move(template_)); }

  Setting finish(const std::set<std::string, std::less<>>& judged_only) && {
    for (Move& move : setting_.moves) {
      const auto names = {move.name, move.name.substr(move.name.find(':') + 2)};
      for (const std::string& name : names) {
        if (judged_only.contains(name)) move.followed = false;
      }
    }
    return std::move(setting_);
  }

  void add_everything() {
    for (const Person& person : kPeople) {
      add_presence(person);
      add_commands(person.name);
    }
    add_commands(kStranger);
    add("", "a moment passes", command::Tick{});
    add("", "the clock goes on", command::Tick{}, kClockStep);
    add("", "the coordinator ends the session", command::End{});
    add("", "the server starts anew", command::Recover{});
    judge("replaces the members' link", command::ReplaceLink{Role::member});
    for (const std::string_view target : kTargets) {
      const ParticipantId id{std::string{target}};
      judge("replaces the own link of " + id.str(), command::ReplaceOwnLink{id});
      judge("bars " + id.str(), command::Bar{id});
    }
  }

 private:
  // A revocation by the coordinator. It is judged and not followed: each would double the states.
  void judge(const std::string& name, Command command) {
    add("", name, std::move(command));
    setting_.moves.back().followed = false;
  }

  void add(std::string_view who, const std::string& name, Command command, Duration time = {}) {
    Actor actor;
    if (!who.empty()) actor = ParticipantId{std::string{who}};
    const std::string label = (who.empty() ? "server" : std::string{who}) + ": " + name;
    setting_.moves.push_back({label, std::move(actor), std::move(command), time});
  }

  void add_presence(const Person& person) {
    add(person.name, "comes", command::Enter{std::string{person.name}, person.role, person.named});
    // The same identity with another name, and a token that claims more.
    add(person.name, "comes as another", command::Enter{"Somebody", Role::facilitator, true});
    setting_.moves.back().only_if_known = true;
    add(person.name, "drops", command::Drop{});
  }

  // The two members may be recognised as each other, as themselves and as somebody they are not.
  void add_recognition(std::string_view who) {
    for (const std::string_view target : {kFirstMember, kSecondMember}) {
      const ParticipantId id{std::string{target}};
      add(who, "admits " + id.str() + " as somebody new",
          command::Admit{.participant = id, .is_new = true});
      for (const std::string_view as : {kFirstMember, kSecondMember, kSecondLeader, kStranger}) {
        const ParticipantId known{std::string{as}};
        add(who, "admits " + id.str() + " as " + known.str(),
            command::Admit{.participant = id, .as = known});
        setting_.moves.back().followed = false;  // each would double the states
      }
    }
  }

  // One of the two members came by the members' link, and the other did not.
  void add_closing_of_the_link(std::string_view who) {
    for (const std::string_view target : {kFirstMember, kSecondMember}) {
      const ParticipantId id{std::string{target}};
      add(who, "removes " + id.str() + " and closes the link",
          command::Remove{.participant = id, .close_link = true});
      setting_.moves.back().followed = false;  // each would double the states
    }
  }

  void add_commands(std::string_view who) {
    add(who, "leaves", command::Leave{});
    add(who, "opens both", command::Publish{true, true});
    add(who, "opens the microphone", command::Publish{true, false});
    add(who, "opens the camera", command::Publish{false, true});
    add(who, "closes both", command::Publish{false, false});
    add(who, "takes the lead", command::TakeLead{});
    add(who, "locks", command::Lock{true});
    add(who, "unlocks", command::Lock{false});
    for (const PhasePlan& phase : setting_.template_.phases) {
      add(who, "to " + phase.name, command::Advance{phase.name});
    }
    add(who, "to ended", command::Advance{std::string{kEnded}});
    add(who, "to nowhere", command::Advance{"nowhere"});
    add(who, "return soon", command::ScheduleReturn{}, kClockStep);
    add(who, "return later", command::ScheduleReturn{}, 2 * kClockStep);
    add(who, "return in the past", command::ScheduleReturn{}, -kClockStep);
    add_recognition(who);
    add_closing_of_the_link(who);
    for (const std::string_view target : kTargets) {
      const ParticipantId id{std::string{target}};
      add(who, "admits " + id.str(), command::Admit{id});
      add(who, "removes " + id.str(), command::Remove{id});
      add(who, "appoints " + id.str(), command::Appoint{id});
      add(who, "mutes " + id.str(), command::Mute{id});
      add(who, "hands over to " + id.str(), command::Handover{id});
    }
  }

  Setting setting_;
};

using Names = std::set<std::string, std::less<>>;

// The moves of the facilitator's seat, and of leaders who present. peers_setting() follows them.
Names with_peers(Names names) {
  names.merge(Names{"takes the lead", "hands over to fay", "hands over to cole", "appoints fay",
                    "appoints cole"});
  return names;
}

// Every move of everyone. The moves in `judged_only` are judged and not followed.
Setting everything(SessionTemplate template_, const Names& judged_only) {
  Moves moves{std::move(template_)};
  moves.add_everything();
  return std::move(moves).finish(judged_only);
}

}  // namespace

Setting leaders_setting() {
  return everything(
      small_template(),
      with_peers({"locks", "return later", "fay: opens both", "cole: opens both", "ben: opens both",
                  "oli: opens both", "opens the microphone", "opens the camera", "removes oli",
                  "removes fay", "removes cole", "oli: leaves", "ben: drops"}));
}

Setting clock_setting() {
  SmallTemplate options;
  options.discussion_ends_by = EndsBy::clock;
  options.discussion_end = PlannedEnd::From::sessionStart;
  options.discussion = 2 * kClockStep;
  options.least_discussion = kClockStep;
  SessionTemplate template_ = small_template(options);
  template_.phases[*template_.step_back()].end.after = 2 * kClockStep;
  return everything(
      std::move(template_),
      with_peers({"locks", "fay: opens both", "cole: opens both", "ben: opens both",
                  "oli: opens both", "opens the microphone", "opens the camera", "removes oli",
                  "removes cole", "removes fay", "removes ben", "oli: leaves", "oli: drops",
                  "ben: drops", "ben: leaves", "cole: leaves", "fay: leaves"}));
}

Setting seen_setting() {
  SmallTemplate options;
  options.stepped_back_seen_by = SeenBy::leaders;
  Names judged_only = with_peers({"locks", "return later", "return soon", "removes oli",
                                  "removes fay", "removes cole", "oli: leaves", "ben: drops"});
  for (const std::string_view who : {"fay", "cole", "ben", "oli"}) {
    for (const std::string_view what : {"opens both", "opens the microphone", "opens the camera"}) {
      judged_only.insert(std::string{who} + ": " + std::string{what});
    }
  }
  return everything(small_template(options), judged_only);
}

Setting door_setting() {
  return everything(small_template(),
                    {"opens both", "opens the microphone", "opens the camera", "return soon",
                     "return later", "appoints ada", "appoints ben", "appoints fay",
                     "appoints cole", "to presentation", "to clarification", "to return"});
}

Setting peers_setting() {
  return everything(small_template(),
                    {"locks", "opens both", "opens the microphone", "opens the camera",
                     "return soon", "return later", "removes oli", "removes ben", "removes ada",
                     "oli: comes", "ada: leaves", "appoints ben", "to gathering"});
}

}  // namespace stepback::protocol::test

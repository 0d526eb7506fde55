// The commands that must not be refused.

#include <algorithm>

#include "protocol/session/next_step.hpp"
#include "protocol/session/view/leader_acts.hpp"
#include "tests/protocol/session/walk/session_invariants.hpp"
#include "tests/protocol/session/walk/session_oracle.hpp"

namespace stepback::protocol::test {

namespace {

// Whether the coordinator took back the token of someone who sits.
bool is_revoked(const Session& session, const ParticipantId& who, const command::Enter& wanted) {
  const auto own = session.own_generations.find(who);
  if (own == session.own_generations.end()) return false;
  return own->second == kNoGeneration || (wanted.named && wanted.generation < own->second);
}

// A leader can always let a waiting member in, by an answer if one is needed.
Broken refused_admission(const Session& session, const command::Admit& wanted,
                         const Participant& leader, const Refusal& refusal) {
  const Participant* them = find(session, wanted.participant);
  const bool waits = them != nullptr && !them->admitted && !them->removed && !them->left;
  if (!waits || wanted.as) return {};
  const bool asks = them->role == Role::member && oracle::may_return_as_stranger(session);
  if (asks && !wanted.is_new && refusal.code == Code::whoIsThis) return {};
  return "lobby: " + leader.id.str() + " may not let in " + them->id.str() + ": " + refusal.message;
}

// A leader who may remove a person may close the shared link by which that person came.
Broken refused_closing(const Session& session, const command::Remove& wanted,
                       const Participant& leader, const Refusal& refusal) {
  const Participant* them = find(session, wanted.participant);
  if (!wanted.close_link || them == nullptr || them->named) return {};
  const auto acts = leader_acts(session, leader, *them);
  if (std::ranges::find(acts, LeaderAct::remove) == acts.end()) return {};
  return "link: " + leader.id.str() + " may not close the link: " + refusal.message;
}

}  // namespace

std::optional<std::pair<LeaderAct, ParticipantId>> told_act(const Command& command) {
  const auto* admit = std::get_if<command::Admit>(&command);
  if (admit != nullptr && !admit->as && !admit->is_new) {
    return {{LeaderAct::admit, admit->participant}};
  }
  if (const auto* appoint = std::get_if<command::Appoint>(&command)) {
    return {{LeaderAct::appoint, appoint->participant}};
  }
  if (const auto* mute = std::get_if<command::Mute>(&command)) {
    return {{LeaderAct::mute, mute->participant}};
  }
  const auto* remove = std::get_if<command::Remove>(&command);
  if (remove != nullptr && !remove->close_link) {
    return {{LeaderAct::remove, remove->participant}};
  }
  if (const auto* handover = std::get_if<command::Handover>(&command)) {
    return {{LeaderAct::handover, handover->participant}};
  }
  return {};
}

Broken broken_in_refusal(const Session& session, const Command& command, const Actor& who,
                         const Refusal& refusal) {
  const std::string why = refusal.message;
  if (!who || std::holds_alternative<command::Tick>(command) ||
      std::holds_alternative<command::Drop>(command)) {
    return "I5: the server's own command was refused: " + why;
  }
  const Participant* actor = find(session, *who);
  if (actor == nullptr || session.ended_at) return {};
  if (std::holds_alternative<command::Leave>(command) && oracle::is_there(*actor)) {
    return "I5: " + actor->id.str() + " may not leave: " + why;
  }
  const auto* publish = std::get_if<command::Publish>(&command);
  if (publish != nullptr && !publish->audio && !publish->video && oracle::is_there(*actor) &&
      oracle::sits(*actor)) {
    return "I5: " + actor->id.str() + " may not close their own devices: " + why;
  }
  // The way back into the circle is open to every leader at any time.
  const auto* advance = std::get_if<command::Advance>(&command);
  const bool leads = oracle::leads_now(session, *actor) && oracle::is_there(*actor);
  const bool away = session.template_.phases[session.phase].steps_back();
  if (advance != nullptr && advance->phase == "return" && leads && away) {
    return "I4: " + actor->id.str() + " leads and cannot invite the presenter back: " + why;
  }
  const bool chair_kept = actor->admitted && !actor->removed;
  const bool gone_home = session.template_.phases[session.phase].name == "debrief" &&
                         !oracle::has_leaders_role(*actor);
  const auto* enter = std::get_if<command::Enter>(&command);
  if (enter != nullptr && chair_kept && !gone_home && !is_revoked(session, *who, *enter)) {
    return "I2: " + actor->id.str() + " may not come back to their chair: " + why;
  }
  if (std::holds_alternative<command::TakeLead>(command) && oracle::is_there(*actor) &&
      oracle::may_take_lead(session, *actor)) {
    return "lead: " + actor->id.str() + " may take the facilitator's seat and was refused: " + why;
  }
  const auto* admit = std::get_if<command::Admit>(&command);
  if (admit != nullptr && leads && oracle::sits(*actor)) {
    if (auto broken = refused_admission(session, *admit, *actor, refusal)) return broken;
  }
  const auto* remove = std::get_if<command::Remove>(&command);
  if (remove != nullptr && leads) {
    if (auto broken = refused_closing(session, *remove, *actor, refusal)) return broken;
  }
  if (const auto told = told_act(command)) {
    const Participant* them = find(session, told->second);
    const auto acts =
        them == nullptr ? std::vector<LeaderAct>{} : leader_acts(session, *actor, *them);
    if (std::ranges::find(acts, told->first) != acts.end()) {
      return "acts: " + std::string{to_word(told->first)} + " was offered and refused: " + why;
    }
  }
  if (advance != nullptr && leads && oracle::sits(*actor)) {
    const NextStep told = next_step(session);
    if (advance->phase == told.phase && !told.needs_presenter) {
      return "next: " + actor->id.str() + " leads and cannot take the step that was told: " + why;
    }
  }
  return {};
}

}  // namespace stepback::protocol::test

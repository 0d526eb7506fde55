// People who enter, wait in the lobby, lead and leave.

#include <algorithm>

#include "protocol/base/limits.hpp"
#include "protocol/session/decide/rules.hpp"

namespace stepback::protocol::rules {
namespace {

std::size_t count_seated(const Session& session) {
  return static_cast<std::size_t>(std::ranges::count_if(session.participants, is_seated));
}

// People with a chair and people in the lobby.
std::size_t count_present(const Session& session) {
  return static_cast<std::size_t>(std::ranges::count_if(
      session.participants, [](const Participant& each) { return !each.left && !each.removed; }));
}

std::optional<Refusal> refuse_entry(const command::Enter& wanted, const Context& context) {
  const Session& session = context.session;
  // The role was settled when the person first came; a later token cannot change it.
  const Role role = context.actor != nullptr ? context.actor->role : wanted.role;
  const bool leads = role == Role::facilitator || role == Role::coFacilitator;
  if (auto refusal = refuse_revoked(wanted, context)) return refusal;
  if (session.ended_at || (current_phase(session).leaders_only() && !leads)) {
    return Refusal{Code::sessionEnded, "The session has ended."};
  }
  const bool takes_a_new_place = context.actor == nullptr || context.actor->left;
  if (!takes_a_new_place) return std::nullopt;
  if (session.locked && !leads && context.actor == nullptr) {
    return Refusal{Code::sessionLocked, "The session is locked: nobody new can join now."};
  }
  // Strangers who fill the lobby must not keep out people whom a token vouches for.
  const bool vouched_for = leads || wanted.named || context.actor != nullptr;
  const std::size_t taken = vouched_for ? count_seated(session) : count_present(session);
  if (taken >= kLimits.participants) {
    return Refusal{Code::sessionFull, "The session is full: it holds " +
                                          std::to_string(kLimits.participants) + " people."};
  }
  return std::nullopt;
}

// A leader who enters admits the people whom a token named, and ends a hold at once. A facilitator
// also takes the facilitator's seat if it is free.
void open_with_leader(const Participant& leader, const Context& context,
                      std::vector<Event>& events) {
  const Session& session = context.session;
  if (!leader.admitted) events.emplace_back(ParticipantAdmitted{leader.id});
  if (!session.lead && leader.role == Role::facilitator) {
    events.emplace_back(LeadTaken{leader.id});
  }
  std::size_t seated = count_seated(session) + (is_seated(leader) ? 0 : 1);
  for (const Participant& each : session.participants) {
    if (each.id == leader.id || !each.named || each.admitted || each.removed) continue;
    if (seated++ >= kLimits.participants) break;
    events.emplace_back(ParticipantAdmitted{each.id});
  }
  if (session.leaderless_since) events.emplace_back(LeaderBack{context.now});
  if (session.held_since) events.emplace_back(SessionResumed{context.now});
}

bool is_last_leader(const Session& session, const Participant& who) {
  return is_leader(who) && who.connected && is_seated(who) &&
         std::ranges::none_of(session.participants, [&](const Participant& each) {
           return each.id != who.id && is_leader(each) && each.connected && is_seated(each);
         });
}

}  // namespace

Event loss_of(const Participant& who) {
  if (!who.admitted) return ParticipantLeft{who.id};
  return ParticipantDropped{who.id};
}

std::vector<Event> go(Event event, const Participant& who, const Context& context) {
  std::vector<Event> events{std::move(event)};
  if (context.session.begun_at && is_last_leader(context.session, who)) {
    events.emplace_back(LeadersLost{context.now});
  }
  return events;
}

Decision decide(const command::Enter& wanted, const Context& context) {
  if (!context.who) return refuse(Code::badToken, "Nobody enters without an identity.");
  if (auto refusal = refuse_entry(wanted, context)) return tl::unexpected(*refusal);

  std::vector<Event> events;
  Participant them;
  if (context.actor != nullptr) {
    them = *context.actor;
    events.emplace_back(ParticipantReturned{them.id, wanted.name});
  } else {
    them.id = *context.who;
    them.role = wanted.role;
    them.named = wanted.named;
    events.emplace_back(ParticipantJoined{them.id, wanted.name, wanted.role, wanted.named,
                                          context.session.next_ssrc});
  }
  if (is_leader(them)) {
    open_with_leader(them, context, events);
  } else if (!them.admitted && them.named && has_connected_leader(context.session) &&
             count_seated(context.session) < kLimits.participants) {
    events.emplace_back(ParticipantAdmitted{them.id});
  }
  return events;
}

Decision decide(const command::Drop&, const Context& context) {
  if (context.actor == nullptr || !context.actor->connected) return {};
  return go(loss_of(*context.actor), *context.actor, context);
}

Decision decide(const command::Recover&, const Context& context) {
  if (context.session.ended_at) return {};
  std::vector<Event> events;
  for (const Participant& each : context.session.participants) {
    if (each.connected) events.push_back(loss_of(each));
  }
  // Leaders get the whole grace period to come back, however long the server was down.
  if (context.session.begun_at) events.emplace_back(LeadersLost{context.now});
  return events;
}

Decision decide(const command::Leave&, const Context& context) {
  return go(ParticipantLeft{context.actor->id}, *context.actor, context);
}

Decision decide(const command::Admit& wanted, const Context& context) {
  const Participant* them = find_present(context.session, wanted.participant);
  if (them == nullptr) return refuse_unknown();
  if (them->admitted) return {};
  if (count_seated(context.session) >= kLimits.participants) {
    return refuse(Code::sessionFull, "The circle is full: it holds " +
                                         std::to_string(kLimits.participants) + " people.");
  }
  return std::vector<Event>{ParticipantAdmitted{them->id}};
}

Decision decide(const command::Remove& wanted, const Context& context) {
  const Participant* them = find(context.session, wanted.participant);
  if (them == nullptr || them->removed) return refuse_unknown();
  if (them->id == context.actor->id) {
    return refuse(Code::notPermitted, "You cannot remove yourself: leave instead.");
  }
  if (is_leader(*them) && seat_of(context.session, *context.actor) != Seat::facilitator) {
    return refuse(Code::notPermitted,
                  "Only the one in the facilitator's seat can remove a leader.");
  }
  return std::vector<Event>{ParticipantRemoved{them->id}};
}

Decision decide(const command::Lock& wanted, const Context& context) {
  if (context.session.locked == wanted.on) return {};
  return std::vector<Event>{SessionLocked{wanted.on}};
}

Decision decide(const command::Handover& wanted, const Context& context) {
  const Participant* them = find_present(context.session, wanted.participant);
  if (them == nullptr) return refuse_unknown();
  if (!is_leader(*them) || !them->connected) {
    return refuse(Code::notPermitted, "The lead can go to a co-facilitator who is connected.");
  }
  if (them->id == context.actor->id) return {};
  return std::vector<Event>{LeadTaken{them->id}};
}

}  // namespace stepback::protocol::rules

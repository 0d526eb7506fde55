// People who enter, wait in the lobby, lead and leave.

#include <algorithm>
#include <iterator>

#include "protocol/base/limits.hpp"
#include "protocol/session/decide/rules.hpp"
#include "protocol/session/lobby.hpp"
#include "protocol/session/recognition.hpp"

namespace stepback::protocol::rules {
namespace {

std::size_t count_seated(const Session& session) {
  return static_cast<std::size_t>(std::ranges::count_if(session.participants, is_seated));
}

// Whether this person needs a place in the lobby. A leader sits down at once, and nobody loses the
// place that they have.
bool needs_lobby_place(const command::Enter& wanted, const DecisionInput& input) {
  const bool leads = wanted.role == Role::facilitator || wanted.role == Role::coFacilitator;
  return input.actor == nullptr && !wanted.named && !leads;
}

// The person who gives way to somebody who needs a place in a full lobby, or null.
const Participant* gives_way(const command::Enter& wanted, const DecisionInput& input) {
  if (!wanted.displaces || !needs_lobby_place(wanted, input) || !is_lobby_full(input.session)) {
    return nullptr;
  }
  const Participant* them = find(input.session, *wanted.displaces);
  return them != nullptr && takes_lobby_place(*them) ? them : nullptr;
}

std::optional<Refusal> refuse_entry(const command::Enter& wanted, const DecisionInput& input) {
  const Session& session = input.session;
  // The role was settled when the person first came; a later token cannot change it.
  const Role role = input.actor != nullptr ? input.actor->role : wanted.role;
  const bool for_leaders = role == Role::facilitator || role == Role::coFacilitator;
  if (auto refusal = refuse_revoked(wanted, input)) return refusal;
  if (session.ended_at || (current_phase(session).leaders_only() && !for_leaders)) {
    return Refusal{Code::sessionEnded, "The session has ended."};
  }
  const bool takes_a_new_place = input.actor == nullptr || input.actor->left;
  if (!takes_a_new_place) return std::nullopt;
  if (session.locked && !for_leaders && input.actor == nullptr) {
    return Refusal{Code::sessionLocked, "The session is locked: nobody new can join now."};
  }
  if (count_seated(session) >= kLimits.participants) {
    return Refusal{Code::sessionFull, "The session is full: it holds " +
                                          std::to_string(kLimits.participants) + " people."};
  }
  // Strangers who fill the lobby must not keep out people whom a token vouches for.
  const bool full = needs_lobby_place(wanted, input) && is_lobby_full(session);
  if (full && gives_way(wanted, input) == nullptr) {
    return Refusal{Code::rateLimited, "Too many people wait to be let in. Try again soon."};
  }
  return std::nullopt;
}

// Whether a person whom a token named waits for a leader's answer all the same: the presenter, who
// is away, has no link of their own, so the coordinator may have sent them one meanwhile.
bool could_be_the_presenter(const Session& session, const Participant& named) {
  if (named.role != Role::member || !is_presenter_away(session)) return false;
  return !find(session, *session.presenter)->named;
}

// A leader who enters admits the people whom a token named, and ends a hold at once. A facilitator
// also takes the facilitator's seat if it is free.
void open_with_leader(const Participant& leader, const DecisionInput& input,
                      std::vector<Event>& events) {
  const Session& session = input.session;
  if (!leader.admitted) events.emplace_back(ParticipantAdmitted{leader.id});
  if (!session.lead && leader.role == Role::facilitator) {
    events.emplace_back(LeadTaken{leader.id});
  }
  std::size_t seated = count_seated(session) + (is_seated(leader) ? 0 : 1);
  for (const Participant& each : session.participants) {
    if (each.id == leader.id || !each.named || each.admitted || each.removed) continue;
    if (could_be_the_presenter(session, each)) continue;
    if (seated++ >= kLimits.participants) break;
    events.emplace_back(ParticipantAdmitted{each.id});
  }
  if (session.leaderless_since) events.emplace_back(LeaderBack{input.now});
  if (session.held_since) events.emplace_back(SessionResumed{input.now});
}

bool is_full(const Session& session) {
  return count_seated(session) >= kLimits.participants;
}

Decision refuse_full() {
  return refuse(Code::sessionFull, "The circle is full: it holds " +
                                       std::to_string(kLimits.participants) + " people.");
}

// A leader says that `waiting` is the person with the identity `as`.
Decision recognise(const Participant& waiting, const ParticipantId& as, const Session& session) {
  const Participant* known = find(session, as);
  if (known == nullptr) return refuse_unknown();
  if (!could_be(session, waiting, *known)) {
    return refuse(Code::notPermitted,
                  "/as: expected somebody of the same role who is away, for a person who waits.");
  }
  // A person who left of their own will has no chair until now.
  if (known->left && is_full(session)) return refuse_full();
  return std::vector<Event>{ParticipantRejoined{known->id, waiting.id}};
}

bool is_last_leader(const Session& session, const Participant& who) {
  return who.connected && leads(session, who) && find_other_leader(session, who.id) == nullptr;
}

}  // namespace

Event loss_of(const Participant& who) {
  if (!who.admitted) return ParticipantLeft{who.id};
  return ParticipantDropped{who.id};
}

std::vector<Event> go(Event event, const Participant& who, const DecisionInput& input) {
  std::vector<Event> events{std::move(event)};
  if (input.session.begun_at && is_last_leader(input.session, who)) {
    events.emplace_back(LeadersLost{input.now});
  }
  return events;
}

std::vector<Event> go_from_seat(Event event, const Participant& who, const DecisionInput& input) {
  std::vector<Event> events = go(std::move(event), who, input);
  if (input.session.lead != who.id) return events;
  const Participant* next = find_other_leader(input.session, who.id);
  if (next != nullptr && next->role == Role::facilitator) {
    events.emplace_back(LeadTaken{next->id});
  }
  return events;
}

Decision decide(const command::Enter& wanted, const DecisionInput& request) {
  if (!request.who) return refuse(Code::badToken, "Nobody enters without an identity.");
  // A person whom a leader recognised is that one by every token of theirs.
  const Session& session = request.session;
  const DecisionInput input{session, request.who, find(session, known_as(session, *request.who)),
                            request.now};
  if (auto refusal = refuse_entry(wanted, input)) return tl::unexpected(*refusal);

  std::vector<Event> events;
  Participant them;
  if (input.actor != nullptr) {
    them = *input.actor;
    // A person who was let in by a shared link, or recognised, keeps the name by which the group
    // knows them.
    const bool keeps_name = them.admitted && (!them.named || them.id != *input.who);
    events.emplace_back(ParticipantReturned{them.id, keeps_name ? them.name : wanted.name});
  } else {
    if (const Participant* gone = gives_way(wanted, input)) events.push_back(loss_of(*gone));
    them.id = *input.who;
    them.role = wanted.role;
    them.named = wanted.named;
    events.emplace_back(ParticipantJoined{them.id, wanted.name, wanted.role, wanted.named,
                                          input.session.next_ssrc});
  }
  if (is_leader(them) && session.presenter != them.id) {
    open_with_leader(them, input, events);
  } else if (!them.admitted && them.named && has_connected_leader(input.session) &&
             !could_be_the_presenter(input.session, them) &&
             count_seated(input.session) < kLimits.participants) {
    events.emplace_back(ParticipantAdmitted{them.id});
  }
  return events;
}

Decision decide(const command::Drop&, const DecisionInput& input) {
  if (input.actor == nullptr || !input.actor->connected) return {};
  return go(loss_of(*input.actor), *input.actor, input);
}

Decision decide(const command::Recover&, const DecisionInput& input) {
  if (input.session.ended_at) return {};
  std::vector<Event> events;
  for (const Participant& each : input.session.participants) {
    if (each.connected) events.push_back(loss_of(each));
  }
  // Leaders get the whole grace period to come back, however long the server was down.
  if (input.session.begun_at) events.emplace_back(LeadersLost{input.now});
  return events;
}

Decision decide(const command::Leave&, const DecisionInput& input) {
  return go_from_seat(ParticipantLeft{input.actor->id}, *input.actor, input);
}

Decision decide(const command::Admit& wanted, const DecisionInput& input) {
  const Participant* them = find_present(input.session, wanted.participant);
  if (them == nullptr) return refuse_unknown();
  if (wanted.as) return recognise(*them, *wanted.as, input.session);
  if (them->admitted) return {};
  if (!wanted.is_new && needs_answer(input.session, *them)) {
    return refuse(Code::whoIsThis, "The presenter is away. Say who this is.");
  }
  if (is_full(input.session)) return refuse_full();
  return std::vector<Event>{ParticipantAdmitted{them->id, wanted.is_new}};
}

Decision decide(const command::Remove& wanted, const DecisionInput& input) {
  const Participant* them = find(input.session, wanted.participant);
  if (them == nullptr || them->removed) return refuse_unknown();
  if (them->id == input.actor->id) {
    return refuse(Code::notPermitted, "You cannot remove yourself: leave instead.");
  }
  if (is_leader(*them) && seat_of(input.session, *input.actor) != Seat::facilitator) {
    return refuse(Code::notPermitted,
                  "Only the one in the facilitator's seat can remove a leader.");
  }
  if (wanted.close_link && them->named) {
    return refuse(Code::notPermitted,
                  "This person came by a link of their own. Remove them without `closeLink`: "
                  "their link admits nobody after that.");
  }
  const Event removed = ParticipantRemoved{them->id};
  std::vector<Event> events{removed};
  if (!wanted.close_link) return events;
  const Session without_them = apply(input.session, removed);
  std::ranges::move(replace_link(without_them, them->role), std::back_inserter(events));
  return events;
}

Decision decide(const command::Lock& wanted, const DecisionInput& input) {
  if (input.session.locked == wanted.on) return {};
  return std::vector<Event>{SessionLocked{wanted.on}};
}

Decision decide(const command::Handover& wanted, const DecisionInput& input) {
  const Participant* them = find_present(input.session, wanted.participant);
  if (them == nullptr) return refuse_unknown();
  if (!leads(input.session, *them) || !them->connected) {
    return refuse(Code::notPermitted,
                  "The lead can go to a leader who is connected and does not present.");
  }
  if (them->id == input.actor->id) return {};
  return std::vector<Event>{LeadTaken{them->id}};
}

Decision decide(const command::TakeLead&, const DecisionInput& input) {
  if (input.session.lead == input.actor->id) return {};
  if (!may_take_lead(input.session)) {
    return refuse(Code::notPermitted, "Somebody who is here holds the facilitator's seat.");
  }
  return std::vector<Event>{LeadTaken{input.actor->id}};
}

}  // namespace stepback::protocol::rules

#pragma once

// The rule of each command, apart from who may give it (decide.cpp). Inner header of this folder.

#include "protocol/session/decide/decide.hpp"

namespace stepback::protocol {

using Decision = tl::expected<std::vector<Event>, Refusal>;

namespace rules {

/// The input of a rule. `actor` is the participant with the identity `who`; null if `who` is
/// nothing, or if the session does not know the identity (yet).
struct DecisionInput {
  const Session& session;
  const Actor& who;
  const Participant* actor;
  Instant now;
};

// Coming and going (people.cpp).
Decision decide(const command::Enter& wanted, const DecisionInput& input);
Decision decide(const command::Drop& wanted, const DecisionInput& input);
Decision decide(const command::Leave& wanted, const DecisionInput& input);
Decision decide(const command::Admit& wanted, const DecisionInput& input);
Decision decide(const command::Remove& wanted, const DecisionInput& input);
Decision decide(const command::Lock& wanted, const DecisionInput& input);
Decision decide(const command::Handover& wanted, const DecisionInput& input);
Decision decide(const command::TakeLead& wanted, const DecisionInput& input);
Decision decide(const command::Recover& wanted, const DecisionInput& input);

// Links and people that are taken back (revocation.cpp).
Decision decide(const command::ReplaceLink& wanted, const DecisionInput& input);
Decision decide(const command::ReplaceOwnLink& wanted, const DecisionInput& input);
Decision decide(const command::Bar& wanted, const DecisionInput& input);
/// The events that replace the shared link of this role: it stops working, and people who wait in
/// the lobby by it are forgotten. Admitted people stay.
std::vector<Event> replace_link(const Session& session, Role role);
/// The refusal of a removed person, or of a token whose link was replaced; else nothing.
std::optional<Refusal> refuse_revoked(const command::Enter& wanted, const DecisionInput& input);

// Microphone and camera (devices.cpp).
Decision decide(const command::Mute& wanted, const DecisionInput& input);
Decision decide(const command::Publish& wanted, const DecisionInput& input);

// The case, the phases and the clock (phases.cpp).
Decision decide(const command::Appoint& wanted, const DecisionInput& input);
Decision decide(const command::Advance& wanted, const DecisionInput& input);
Decision decide(const command::ScheduleReturn& wanted, const DecisionInput& input);
Decision decide(const command::Tick& wanted, const DecisionInput& input);
Decision decide(const command::End& wanted, const DecisionInput& input);
Decision decide(const command::CountStepBack& wanted, const DecisionInput& input);

inline Decision refuse(Code code, std::string message) {
  return tl::unexpected(Refusal{code, std::move(message)});
}

/// The event of a lost connection: an admitted person keeps the seat, a person in the lobby is
/// forgotten.
Event loss_of(const Participant& who);
/// `event`, in which `who` goes, and LeadersLost after it if `who` was the last connected leader of
/// a session that has begun.
std::vector<Event> go(Event event, const Participant& who, const DecisionInput& input);
/// The same for an event by which `who` also gives up the facilitator's seat. If they hold it,
/// another connected facilitator takes it. If none is connected, the seat is free.
std::vector<Event> go_from_seat(Event event, const Participant& who, const DecisionInput& input);

inline Decision refuse_unknown() {
  return refuse(Code::unknownParticipant, "There is nobody with this id in the session.");
}

}  // namespace rules
}  // namespace stepback::protocol

#pragma once

// The rule of each command, apart from who may give it (decide.cpp). Inner header of this folder.

#include "protocol/session/decide/decide.hpp"

namespace stepback::protocol {

using Decision = tl::expected<std::vector<Event>, Refusal>;

namespace rules {

/// What a rule is given. `actor` is null for the server's own commands and for an identity that the
/// session does not know (yet).
struct Context {
  const Session& session;
  const Actor& who;
  const Participant* actor;
  Instant now;
};

// Coming and going (people.cpp).
Decision decide(const command::Enter& wanted, const Context& context);
Decision decide(const command::Drop& wanted, const Context& context);
Decision decide(const command::Leave& wanted, const Context& context);
Decision decide(const command::Admit& wanted, const Context& context);
Decision decide(const command::Remove& wanted, const Context& context);
Decision decide(const command::Lock& wanted, const Context& context);
Decision decide(const command::Handover& wanted, const Context& context);
Decision decide(const command::Recover& wanted, const Context& context);

// Links and people that the coordinator takes back (revocation.cpp).
Decision decide(const command::ReplaceLink& wanted, const Context& context);
Decision decide(const command::ReplaceOwnLink& wanted, const Context& context);
Decision decide(const command::Bar& wanted, const Context& context);
/// Why a token of this generation lets nobody in, or nothing.
std::optional<Refusal> refuse_revoked(const command::Enter& wanted, const Context& context);

// Microphone, camera, hand (devices.cpp).
Decision decide(const command::Mute& wanted, const Context& context);
Decision decide(const command::Publish& wanted, const Context& context);
Decision decide(const command::RaiseHand& wanted, const Context& context);
Decision decide(const command::Hear& wanted, const Context& context);

// The case, the phases and the clock (phases.cpp).
Decision decide(const command::Appoint& wanted, const Context& context);
Decision decide(const command::Advance& wanted, const Context& context);
Decision decide(const command::ScheduleReturn& wanted, const Context& context);
Decision decide(const command::Tick& wanted, const Context& context);
Decision decide(const command::End& wanted, const Context& context);

inline Decision refuse(Code code, std::string message) {
  return tl::unexpected(Refusal{code, std::move(message)});
}

/// Someone's connection is lost: a lost seat is held, a place in the lobby is not.
Event loss_of(const Participant& who);
/// What comes with somebody's going, which is `event`: the last leader's leaves the others
/// leaderless.
std::vector<Event> go(Event event, const Participant& who, const Context& context);

/// The person a command names, if they have a place in the session; else null.
const Participant* find_present(const Session& session, const ParticipantId& id);

inline Decision refuse_unknown() {
  return refuse(Code::unknownParticipant, "There is nobody with this id in the session.");
}

}  // namespace rules
}  // namespace stepback::protocol

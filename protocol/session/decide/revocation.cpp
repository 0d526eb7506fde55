// Links that the coordinator or a leader replaces, and people whom the coordinator removes. After a
// session ends there is nothing to revoke: its links no longer work.

#include <algorithm>

#include "protocol/session/decide/rules.hpp"

namespace stepback::protocol::rules {
std::optional<Refusal> refuse_revoked(const command::Enter& wanted, const DecisionInput& input) {
  const Session& session = input.session;
  const Generation own = generation_of(session, *input.who);
  if ((input.actor != nullptr && input.actor->removed) || own == kNoGeneration) {
    return Refusal{Code::removed, "You have been asked to leave this session."};
  }
  // A person whom a leader admitted belongs to the group, even if the shared link is replaced.
  const bool let_in = input.actor != nullptr && input.actor->admitted;
  const bool of_former_identity = input.actor != nullptr && input.actor->id != *input.who;
  const bool good = wanted.named || of_former_identity
                        ? wanted.generation >= own
                        : let_in || wanted.generation >= generation_of(session, wanted.role);
  if (good) return std::nullopt;
  return Refusal{Code::badToken, "This link has been replaced: ask for the new one."};
}

std::vector<Event> replace_link(const Session& session, Role role) {
  std::vector<Event> events{LinkReplaced{role, generation_of(session, role) + 1}};
  for (const Participant& each : session.participants) {
    const bool waits = !each.admitted && !each.removed;
    if (waits && !each.named && each.role == role) events.emplace_back(loss_of(each));
  }
  return events;
}

Decision decide(const command::ReplaceLink& wanted, const DecisionInput& input) {
  if (input.session.ended_at) return {};
  return replace_link(input.session, wanted.role);
}

Decision decide(const command::ReplaceOwnLink& wanted, const DecisionInput& input) {
  const Session& session = input.session;
  const Participant* them = find(session, known_as(session, wanted.participant));
  const Generation own = generation_of(session, wanted.participant);
  const bool is_gone = (them != nullptr && them->removed) || own == kNoGeneration;
  if (session.ended_at || is_gone) return {};
  std::vector<Event> events{TokensRevoked{wanted.participant, own + 1}};
  // The tokens of the identities that were recognised as this one lead to the same chair.
  for (const auto& [former, present] : session.recognised) {
    if (present != wanted.participant) continue;
    events.emplace_back(TokensRevoked{former, generation_of(session, former) + 1});
  }
  if (them == nullptr || !them->connected) return events;
  std::ranges::move(go(loss_of(*them), *them, input), std::back_inserter(events));
  return events;
}

Decision decide(const command::Bar& wanted, const DecisionInput& input) {
  const Session& session = input.session;
  if (session.ended_at) return {};
  const Participant* them = find(session, known_as(session, wanted.participant));
  if (them == nullptr) {
    if (generation_of(session, wanted.participant) == kNoGeneration) return {};
    return std::vector<Event>{TokensRevoked{wanted.participant, kNoGeneration}};
  }
  if (them->removed) return {};
  return go_from_seat(ParticipantRemoved{them->id}, *them, input);
}

}  // namespace stepback::protocol::rules

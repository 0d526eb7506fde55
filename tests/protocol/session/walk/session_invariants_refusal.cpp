// The commands that must not be refused.

#include "protocol/session/next_step.hpp"
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

}  // namespace

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
  const bool leads = oracle::leads(*actor) && oracle::is_there(*actor);
  const bool away = session.template_.phases[session.phase].steps_back();
  if (advance != nullptr && advance->phase == "return" && leads && away) {
    return "I4: " + actor->id.str() + " leads and cannot invite the presenter back: " + why;
  }
  const bool chair_kept = actor->admitted && !actor->removed;
  const bool gone_home =
      session.template_.phases[session.phase].name == "debrief" && !oracle::leads(*actor);
  const auto* enter = std::get_if<command::Enter>(&command);
  if (enter != nullptr && chair_kept && !gone_home && !is_revoked(session, *who, *enter)) {
    return "I2: " + actor->id.str() + " may not come back to their chair: " + why;
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

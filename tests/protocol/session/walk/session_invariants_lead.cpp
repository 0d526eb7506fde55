// The invariant of the facilitator's seat.

#include <algorithm>

#include "tests/protocol/session/walk/session_invariants.hpp"
#include "tests/protocol/session/walk/session_oracle.hpp"

namespace stepback::protocol::test {
namespace {

const Participant* connected_facilitator(const Session& session, const ParticipantId& but) {
  const auto found = std::ranges::find_if(session.participants, [&](const Participant& each) {
    return each.id != but && each.role == Role::facilitator && each.connected &&
           oracle::leads_now(session, each);
  });
  return found == session.participants.end() ? nullptr : &*found;
}

// The facilitator's seat that its holder leaves for good goes to a facilitator who is there, or to
// nobody.
Broken seat_is_left_rightly(const Step& step) {
  const Participant* next = connected_facilitator(step.before, *step.before.lead);
  if (next == nullptr && !step.after.lead) return {};
  if (next != nullptr && step.after.lead == next->id) return {};
  return "lead: the facilitator's seat was left to somebody else than a facilitator who is there";
}

}  // namespace

Broken lead_changes_rightly(const Step& step) {
  const Session& before = step.before;
  const std::optional<ParticipantId>& after = step.after.lead;
  if (before.ended_at) {
    return after == before.lead ? Broken{} : Broken{"lead: the seat changed after the end"};
  }
  const bool takes = std::holds_alternative<command::TakeLead>(step.command);
  if (const auto* barred = std::get_if<command::Bar>(&step.command)) {
    if (before.lead && before.lead == barred->participant) return seat_is_left_rightly(step);
  }
  if (std::holds_alternative<command::Leave>(step.command) && before.lead &&
      before.lead == step.who) {
    return seat_is_left_rightly(step);
  }
  if (takes && after != step.who) {
    return "lead: " + step.who->str() + " took the lead, and somebody else has it";
  }
  if (after == before.lead) return {};
  const Participant* holder = after ? find(step.after, *after) : nullptr;
  if (holder == nullptr || !holder->connected || !oracle::leads_now(step.after, *holder)) {
    return "lead: the facilitator's seat went to nobody who leads";
  }
  const auto* handover = std::get_if<command::Handover>(&step.command);
  if (handover != nullptr && before.lead == step.who && after == handover->participant) return {};
  const auto* appoint = std::get_if<command::Appoint>(&step.command);
  if (appoint != nullptr && before.lead && before.lead == appoint->participant) return {};
  const Participant* actor = step.who ? find(before, *step.who) : nullptr;
  const bool may_take = actor != nullptr && oracle::may_take_lead(before, *actor);
  if (takes && may_take) return {};
  const bool is_free = !before.lead && holder->role == Role::facilitator && after == step.who;
  if (std::holds_alternative<command::Enter>(step.command) && is_free) return {};
  return "lead: the facilitator's seat was taken by none who may take it";
}

}  // namespace stepback::protocol::test

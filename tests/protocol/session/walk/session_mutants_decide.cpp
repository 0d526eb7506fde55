// Broken versions of decide().

#include <algorithm>
#include <optional>
#include <utility>

#include "tests/protocol/session/walk/session_mutants.hpp"
#include "tests/protocol/session/walk/session_oracle.hpp"
#include "tests/protocol/session/walk/session_settings.hpp"

namespace stepback::protocol::test {
namespace {

Decision refusal() {
  return tl::unexpected(Refusal{Code::notPermitted, "no"});
}

Core member_may_advance() {
  return deciding<command::Advance>([](const Session& session, const command::Advance& wanted,
                                       const Actor& who, Instant now) -> std::optional<Decision> {
    const Participant* actor = who ? find(session, *who) : nullptr;
    if (actor == nullptr || actor->role != Role::member || !session.lead) return {};
    return protocol::decide(session, wanted, session.lead, now);
  });
}

Core absent_leader_may_advance() {
  return deciding<command::Advance>([](const Session& session, const command::Advance& wanted,
                                       const Actor& who, Instant now) -> std::optional<Decision> {
    const Participant* actor = who ? find(session, *who) : nullptr;
    if (actor == nullptr || actor->connected) return {};
    Session as_if = session;
    for (Participant& each : as_if.participants) each.connected = true;
    return protocol::decide(as_if, wanted, who, now);
  });
}

Core claimed_role_opens_the_debrief() {
  return deciding<command::Enter>([](const Session& session, const command::Enter& wanted,
                                     const Actor& who, Instant) -> std::optional<Decision> {
    const Participant* actor = find(session, *who);
    if (session.ended_at || actor == nullptr || !actor->left) return {};
    if (oracle::has_leaders_role(*actor) || wanted.role != Role::facilitator) return {};
    return std::vector<Event>{ParticipantReturned{*who, wanted.name}};
  });
}

Core presenter_may_not_leave_while_stepped_back() {
  return deciding<command::Leave>([](const Session& session, const command::Leave&,
                                     const Actor& who, Instant) -> std::optional<Decision> {
    const Participant* actor = find(session, *who);
    if (actor == nullptr || !oracle::is_away(session, *actor)) return {};
    return refusal();
  });
}

Core only_the_lead_may_invite_back() {
  return deciding<command::Advance>([](const Session& session, const command::Advance& wanted,
                                       const Actor& who, Instant) -> std::optional<Decision> {
    if (wanted.phase != "return" || session.lead == who) return {};
    return refusal();
  });
}

Core clock_ends_the_step_back() {
  return deciding<command::Tick>([](const Session& session, const command::Tick&, const Actor&,
                                    Instant now) -> std::optional<Decision> {
    const bool away = session.template_.phases[session.phase].steps_back();
    if (!away || session.ended_at || session.held_since || session.leaderless_since ||
        oracle::planned_end(session) > now) {
      return {};
    }
    return std::vector<Event>{PhaseEntered{session.phase + 1, PhaseEntered::By::clock, now}};
  });
}

Core admission_asks_nothing() {
  return deciding<command::Admit>([](const Session& session, const command::Admit& wanted,
                                     const Actor& who, Instant now) -> std::optional<Decision> {
    if (wanted.as || wanted.is_new) return {};
    auto events = protocol::decide(
        session, command::Admit{.participant = wanted.participant, .is_new = true}, who, now);
    if (!events || events->empty()) return {};
    return std::vector<Event>{ParticipantAdmitted{wanted.participant}};
  });
}

Core an_own_link_always_opens() {
  return deciding<command::Enter>([](const Session& session, const command::Enter& wanted,
                                     const Actor& who, Instant now) -> std::optional<Decision> {
    auto events = protocol::decide(session, wanted, who, now);
    const Participant* actor = find(session, *who);
    const bool waits = actor == nullptr || (actor->named && !actor->admitted);
    if (!events || !wanted.named || !waits || !oracle::has_leader(session)) return {};
    const bool let_in = std::ranges::any_of(*events, [](const auto& event) {
      return std::holds_alternative<ParticipantAdmitted>(event);
    });
    if (let_in) return {};
    events->emplace_back(ParticipantAdmitted{*who});
    return events;
  });
}

Core anybody_may_be_anybody() {
  return deciding<command::Admit>([](const Session& session, const command::Admit& wanted,
                                     const Actor& who, Instant) -> std::optional<Decision> {
    const Participant* actor = find(session, *who);
    const Participant* them = find(session, wanted.participant);
    if (actor == nullptr || !oracle::has_leaders_role(*actor) || !oracle::is_there(*actor) ||
        !oracle::sits(*actor))
      return {};
    if (session.ended_at || !wanted.as || them == nullptr || them->admitted) return {};
    if (find(session, *wanted.as) == nullptr || wanted.as == wanted.participant) return {};
    return std::vector<Event>{ParticipantRejoined{*wanted.as, wanted.participant}};
  });
}

Core a_removal_leaves_the_link_open() {
  return deciding<command::Remove>([](const Session& session, const command::Remove& wanted,
                                      const Actor& who, Instant now) -> std::optional<Decision> {
    if (!wanted.close_link) return {};
    return protocol::decide(session, command::Remove{wanted.participant}, who, now);
  });
}

Core a_closed_link_empties_the_chairs() {
  return deciding<command::Remove>([](const Session& session, const command::Remove& wanted,
                                      const Actor& who, Instant now) -> std::optional<Decision> {
    auto events = protocol::decide(session, wanted, who, now);
    if (!events || !wanted.close_link) return {};
    for (const Participant& each : session.participants) {
      if (each.id != wanted.participant && oracle::sits(each) && each.role == Role::member) {
        events->emplace_back(ParticipantRemoved{each.id});
      }
    }
    return events;
  });
}

// A tick that would lead to such an event has no effect.
template <typename Matches>
Core ticks_without(Matches matches) {
  return deciding<command::Tick>([matches](const Session& session, const command::Tick& tick,
                                           const Actor& who,
                                           Instant now) -> std::optional<Decision> {
    const Decision events = protocol::decide(session, tick, who, now);
    if (!events || std::ranges::none_of(*events, matches)) return {};
    return std::vector<Event>{};
  });
}

Core clock_forgets_the_end_of_a_phase() {
  return ticks_without([](const Event& event) {
    const auto* entered = std::get_if<PhaseEntered>(&event);
    return entered != nullptr && entered->by == PhaseEntered::By::clock;
  });
}

Core leaderless_session_is_never_held() {
  return ticks_without(
      [](const Event& event) { return std::holds_alternative<SessionHeld>(event); });
}

Core leaderless_session_never_ends() {
  return ticks_without(
      [](const Event& event) { return std::holds_alternative<SessionEnded>(event); });
}

Core held_session_forgets_to_close() {
  return ticks_without([](const Event& event) {
    const auto* entered = std::get_if<PhaseEntered>(&event);
    return entered != nullptr && entered->by == PhaseEntered::By::leaderless;
  });
}

}  // namespace

std::vector<Mutant> mutants_of_decide() {
  return {
      {"MemberMayAdvance", "I4: a phase was entered in a leader's name", member_may_advance(),
       leaders_setting},
      {"AbsentLeaderMayAdvance", "I4: a phase was entered in a leader's name",
       absent_leader_may_advance(), leaders_setting},
      {"ClaimedRoleOpensTheDebrief", "debrief: ada is still there",
       claimed_role_opens_the_debrief(), door_setting},
      {"AdmissionAsksNothing", "I1: ben got a chair while the presenter was away",
       admission_asks_nothing(), leaders_setting},
      {"AnOwnLinkAlwaysOpens", "I1: ada got a chair while the presenter was away",
       an_own_link_always_opens(), leaders_setting},
      {"AnybodyMayBeAnybody", "recognition: ben took a place that was not free",
       anybody_may_be_anybody(), door_setting},
      {"ARemovalLeavesTheLinkOpen", "link: ", a_removal_leaves_the_link_open(), door_setting},
      {"AClosedLinkEmptiesTheChairs", "revoked: ada has another chair",
       a_closed_link_empties_the_chairs(), door_setting},
      {"PresenterMayNotLeaveWhileSteppedBack", "I5: ada may not leave",
       presenter_may_not_leave_while_stepped_back(), leaders_setting},
      {"OnlyTheLeadMayInviteBack", "I4: cole leads and cannot invite the presenter back",
       only_the_lead_may_invite_back(), leaders_setting},
      {"ClockEndsTheStepBackOfALeader", "I4: ada's step back was ended by none",
       clock_ends_the_step_back(), leaders_setting},
      {"ClockForgetsTheEndOfAPhase", "clock: the phase was over",
       clock_forgets_the_end_of_a_phase(), clock_setting},
      {"LeaderlessSessionIsNeverHeld", "I5: half an hour without a leader",
       leaderless_session_is_never_held(), leaders_setting},
      {"HeldSessionForgetsToClose", "I5: half an hour without a leader",
       held_session_forgets_to_close(), leaders_setting},
      {"LeaderlessSessionNeverEnds", "I5: half an hour without a leader",
       leaderless_session_never_ends(), leaders_setting},
  };
}

}  // namespace stepback::protocol::test

// The case, the phases and the clock.

#include <algorithm>

#include "protocol/session/decide/rules.hpp"

namespace stepback::protocol::rules {
namespace {

// The furthest that a return point may be moved: anything later is a typing error.
constexpr Duration kFurthestReturn = std::chrono::hours{24};

std::string list_phases(const SessionTemplate& template_) {
  std::string list;
  for (const PhasePlan& phase : template_.phases) list += phase.name + ", ";
  return list + std::string{kEnded};
}

// The latest moment to which a late start moves the return point. The marks from the session's
// beginning belong to the first case.
std::optional<Instant> latest_return(const Session& session) {
  const SessionTemplate& template_ = session.template_;
  if (!template_.least_return || session.case_number > 1) return std::nullopt;
  const PhasePlan& back = template_.phases[*template_.find(kReturn)];
  return *session.begun_at + session.frozen_in_session + back.end.after - *template_.least_return;
}

// Enters a phase, after the events in `before`. What follows from it is judged on the session after
// all of them.
std::vector<Event> enter(std::size_t phase, PhaseEntered::By by, const DecisionInput& input,
                         std::vector<Event> before = {}) {
  std::vector<Event> events = std::move(before);
  events.emplace_back(PhaseEntered{phase, by, input.now});
  const SessionTemplate& template_ = input.session.template_;
  const bool steps_back = template_.phases[phase].steps_back();
  if (!steps_back && !input.session.leaderless_since) return events;

  Session then = input.session;
  for (const Event& event : events) then = apply(std::move(then), event);
  // A leader who presented leads again in the debrief.
  if (then.leaderless_since && has_connected_leader(then)) {
    events.emplace_back(LeaderBack{input.now});
  }
  if (!steps_back) return events;
  const auto planned = return_point(then);
  const Instant least = input.now + template_.least_discussion;
  const Instant to = std::min(least, latest_return(then).value_or(least));
  if (planned && *planned < to) {
    events.emplace_back(ReturnMoved{to, planned, ReturnMoved::Why::lateStart});
  }
  return events;
}

// The rule for a session without a connected leader.
Decision tick_without_leader(const DecisionInput& input) {
  const Session& session = input.session;
  const Duration alone = input.now - *session.leaderless_since;
  const std::size_t closing = *session.template_.find(kClosing);
  if (session.phase >= closing) {
    const Instant from = std::max(*session.leaderless_since, session.phase_since);
    if (input.now - from < kLeaderless.farewell) return {};
    return std::vector<Event>{SessionEnded{SessionEnded::By::leaderless, input.now}};
  }
  if (session.held_since) {
    if (alone < kLeaderless.until_closing) return {};
    return enter(closing, PhaseEntered::By::leaderless, input, {SessionResumed{input.now}});
  }
  if (alone < kLeaderless.grace) return {};
  return std::vector<Event>{SessionHeld{input.now}};
}

Decision tick_phase(const DecisionInput& input) {
  const Session& session = input.session;
  const auto until = phase_until(session);
  const bool over = current_phase(session).ends_by == EndsBy::clock && until &&
                    *until <= input.now && !session.held_since;
  if (!over) return {};
  const std::size_t next = session.phase + 1;
  if (next == session.template_.phases.size()) {
    return std::vector<Event>{SessionEnded{SessionEnded::By::clock, input.now}};
  }
  // The clock waits for the leader if the next phase is a step back without a presenter.
  if (needs_presenter(session, next)) return {};
  return enter(next, PhaseEntered::By::clock, input);
}

}  // namespace

Decision decide(const command::Appoint& wanted, const DecisionInput& input) {
  const Session& session = input.session;
  const Participant* them = find_present(session, wanted.participant);
  if (them == nullptr) return refuse_unknown();
  if (!them->admitted || them->role == Role::observer) {
    return refuse(Code::notPermitted,
                  "The presenter is a member or leader who sits in the circle.");
  }
  if (!may_appoint(session)) {
    return refuse(Code::wrongPhase, "The presenter cannot be named in this phase.");
  }
  if (session.presenter == them->id) return {};
  const std::uint32_t case_number = session.case_number + (is_case_over(session) ? 1 : 0);
  const Event appointed = PresenterAppointed{them->id, case_number};
  std::vector<Event> events{appointed};
  if (!is_leader(*them)) return events;
  // A leader who presented until now leads again, and counts.
  const Session then = apply(Session{session}, appointed);
  const Participant* other = find_other_leader(then, them->id);
  if (other == nullptr) {
    return refuse(Code::notPermitted,
                  "A leader can present only while another leader is connected.");
  }
  if (session.lead == them->id) events.emplace_back(LeadTaken{other->id});
  return events;
}

Decision decide(const command::Advance& wanted, const DecisionInput& input) {
  const Session& session = input.session;
  if (wanted.phase == kEnded) {
    return std::vector<Event>{SessionEnded{SessionEnded::By::leader, input.now}};
  }
  const auto phase = session.template_.find(wanted.phase);
  if (!phase) {
    return refuse(Code::wrongPhase, "This session has no such phase: expected one of " +
                                        list_phases(session.template_) + ".");
  }
  if (*phase == session.phase) {
    return refuse(Code::wrongPhase, "The session is in this phase already.");
  }
  if (current_phase(session).leaders_only()) {
    return refuse(Code::wrongPhase, "The group has gone: after the debrief there is only the end.");
  }
  if (needs_presenter(session, *phase)) {
    return refuse(Code::noPresenter, "Nobody can step back yet: name the presenter first.");
  }
  std::vector<Event> before;
  if (!session.begun_at) before.emplace_back(SessionBegun{input.now});
  if (begins_next_case(session, *phase)) {
    before.emplace_back(CaseBegun{session.case_number + 1});
  }
  return enter(*phase, PhaseEntered::By::leader, input, std::move(before));
}

Decision decide(const command::ScheduleReturn& wanted, const DecisionInput& input) {
  const Session& session = input.session;
  const auto step_back = session.template_.step_back();
  if (!session.begun_at || !step_back || session.phase > *step_back) {
    return refuse(Code::wrongPhase,
                  "The return point can be moved from the session's beginning until the return.");
  }
  if (wanted.at <= input.now || wanted.at > input.now + kFurthestReturn) {
    return refuse(Code::badMessage, "/at: expected a moment within the next 24 hours.");
  }
  const auto from = return_point(session);
  if (from == wanted.at) return {};
  return std::vector<Event>{ReturnMoved{wanted.at, from, ReturnMoved::Why::leader}};
}

Decision decide(const command::Tick& wanted, const DecisionInput& input) {
  if (!input.session.begun_at || input.session.ended_at) return {};
  if (wanted.leaderless && input.session.leaderless_since) {
    auto decision = tick_without_leader(input);
    if (!decision || !decision->empty()) return decision;
  }
  return tick_phase(input);
}

Decision decide(const command::End&, const DecisionInput& input) {
  if (input.session.ended_at) return {};
  return std::vector<Event>{SessionEnded{SessionEnded::By::coordinator, input.now}};
}

Decision decide(const command::CountStepBack& wanted, const DecisionInput& input) {
  if (find(input.session, wanted.counted.participant) == nullptr) return {};
  return std::vector<Event>{wanted.counted};
}

}  // namespace stepback::protocol::rules

#include "protocol/session/next_step.hpp"

namespace stepback::protocol {
namespace {

// The only phase name that chooses a sentence without being guaranteed by a rule of templates.
constexpr std::string_view kClarification = "clarification";

// Whether presentation comes next: this is the last phase of a case, and either another case is
// planned, or the present one was not discussed. The second happens if the next presenter was named
// already, or if the discussion was skipped.
bool goes_back(const Session& session) {
  const SessionTemplate& template_ = session.template_;
  const auto step_back = template_.step_back();
  const bool ends_a_case =
      template_.is_each_case(session.phase) && !template_.is_each_case(session.phase + 1);
  if (!ends_a_case || !step_back || session.phase <= *step_back || template_.cases == 1)
    return false;
  return is_case_over(session) ? session.case_number < template_.cases : !session.case_discussed;
}

// The next phase, or nothing for the end.
std::optional<std::size_t> following(const Session& session) {
  if (goes_back(session)) return session.template_.find(kPresentation);
  const std::size_t next = session.phase + 1;
  if (next == session.template_.phases.size()) return std::nullopt;
  return next;
}

Does what_it_does(const Session& session, std::size_t next) {
  const PhasePlan& phase = session.template_.phases[next];
  if (phase.steps_back()) return Does::stepBack;
  if (phase.leaders_only()) return Does::debrief;
  if (!session.begun_at) return Does::begin;
  if (current_phase(session).steps_back()) return Does::invite;
  if (begins_next_case(session, next)) return Does::hearNext;
  if (phase.name == kPresentation) return Does::hear;
  if (phase.name == kClarification) return Does::questions;
  if (phase.name == kClosing) return Does::close;
  return Does::other;
}

}  // namespace

NextStep next_step(const Session& session) {
  const auto next = following(session);
  if (!next) {
    return {.phase = std::string{kEnded},
            .title = std::nullopt,
            .does = Does::end,
            .presenter = session.presenter,
            .needs_presenter = false,
            .sure = Sure::end};
  }
  const PhasePlan& phase = session.template_.phases[*next];
  NextStep step{.phase = phase.name,
                .title = phase.title,
                .does = what_it_does(session, *next),
                .presenter = session.presenter,
                .needs_presenter = needs_presenter(session, *next),
                .sure = std::nullopt};
  if (phase.leaders_only()) step.sure = Sure::debrief;
  // Another case begins without a presenter, and so does the debrief.
  if (phase.leaders_only() || begins_next_case(session, *next)) step.presenter.reset();
  return step;
}

std::optional<Appoints> appoints(const Session& session) {
  if (!may_appoint(session)) return std::nullopt;
  if (!is_case_over(session)) return session.presenter ? Appoints::other : Appoints::first;
  if (session.case_number < session.template_.cases) return Appoints::next;
  return std::nullopt;
}

}  // namespace stepback::protocol

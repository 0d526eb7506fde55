#include "protocol/session/view/view.hpp"

#include <algorithm>

#include "protocol/session/recognition.hpp"
#include "protocol/session/view/leader_acts.hpp"

namespace stepback::protocol {
namespace {

bool may_know_of(const Session& session, const Participant& viewer, const Participant& other) {
  if (other.id == viewer.id) return true;
  // The presenter keeps the named chair even after leaving.
  const bool has_chair =
      is_seated(other) || (session.presenter == other.id && !other.removed && other.admitted);
  if (!is_seated(viewer)) return has_chair && is_leader(other);
  if (has_chair) return true;
  const bool waits = !other.admitted && !other.removed && !other.left;
  return waits && is_leader(viewer);
}

ParticipantView describe(const Session& session, const Participant& viewer,
                         const Participant& other) {
  ParticipantView shown{.id = other.id,
                        .name = other.name,
                        .role = other.role,
                        .seat = seat_of(session, other),
                        .channel = channel_of(session, other),
                        .connected = other.connected,
                        .audio = other.audio,
                        .video = other.video,
                        .hand = other.hand,
                        .ssrc = other.ssrc,
                        .hearing = std::nullopt,
                        .by = std::nullopt,
                        .could = std::nullopt,
                        .can = std::nullopt};
  if (!permissions_of(session, viewer).lead) return shown;
  if (is_stepped_back(session, other)) shown.hearing = session.presenter_hearing;
  shown.by = other.named ? CameBy::own : CameBy::shared;
  if (!other.admitted) shown.could = identities_for(session, other);
  shown.can = leader_acts(session, viewer, other);
  return shown;
}

std::vector<PhaseSummary> summarize(const SessionTemplate& template_) {
  std::vector<PhaseSummary> phases;
  for (std::size_t i = 0; i < template_.phases.size(); ++i) {
    const PhasePlan& phase = template_.phases[i];
    phases.push_back({.name = phase.name,
                      .title = phase.title,
                      .planned = phase.planned,
                      .step_back = phase.steps_back(),
                      .each_case = template_.is_each_case(i),
                      .leaders_only = phase.leaders_only()});
  }
  return phases;
}

}  // namespace

View view(const Session& session, const Signals& signals, const Participant& viewer) {
  View shown;
  shown.revision = session.revision;
  shown.you = viewer.id;
  shown.may = permissions_of(session, viewer);

  const PhasePlan& phase = current_phase(session);
  shown.session = {.id = session.id,
                   .title = session.title,
                   .template_id = session.template_.id,
                   .locked = session.locked,
                   .held = session.held_since.has_value(),
                   .held_since = session.held_since,
                   .begun_at = session.begun_at,
                   .ended_at = session.ended_at,
                   .return_at = return_point(session),
                   .return_moved = std::nullopt,
                   .case_number = session.case_number,
                   .cases = std::max<std::size_t>(session.template_.cases, session.case_number),
                   .case_discussed = session.case_discussed,
                   .case_over = is_case_over(session),
                   .phase = {.name = phase.name,
                             .title = phase.title,
                             .since = session.phase_since,
                             .until = phase_until(session),
                             .ends_by = phase.ends_by,
                             .prompts = std::nullopt},
                   .phases = summarize(session.template_),
                   .next = std::nullopt,
                   .appoints = std::nullopt};
  if (shown.may.lead) {
    shown.session.phase.prompts = phase.prompts;
    shown.session.return_moved = session.return_moved;
    shown.session.next = next_step(session);
    shown.session.appoints = appoints(session);
  }
  for (const Participant& each : session.participants) {
    if (may_know_of(session, viewer, each)) {
      shown.participants.push_back(describe(session, viewer, each));
    }
  }
  shown.signals = shown_signals(signals, session, viewer);
  return shown;
}

}  // namespace stepback::protocol

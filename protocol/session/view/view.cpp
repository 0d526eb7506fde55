#include "protocol/session/view/view.hpp"

#include <algorithm>

#include "protocol/session/namesakes.hpp"
#include "protocol/session/recognition.hpp"
#include "protocol/session/view/leader_acts.hpp"

namespace stepback::protocol {
namespace {

// The facts that a view is made of.
struct Facts {
  const Session& session;
  const LiveFacts& live;
  const Session& without_silent;  ///< without_the_silent(session, live)
  const Namesakes* names;         ///< null for a viewer who does not lead
};

ParticipantView describe(const Facts& facts, const Participant& viewer, const Participant& other) {
  const Session& session = facts.session;
  const LiveView live = shown_live(facts.live, session, viewer, other);
  ParticipantView shown{.id = other.id,
                        .name = other.name,
                        .role = other.role,
                        .seat = seat_of(session, other),
                        .channel = channel_of(session, other),
                        .connected = other.connected,
                        .audio = other.audio,
                        .video = other.video,
                        .hand = live.hand,
                        .ssrc = other.ssrc,
                        .answers = live.answers,
                        .hearing = live.hearing,
                        .by = std::nullopt,
                        .could = std::nullopt,
                        .can = std::nullopt};
  shown.records = live.records;
  if (facts.names == nullptr) return shown;
  shown.by = other.named ? CameBy::own : CameBy::shared;
  if (!other.admitted) shown.could = identities_for(facts.without_silent, other);
  shown.can = leader_acts(facts.without_silent, viewer, other);
  shown.alike = facts.names->of(other);
  shown.after_removal = facts.names->removed_before(other);
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

// Copying a session is dear, so it is copied only if it differs.
bool has_silent(const LiveFacts& live) {
  return std::ranges::any_of(live.people,
                             [](const auto& each) { return !each.second.answers.value_or(true); });
}

}  // namespace

bool may_know_of(const Session& session, const Participant& viewer, const Participant& other) {
  if (other.id == viewer.id) return true;
  // The presenter keeps the named chair even after leaving.
  const bool has_chair =
      is_seated(other) || (session.presenter == other.id && !other.removed && other.admitted);
  if (!is_seated(viewer)) return leads(session, other);
  if (has_chair) return true;
  const bool waits = !other.admitted && !other.removed && !other.left;
  return waits && leads(session, viewer);
}

View view(const Session& session, const Signals& signals, const LiveFacts& live,
          const Participant& viewer) {
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
                   .ends_at = session_until(session),
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
  std::optional<Session> copy;
  if (has_silent(live)) copy = without_the_silent(session, live);
  std::optional<Namesakes> names;
  if (shown.may.lead) names.emplace(session);
  const Facts facts{session, live, copy ? *copy : session, names ? &*names : nullptr};
  for (const Participant& each : session.participants) {
    if (may_know_of(session, viewer, each)) {
      shown.participants.push_back(describe(facts, viewer, each));
    }
  }
  shown.signals = shown_signals(signals, session, viewer);
  return shown;
}

}  // namespace stepback::protocol

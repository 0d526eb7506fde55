// How events change a session. Nothing is refused here: decide() has done so before.

#include <algorithm>
#include <utility>

#include "protocol/session/permissions.hpp"
#include "protocol/session/session.hpp"

namespace stepback::protocol {
namespace {

void close_devices(Participant& participant) {
  participant.audio = false;
  participant.video = false;
}

// Closes each microphone and camera whose owner has lost the right to it. An owner who gets the
// right back has to open it again.
void close_what_lost_its_right(Session& session) {
  for (Participant& each : session.participants) {
    const Permissions may = permissions_of(session, each);
    if (!may.speak) each.audio = false;
    if (!may.show) each.video = false;
  }
}

void forget_case(Session& session) {
  session.case_discussed = false;
  session.return_at.reset();
  session.return_moved.reset();
}

class Apply {
 public:
  explicit Apply(Session& session) : session_(session) {}

  void operator()(const SessionCreated& event) const {
    session_ = Session{};
    session_.id = event.id;
    session_.title = event.title;
    session_.template_ = event.template_;
    session_.created_at = event.at;
    session_.links_until = event.links_until;
    session_.phase_since = event.at;
  }

  void operator()(const ParticipantJoined& event) const {
    Participant newcomer;
    newcomer.id = event.participant;
    newcomer.name = event.name;
    newcomer.role = event.role;
    newcomer.named = event.named;
    newcomer.connected = true;
    newcomer.ssrc = event.ssrc;
    session_.participants.push_back(std::move(newcomer));
    session_.next_ssrc = std::max(session_.next_ssrc, event.ssrc + 1);
  }

  void operator()(const ParticipantReturned& event) const {
    if (Participant* them = find(event.participant)) {
      close_devices(*them);
      them->name = event.name;
      them->connected = true;
      them->left = false;
    }
  }

  void operator()(const ParticipantAdmitted& event) const {
    if (Participant* them = find(event.participant)) them->admitted = true;
  }

  void operator()(const ParticipantRejoined& event) const {
    Participant* them = find(event.participant);
    if (them == nullptr) return;
    close_devices(*them);
    them->connected = true;
    them->left = false;
    forget(event.from);
    session_.recognised.insert_or_assign(event.from, event.participant);
  }

  void operator()(const ParticipantDropped& event) const {
    if (Participant* them = find(event.participant)) go(*them);
  }

  void operator()(const ParticipantLeft& event) const {
    if (Participant* them = find(event.participant)) {
      if (!them->admitted) return forget(event.participant);
      go(*them);
      them->left = true;
      if (session_.lead == them->id) session_.lead.reset();
    }
  }

  void operator()(const ParticipantRemoved& event) const {
    if (Participant* them = find(event.participant)) {
      go(*them);
      them->removed = true;
      if (session_.presenter == them->id) session_.presenter.reset();
      if (session_.lead == them->id) session_.lead.reset();
    }
  }

  void operator()(const SessionLocked& event) const { session_.locked = event.on; }

  void operator()(const LeadTaken& event) const { session_.lead = event.participant; }

  void operator()(const PresenterAppointed& event) const {
    if (event.case_number != session_.case_number) forget_case(session_);
    session_.case_number = event.case_number;
    session_.presenter = event.participant;
  }

  void operator()(const CaseBegun& event) const {
    forget_case(session_);
    session_.case_number = event.case_number;
    session_.presenter.reset();
  }

  void operator()(const SessionBegun& event) const { session_.begun_at = event.at; }

  void operator()(const PhaseEntered& event) const {
    const bool comes_back = current_phase(session_).steps_back();
    session_.phase = event.phase;
    session_.phase_since = event.at;
    session_.frozen_in_phase = Duration::zero();
    const PhasePlan& phase = current_phase(session_);
    if (phase.steps_back()) session_.case_discussed = true;
    // Closed at the return too, so that a picture that only leaders could see is not suddenly shown
    // to everybody.
    if (session_.presenter && (phase.steps_back() || comes_back)) {
      if (Participant* presenter = find(*session_.presenter)) close_devices(*presenter);
    }
    if (is_case_over(session_)) {
      session_.return_at.reset();
      session_.return_moved.reset();
    }
    if (phase.leaders_only()) dismiss_all_but_leaders();
  }

  void operator()(const ReturnMoved& event) const {
    session_.return_at = event.to;
    const bool by_leader = event.why == ReturnMoved::Why::leader;
    session_.return_moved =
        MovedReturn{event.from, by_leader ? WhyMoved::leader : WhyMoved::lateStart};
  }

  void operator()(const MicrophoneMuted& event) const {
    if (Participant* them = find(event.participant)) them->audio = false;
  }

  void operator()(const DevicesChanged& event) const {
    if (Participant* them = find(event.participant)) {
      them->audio = event.audio;
      them->video = event.video;
    }
  }

  void operator()(const LeadersLost& event) const { session_.leaderless_since = event.at; }

  void operator()(const LeaderBack&) const { session_.leaderless_since.reset(); }

  void operator()(const SessionHeld& event) const { session_.held_since = event.at; }

  void operator()(const SessionResumed& event) const {
    if (!session_.held_since) return;
    const Duration stood_still = event.at - *session_.held_since;
    const auto planned = return_point(session_);
    session_.held_since.reset();
    session_.frozen_in_phase += stood_still;
    session_.frozen_in_session += stood_still;
    if (session_.return_at) *session_.return_at += stood_still;
    if (planned != return_point(session_)) {
      session_.return_moved = MovedReturn{planned, WhyMoved::hold};
    }
  }

  void operator()(const SessionEnded& event) const {
    session_.ended_at = event.at;
    session_.held_since.reset();
    session_.leaderless_since.reset();
    for (Participant& each : session_.participants) go(each);
  }

  void operator()(const StepBackCounted&) const {}

  void operator()(const LinkReplaced& event) const {
    session_.link_generations.at(static_cast<std::size_t>(event.role)) = event.generation;
  }

  void operator()(const TokensRevoked& event) const {
    session_.own_generations.insert_or_assign(event.participant, event.generation);
  }

 private:
  Participant* find(const ParticipantId& id) const {
    const auto found = std::ranges::find(session_.participants, id, &Participant::id);
    return found == session_.participants.end() ? nullptr : &*found;
  }

  void forget(const ParticipantId& id) const {
    std::erase_if(session_.participants, [&](const Participant& each) { return each.id == id; });
  }

  void go(Participant& them) const {
    close_devices(them);
    them.connected = false;
  }

  void dismiss_all_but_leaders() const {
    // People who wait in the lobby are forgotten, but a removed person stays removed.
    std::erase_if(session_.participants,
                  [](const Participant& each) { return !each.admitted && !each.removed; });
    for (Participant& each : session_.participants) {
      if (is_leader(each)) continue;
      go(each);
      each.left = true;
    }
    session_.presenter.reset();
  }

  Session& session_;
};

}  // namespace

Session apply(Session session, const Event& event) {
  const Revision revision = session.revision;
  std::visit(Apply{session}, event);
  close_what_lost_its_right(session);
  session.revision = revision + 1;
  return session;
}

}  // namespace stepback::protocol

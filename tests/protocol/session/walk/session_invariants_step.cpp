// The invariants of an accepted step. They stand in one file, though it is long, so that the list
// at its end is all of them.

#include <algorithm>
#include <array>

#include "protocol/session/next_step.hpp"
#include "protocol/session/view/leader_acts.hpp"
#include "tests/protocol/session/walk/session_invariants.hpp"
#include "tests/protocol/session/walk/session_oracle.hpp"

namespace stepback::protocol::test {
namespace {

template <typename Wanted>
bool is(const Step& step) {
  return std::holds_alternative<Wanted>(step.command);
}

bool is_coming_or_going(const Step& step) {
  return is<command::Enter>(step) || is<command::Drop>(step) || is<command::Leave>(step);
}

const Participant* actor_before(const Step& step) {
  return step.who ? find(step.before, *step.who) : nullptr;
}

bool is_by_leader(const Step& step) {
  const Participant* actor = actor_before(step);
  return actor != nullptr && oracle::leads_now(step.before, *actor) && actor->connected;
}

const std::string& phase_name(const Session& session) {
  return session.template_.phases[session.phase].name;
}

// Whether people say goodbye in this phase. A leaderless session ends in it.
bool is_farewell(const Session& session) {
  return phase_name(session) == "closing" || phase_name(session) == "debrief";
}

// I6: each event adds one to the revision.
Broken revision_counts_events(const Step& step) {
  if (step.after.revision == step.before.revision + step.events.size()) return {};
  return "I6: the revision did not count the events";
}

// The rights that a chair gives. Whether the facilitator's seat can be taken depends on its
// holder's presence.
Permissions rights_of_chair(const Session& session, const Participant& person) {
  Permissions rights = oracle::rights(session, person);
  rights.take_lead = false;
  return rights;
}

// I2: coming and going moves nobody from their seat, and gives nobody a right. Only the
// facilitator's seat is given up by leaving.
Broken seats_outlive_connections(const Step& step) {
  if (!is_coming_or_going(step)) return {};
  const Session& before = step.before;
  const Session& after = step.after;
  if (after.presenter != before.presenter) return "I2: coming or going changed the presenter";
  const bool gives_up_lead = is<command::Leave>(step) && before.lead == step.who;
  if (before.lead && after.lead != before.lead && !gives_up_lead) {
    return "I2: coming or going changed the lead";
  }
  if (after.phase != before.phase || after.case_number != before.case_number ||
      after.case_discussed != before.case_discussed || after.locked != before.locked) {
    return "I2: coming or going changed the phase, the case or the lock";
  }
  for (const Participant& then : before.participants) {
    const Participant* now = find(after, then.id);
    if (now == nullptr) {
      if (then.admitted) return "I2: " + then.id.str() + " lost their chair";
      continue;
    }
    if (now->role != then.role || now->ssrc != then.ssrc || now->named != then.named ||
        now->admitted < then.admitted || now->removed != then.removed) {
      return "I2: " + then.id.str() + " is not who they were";
    }
    const bool lead_moved = (after.lead == then.id) != (before.lead == then.id);
    if (!lead_moved && oracle::seat(after, *now) != oracle::seat(before, then)) {
      return "I2: " + then.id.str() + " has another seat";
    }
    const bool was_sitting = oracle::sits(then);
    if (was_sitting && oracle::sits(*now) && !lead_moved &&
        rights_of_chair(after, *now) != rights_of_chair(before, then)) {
      return "I2: " + then.id.str() + " has other rights";
    }
    const bool let_in = !then.admitted && now->admitted;
    if (let_in && !oracle::has_leaders_role(then) && !(then.named && oracle::has_leader(after))) {
      return "I2: " + then.id.str() + " came out of the lobby by themselves";
    }
  }
  return {};
}

// I2: a person who comes or goes has their microphone and camera closed.
Broken doors_close_devices(const Step& step) {
  if (!is_coming_or_going(step)) return {};
  const Participant* person = find(step.after, *step.who);
  if (person == nullptr) return {};
  if (person->connected != is<command::Enter>(step)) return "I2: connected is not what happened";
  if (person->audio || person->video) {
    return "I2: " + person->id.str() + " came or went with an open device";
  }
  if (is<command::Leave>(step) && oracle::sits(*person)) {
    return "I5: " + person->id.str() + " left and still holds a chair";
  }
  return {};
}

// I4: only its owner opens a device, by the command for it.
Broken devices_are_their_owners(const Step& step) {
  for (const Participant& now : step.after.participants) {
    const Participant* then = find(step.before, now.id);
    const bool opened =
        (now.audio && !(then && then->audio)) || (now.video && !(then && then->video));
    const bool own = step.who == now.id;
    if (opened && !(own && is<command::Publish>(step))) {
      return "I4: " + now.id.str() +
             "'s microphone or camera was opened by someone or something else";
    }
  }
  return {};
}

bool is_leaderless_closing(const Step& step) {
  return is<command::Tick>(step) && step.before.held_since && phase_name(step.after) == "closing" &&
         oracle::leaderless_for(step.before, step.now) >= oracle::kUntilClosing;
}

bool is_phase_over(const Session& session, Instant now) {
  return session.template_.phases[session.phase].ends_by == EndsBy::clock && !session.held_since &&
         session.begun_at && oracle::planned_end(session) <= now;
}

// I4: only a leader, the clock or the leaderless closing ends a step back, and it opens no device.
Broken step_back_ends_rightly(const Step& step) {
  for (const Participant& then : step.before.participants) {
    if (!oracle::is_away(step.before, then)) continue;
    const Participant* now = find(step.after, then.id);
    if (now == nullptr) return "I4: the presenter was forgotten";
    if (now->removed || oracle::is_away(step.after, *now)) continue;
    const bool by_leader = is_by_leader(step) && is<command::Advance>(step);
    const bool by_clock = is<command::Tick>(step) && is_phase_over(step.before, step.now) &&
                          step.after.phase == step.before.phase + 1;
    if (!by_leader && !by_clock && !is_leaderless_closing(step)) {
      return "I4: " + then.id.str() + "'s step back was ended by none who may end it";
    }
    if (now->audio || now->video) {
      return "I4: " + then.id.str() + " came back with an open device";
    }
  }
  return {};
}

// I4: only a leader or the clock changes the phase, and the event says which of them did.
Broken phases_change_rightly(const Step& step) {
  for (const Event& event : step.events) {
    const auto* entered = std::get_if<PhaseEntered>(&event);
    if (entered == nullptr) continue;
    switch (entered->by) {
      case PhaseEntered::By::leader: {
        const auto* wanted = std::get_if<command::Advance>(&step.command);
        if (wanted == nullptr || !is_by_leader(step) || phase_name(step.after) != wanted->phase) {
          return "I4: a phase was entered in a leader's name without a leader";
        }
        break;
      }
      case PhaseEntered::By::clock:
        if (!is<command::Tick>(step) || !is_phase_over(step.before, step.now) ||
            step.after.phase != step.before.phase + 1) {
          return "I4: the clock entered a phase before its time";
        }
        break;
      case PhaseEntered::By::leaderless:
        if (!is_leaderless_closing(step)) return "I5: the leaderless closing came too early";
        break;
    }
    const SeatRule& presenter = step.after.template_.phases[entered->phase]
                                    .seats[static_cast<std::size_t>(Seat::presenter)];
    if (presenter.channel == Channel::observer && !step.after.presenter) {
      return "guards: a step back began without a presenter";
    }
  }
  if (step.before.ended_at || !step.after.ended_at) return {};
  const bool by_clock = is<command::Tick>(step) && is_phase_over(step.before, step.now);
  const bool alone = is<command::Tick>(step) && is_farewell(step.before) &&
                     oracle::leaderless_for(step.before, step.now) >= oracle::kFarewell;
  const bool by_leader = is<command::Advance>(step) && is_by_leader(step);
  if (by_leader || by_clock || alone || is<command::End>(step)) return {};
  return "I5: the session was ended by none who may end it";
}

// A person who is no leader changes nothing but their own devices and presence.
Broken members_change_themselves(const Step& step) {
  if (!step.who || is_by_leader(step) || is_coming_or_going(step)) return {};
  Session expected = step.before;
  const Participant* after = find(step.after, *step.who);
  const auto own = std::ranges::find(expected.participants, *step.who, &Participant::id);
  if (after != nullptr && own != expected.participants.end()) {
    own->audio = after->audio;
    own->video = after->video;
  }
  expected.revision = step.after.revision;
  if (expected == step.after) return {};
  return "rights: a command of someone who does not lead changed more than their own devices";
}

// A person without a connection gives no commands.
Broken the_absent_say_nothing(const Step& step) {
  const Participant* actor = actor_before(step);
  const bool server = !step.who || is_coming_or_going(step);
  if (!server && (actor == nullptr || !oracle::is_there(*actor))) {
    return "rights: a command of someone who is not there was accepted";
  }
  if (is<command::Leave>(step) && (actor == nullptr || !oracle::is_there(*actor))) {
    return "rights: someone left who was not there";
  }
  return {};
}

Broken removed_stay_out(const Step& step) {
  for (const Participant& then : step.before.participants) {
    if (!then.removed) continue;
    const Participant* now = find(step.after, then.id);
    if (now == nullptr || !now->removed || now->connected) {
      return "removed: " + then.id.str() + " came back";
    }
  }
  return {};
}

// A token that the coordinator took back lets nobody in.
Broken revoked_tokens_are_dead(const Step& step) {
  const auto* entered = std::get_if<command::Enter>(&step.command);
  if (entered == nullptr) return {};
  const Session& before = step.before;
  const auto own = before.own_generations.find(*step.who);
  const bool has_own = own != before.own_generations.end();
  if (has_own && own->second == kNoGeneration) return "revoked: " + step.who->str() + " came back";
  if (entered->named && has_own && entered->generation < own->second) {
    return "revoked: " + step.who->str() + " came in by a link that was replaced";
  }
  const Participant* then = actor_before(step);
  const bool let_in = then != nullptr && then->admitted;
  const auto shared = before.link_generations.at(static_cast<std::size_t>(entered->role));
  if (!entered->named && !let_in && entered->generation < shared) {
    return "revoked: " + step.who->str() + " came in by a shared link that was replaced";
  }
  return {};
}

// The person whom this command sends out for good.
const ParticipantId* sent_out(const Step& step) {
  if (const auto* barred = std::get_if<command::Bar>(&step.command)) return &barred->participant;
  const auto* removed = std::get_if<command::Remove>(&step.command);
  return removed == nullptr ? nullptr : &removed->participant;
}

// A removal that closes the link replaces the link of that role, and no other. Nobody waits by the
// old one any more.
Broken closing_the_link_is_whole(const Step& step) {
  const auto* removed = std::get_if<command::Remove>(&step.command);
  if (removed == nullptr) return {};
  const Participant& them = *find(step.before, removed->participant);
  if (removed->close_link && them.named) {
    return "link: " + them.id.str() + " came by a link of their own, and a shared one was replaced";
  }
  for (const Role role : {Role::facilitator, Role::coFacilitator, Role::member, Role::observer}) {
    const bool closes = removed->close_link && role == them.role;
    const Generation then = step.before.link_generations.at(static_cast<std::size_t>(role));
    const Generation now = step.after.link_generations.at(static_cast<std::size_t>(role));
    if (now != then + (closes ? 1U : 0U)) return "link: a removal left the wrong links open";
  }
  for (const Participant& now : step.after.participants) {
    const bool waits = !now.admitted && !now.removed;
    if (removed->close_link && waits && !now.named && now.role == them.role) {
      return "link: " + now.id.str() + " still waits by a link that was replaced";
    }
  }
  return {};
}

// Taking back a link moves nobody, and removing a person moves nobody else.
Broken taking_back_is_narrow(const Step& step) {
  const ParticipantId* const gone = sent_out(step);
  const bool of_link = is<command::ReplaceLink>(step) || is<command::ReplaceOwnLink>(step);
  if (gone == nullptr && !of_link) return {};
  for (const Participant& then : step.before.participants) {
    if (gone != nullptr && *gone == then.id) continue;
    const Participant* now = find(step.after, then.id);
    if (now == nullptr && then.admitted) return "revoked: " + then.id.str() + " lost their chair";
    if (now == nullptr || !then.admitted || then.removed) continue;
    const bool took_the_lead = step.after.lead == then.id && step.before.lead != then.id;
    const bool same_chair = oracle::seat(step.after, *now) == oracle::seat(step.before, then);
    if (!now->admitted || now->removed || (!same_chair && !took_the_lead)) {
      return "revoked: " + then.id.str() + " has another chair";
    }
  }
  if (step.after.phase == step.before.phase && step.after.ended_at == step.before.ended_at) {
    return {};
  }
  return "revoked: a link or a person that was taken back changed the phase";
}

// I5: a hold gives nobody a right.
Broken holding_widens_nothing(const Core& core, const Step& step) {
  if (step.before.held_since || !step.after.held_since) return {};
  if (!is<command::Tick>(step) || oracle::leaderless_for(step.before, step.now) < oracle::kGrace) {
    return "I5: the session was held before the grace was over";
  }
  for (const Participant& now : step.after.participants) {
    const Participant* then = find(step.before, now.id);
    if (then == nullptr ||
        core.permissions_of(step.after, now) != core.permissions_of(step.before, *then)) {
      return "I5: the hold changed " + now.id.str() + "'s rights";
    }
  }
  return {};
}

// A tick without events is right only if no rule of the clock was due.
Broken ticks_miss_nothing(const Step& step) {
  if (!is<command::Tick>(step) || !step.events.empty()) return {};
  const Session& session = step.before;
  if (!session.begun_at || session.ended_at) return {};
  if (session.leaderless_since) {
    const Duration alone = oracle::leaderless_for(session, step.now);
    const bool due = is_farewell(session)
                         ? alone >= oracle::kFarewell
                         : alone >= (session.held_since ? oracle::kUntilClosing : oracle::kGrace);
    if (due) return "I5: the leaderless rule was due, and the tick did nothing";
  }
  if (!is_phase_over(session, step.now)) return {};
  const std::size_t next = session.phase + 1;
  const bool waits = next < session.template_.phases.size() &&
                     session.template_.phases[next].steps_back() && !session.presenter;
  return waits ? Broken{} : Broken{"clock: the phase was over, and the tick did nothing"};
}

// A member who comes while the presenter is away could be the presenter. Nobody gets a chair then
// unless a leader has said who it is, or their own link and the presenter's tell them apart.
Broken nobody_is_seated_unasked(const Step& step) {
  if (!oracle::may_return_as_stranger(step.before)) return {};
  const Participant& presenter = *find(step.before, *step.before.presenter);
  for (const Event& event : step.events) {
    const auto* admitted = std::get_if<ParticipantAdmitted>(&event);
    if (admitted == nullptr) continue;
    const Participant& them = *find(step.after, admitted->participant);
    const auto* asked = std::get_if<command::Admit>(&step.command);
    const bool answered = asked != nullptr && asked->is_new && admitted->is_new;
    const bool told_apart = asked == nullptr && them.named && presenter.named;
    if (them.role == Role::member && !answered && !told_apart) {
      return "I1: " + them.id.str() +
             " got a chair while the presenter was away, and could be them";
    }
  }
  return {};
}

// A recognised person is the old identity: its chair and rights, with closed devices. Nobody else
// changes.
Broken recognition_moves_one_person(const Step& step) {
  const auto* asked = std::get_if<command::Admit>(&step.command);
  if (asked == nullptr || !asked->as) return {};
  const Participant* then = find(step.before, *asked->as);
  const Participant* waited = find(step.before, asked->participant);
  if (then == nullptr || waited == nullptr || waited->admitted || !then->admitted ||
      then->connected || then->removed || then->role != waited->role) {
    return "recognition: " + asked->participant.str() + " took a place that was not free";
  }
  Session expected = step.before;
  std::erase_if(expected.participants,
                [&](const Participant& each) { return each.id == asked->participant; });
  for (Participant& each : expected.participants) {
    if (each.id != *asked->as) continue;
    each.connected = true;
    each.left = each.audio = each.video = false;
  }
  expected.revision = step.after.revision;
  expected.recognised.insert_or_assign(asked->participant, *asked->as);
  if (expected == step.after) return {};
  return "recognition: more changed than that " + asked->as->str() + " is back";
}

// Leaders are offered the acts that are carried out.
Broken acts_are_as_told(const Step& step) {
  const auto told = told_act(step.command);
  if (!told || step.events.empty()) return {};
  const auto& [act, target] = *told;
  const Participant* them = find(step.before, target);
  const auto acts = leader_acts(step.before, *actor_before(step), *them);
  if (std::ranges::find(acts, act) != acts.end()) return {};
  return "acts: " + std::string{to_word(act)} + " of " + target.str() + " was not offered";
}

// A step is taken in the way that the leaders were told before.
Broken next_step_is_as_told(const Step& step) {
  const auto* advance = std::get_if<command::Advance>(&step.command);
  if (advance == nullptr || step.before.ended_at) return {};
  const NextStep told = next_step(step.before);
  if (advance->phase != told.phase) return {};
  if (told.needs_presenter) return "next: the step needs a presenter, and was taken without";
  if (step.after.presenter != told.presenter)
    return "next: the step was told with another presenter";
  if ((step.after.case_number > step.before.case_number) != (told.does == Does::hearNext)) {
    return "next: the step was told wrongly as another case";
  }
  return {};
}

constexpr std::array kStepInvariants{
    revision_counts_events,    seats_outlive_connections, doors_close_devices,
    devices_are_their_owners,  step_back_ends_rightly,    phases_change_rightly,
    members_change_themselves, the_absent_say_nothing,    removed_stay_out,
    ticks_miss_nothing,        revoked_tokens_are_dead,   taking_back_is_narrow,
    next_step_is_as_told,      nobody_is_seated_unasked,  recognition_moves_one_person,
    acts_are_as_told,          lead_changes_rightly,      closing_the_link_is_whole};

}  // namespace

Broken broken_in_step(const Core& core, const Step& step) {
  for (const auto invariant : kStepInvariants) {
    if (auto broken = invariant(step)) return broken;
  }
  return holding_widens_nothing(core, step);
}

}  // namespace stepback::protocol::test

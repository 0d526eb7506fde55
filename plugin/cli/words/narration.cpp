#include "plugin/cli/words/narration.hpp"

#include <algorithm>
#include <utility>

#include "plugin/cli/words/pending_narration.hpp"
#include "plugin/cli/words/sentences.hpp"
#include "plugin/cli/words/signal_narration.hpp"
#include "plugin/cli/words/step_back_narration.hpp"

namespace stepback::cli {
namespace {

using Lines = std::vector<std::string>;

void add(Lines more, Lines& lines) {
  for (std::string& each : more) lines.push_back(std::move(each));
}

/// The person in the facilitator's seat, connected or not, or null.
const stepback_participant* lead(const stepback_state& state) {
  for (const stepback_participant* each : participants_of(state)) {
    if (each->seat == STEPBACK_SEAT_FACILITATOR) return each;
  }
  return nullptr;
}

std::string waiting(const stepback_state& state) {
  sentences::Names leaders;
  for (const stepback_participant* each : participants_of(state)) {
    if (leads(*each) && each->connected) leaders.emplace_back(each->name);
  }
  return sentences::you_wait_outside(leaders);
}

void tell_one_outside(const stepback_state& state, const stepback_participant& who, Lines& lines) {
  if (state.may.lead && is_outside(who) && who.connected) {
    lines.push_back(sentences::waits_outside(state, who));
  }
}

/// Whether only leaders have a place in the present phase.
bool is_for_leaders(const stepback_state& state) {
  const auto index = phase_index(state);
  return index && phases_of(state)[*index]->leaders_only != 0;
}

// Everybody is told of every recording that they can see, also their own, in every phase.
void tell_recordings(const stepback_state* before, const stepback_state& after, Lines& lines) {
  for (const stepback_participant* is : participants_of(after)) {
    const stepback_participant* was = before == nullptr ? nullptr : find(*before, is->id);
    const bool recorded = was != nullptr && was->records != 0;
    const bool records = is->records != 0;
    // Of a person who is not connected, no more is said than that.
    if (records == recorded || (recorded && is->connected == 0)) continue;
    lines.push_back(is_you(after, *is) ? sentences::you_record(records)
                                       : sentences::records(is->name, records));
  }
}

void tell_first(const stepback_state& after, Instant now, const Circumstances& circumstances,
                Lines& lines) {
  const stepback_participant* me = self(after);
  if (me != nullptr && is_outside(*me)) {
    lines.push_back(waiting(after));
    tell_recordings(nullptr, after, lines);
    return;
  }
  lines.push_back(sentences::you_are_in(after));
  lines.push_back(sentences::phase_entered(after, now));
  if (const stepback_participant* who = presenter(after); who != nullptr && is_stepped_back(*who)) {
    lines.push_back(step_back_in_full(after, *who, now, circumstances));
  }
  if (is_for_leaders(after)) lines.push_back(sentences::group_has_gone());
  for (const stepback_participant* each : participants_of(after))
    tell_one_outside(after, *each, lines);
  tell_recordings(nullptr, after, lines);
  if (after.held) lines.push_back(sentences::held());
  add(new_pending(nullptr, after), lines);
  if (after.may.take_lead) lines.push_back(sentences::lead_to_take(lead(after)));
  lines.push_back(sentences::help_hint());
}

void tell_newcomer(const stepback_state& after, const stepback_participant& who, Lines& lines) {
  if (is_outside(who)) return tell_one_outside(after, who, lines);
  if (who.connected) lines.push_back(sentences::came(who));
}

// Whether there is more to say of a person who waits: an answer is needed, or the server warns.
bool needs_other_words(const stepback_participant& was, const stepback_participant& is) {
  const std::string warning = sentences::known_of(is);
  return (needs_answer(is) && !needs_answer(was)) ||
         (!warning.empty() && warning != sentences::known_of(was));
}

void tell_other(const stepback_state& after, const stepback_participant& was,
                const stepback_participant& is, Lines& lines) {
  if (text_of(was.name) != text_of(is.name)) lines.push_back(sentences::renamed(was.name, is.name));
  if (is_outside(was) && !is_outside(is)) {
    lines.push_back(after.may.lead ? sentences::let_in(is.name) : sentences::came(is));
  } else if (was.connected && !is.connected && !is_outside(is)) {
    lines.push_back(sentences::not_connected(is));
  } else if (is_outside(is) && needs_other_words(was, is)) {
    tell_one_outside(after, is, lines);
  } else if (!was.connected && is.connected) {
    if (is_outside(is)) {
      tell_one_outside(after, is, lines);
    } else {
      lines.push_back(sentences::is_back(is));
    }
  }
  if (is_silent(is) && !is_silent(was)) lines.push_back(sentences::does_not_answer(is.name));
  if (is.connected && !is_silent(is) && is_silent(was)) {
    lines.push_back(sentences::answers_again(is.name));
  }
  if (!was.hand && is.hand) lines.push_back(sentences::hand_raised(is.name));
}

// Whether this person waited, and is now recognised as a person who was away. The state then shows
// the person who was away as connected.
bool is_recognised(const stepback_participant& was, const stepback_state& before,
                   const stepback_state& after) {
  const auto could_be = identities_for(before, was);
  return is_outside(was) && std::ranges::any_of(could_be, [&](const stepback_participant* each) {
           const stepback_participant* now = find(after, each->id);
           return now != nullptr && now->connected;
         });
}

void tell_people(const stepback_state& before, const stepback_state& after, Lines& lines) {
  for (const stepback_participant* is : participants_of(after)) {
    if (is_you(after, *is)) continue;
    const stepback_participant* was = find(before, is->id);
    if (was == nullptr) {
      tell_newcomer(after, *is, lines);
    } else {
      tell_other(after, *was, *is, lines);
    }
  }
  for (const stepback_participant* was : participants_of(before)) {
    if (find(after, was->id) != nullptr || is_recognised(*was, before, after)) continue;
    // That the group has gone is told at once, and of everybody (tell_phase).
    if (is_for_leaders(after) && !is_leader(*was)) continue;
    lines.push_back(sentences::left(was->name));
  }
}

void tell_lead(const stepback_state& before, const stepback_state& after, Lines& lines) {
  const stepback_participant* was = lead(before);
  const stepback_participant* is = lead(after);
  if (after.may.take_lead && !before.may.take_lead) {
    lines.push_back(sentences::lead_to_take(is));
  }
  if (is == nullptr || (was != nullptr && is_same(*was, *is))) return;
  // The first sentence about a newcomer says that they are the facilitator.
  const bool is_newcomer = find(before, is->id) == nullptr;
  if (is_you(after, *is)) {
    lines.push_back(sentences::you_lead());
  } else if (!is_newcomer) {
    lines.push_back(sentences::leads(is->name));
  }
}

void tell_case(const stepback_state& before, const stepback_state& after, Lines& lines) {
  if (after.case_number != before.case_number) lines.push_back(sentences::case_begins(after));
  const stepback_participant* was = presenter(before);
  const stepback_participant* is = presenter(after);
  if (is == nullptr || (was != nullptr && is_same(*was, *is))) return;
  lines.push_back(is_you(after, *is) ? sentences::you_are_appointed()
                                     : sentences::appointed(is->name));
}

void tell_phase(const stepback_state& before, const stepback_state& after, Instant now,
                const Circumstances& circumstances, Lines& lines) {
  if (before.begun_at == 0 && after.begun_at != 0) lines.push_back(sentences::begun());
  if (text_of(before.phase_name) != text_of(after.phase_name))
    lines.push_back(sentences::phase_entered(after, now));
  if (is_for_leaders(after) && !is_for_leaders(before)) {
    lines.push_back(sentences::group_has_gone());
  }
  // Nothing is said about rights when the session ends.
  if (after.ended_at != 0) return;

  const stepback_participant* is = presenter(after);
  const stepback_participant* was = is == nullptr ? nullptr : find(before, is->id);
  const bool away_before = was != nullptr && is_stepped_back(*was);
  const bool away = is != nullptr && is_stepped_back(*is);
  if (away && !away_before) lines.push_back(step_back_in_full(after, *is, now, circumstances));
  if (!away && away_before) {
    lines.push_back(is_you(after, *is) ? sentences::you_are_invited_back()
                                       : sentences::invited_back(is->name));
  }

  const bool moved =
      after.return_at != 0 && before.return_at != 0 && after.return_at != before.return_at;
  const bool told_by_step_back = away && !away_before;
  const bool told_why = after.may.lead && (after.return_moved != before.return_moved ||
                                           after.return_moved_from != before.return_moved_from);
  if (told_why && after.return_moved == STEPBACK_RETURN_MOVED_LATE_START) {
    lines.push_back(sentences::return_moved_late_start(after, now));
  } else if (told_why && after.return_moved == STEPBACK_RETURN_MOVED_HOLD) {
    lines.push_back(sentences::return_moved_by_hold(after, now));
  } else if (moved && !told_by_step_back && !after.held) {
    lines.push_back(sentences::return_planned(after, now));
  }
}

void tell_course(const stepback_state& before, const stepback_state& after, Lines& lines) {
  if (after.held && !before.held) lines.push_back(sentences::held());
  if (!after.held && before.held && after.ended_at == 0) lines.push_back(sentences::resumed());
  if (after.may.lead && before.locked != after.locked && after.ended_at == 0) {
    lines.push_back(sentences::locked(after.locked != 0));
  }
  add(changed_hearing(before, after), lines);
}

void tell_own_microphone(const stepback_state& before, const stepback_state& after,
                         const Circumstances& circumstances, const stepback_participant& was,
                         const stepback_participant& is, Lines& lines) {
  // The sentences about a step back and its end already say what they mean for the microphone.
  const bool moved_chair = is_stepped_back(was) != is_stepped_back(is);
  if (!was.audio && is.audio) return lines.push_back(sentences::microphone_open());
  if (moved_chair || is_stepped_back(is)) return;
  if (was.audio && !is.audio) {
    if (circumstances.closed_own_microphone) {
      lines.push_back(sentences::microphone_closed());
    } else if (circumstances.reconnected) {
      lines.push_back(sentences::microphone_closed_by_reconnect());
    } else if (after.may.speak) {
      lines.push_back(sentences::microphone_closed_by_leader());
    }
  }
  if (before.may.speak && !after.may.speak) lines.push_back(sentences::you_listen_now());
  if (!before.may.speak && after.may.speak && !is.audio) {
    lines.push_back(sentences::you_may_speak_again());
  }
}

}  // namespace

Lines narrate(const stepback_state* before, const stepback_state& after, Instant now,
              const Circumstances& circumstances) {
  Lines lines;
  const stepback_participant* was = before == nullptr ? nullptr : self(*before);
  const stepback_participant* is = self(after);
  if (was == nullptr || is == nullptr) {
    tell_first(after, now, circumstances, lines);
    return lines;
  }
  if (is_outside(*was) && !is_outside(*is)) {
    lines.push_back(is_same(*was, *is) ? sentences::you_were_let_in()
                                       : sentences::you_are_recognised());
    tell_first(after, now, circumstances, lines);
    return lines;
  }
  tell_people(*before, after, lines);
  const bool over = after.ended_at != 0;
  if (!over) tell_lead(*before, after, lines);
  if (!over) tell_case(*before, after, lines);
  tell_phase(*before, after, now, circumstances, lines);
  tell_course(*before, after, lines);
  add(new_pending(before, after), lines);
  if (circumstances.reconnected) add(lost_changes(*before, after), lines);
  if (!over) tell_own_microphone(*before, after, circumstances, *was, *is, lines);
  if (!over) tell_recordings(before, after, lines);
  add(own_signals(*before, after), lines);
  if (!over && was->hand != is->hand) lines.push_back(sentences::your_hand(is->hand != 0));
  return lines;
}

}  // namespace stepback::cli

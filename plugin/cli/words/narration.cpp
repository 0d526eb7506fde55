#include "plugin/cli/words/narration.hpp"

#include "plugin/cli/words/sentences.hpp"

namespace stepback::cli {
namespace {

using Lines = std::vector<std::string>;

bool is_self(const State& state, const Participant& who) {
  return who.id == state.you;
}

/// The person in the facilitator's seat, connected or not, or null.
const Participant* lead(const State& state) {
  for (const Participant& each : state.participants) {
    if (each.seat == STEPBACK_SEAT_FACILITATOR) return &each;
  }
  return nullptr;
}

std::string waiting(const State& state) {
  sentences::Names leaders;
  for (const Participant& each : state.participants) {
    if (is_leader(each) && each.connected) leaders.push_back(each.name);
  }
  return sentences::you_wait_outside(leaders);
}

void tell_one_outside(const State& state, const Participant& who, Lines& lines) {
  if (state.may.lead && is_outside(who) && who.connected) {
    lines.push_back(sentences::waits_outside(who.name));
  }
}

void tell_step_back(const State& after, const Participant& who, Instant now, Lines& lines) {
  lines.push_back(is_self(after, who) ? sentences::you_stepped_back(after, now)
                                      : sentences::stepped_back(who.name, after, now));
}

void tell_first(const State& after, Instant now, Lines& lines) {
  const Participant* me = self(after);
  if (me != nullptr && is_outside(*me)) {
    lines.push_back(waiting(after));
    return;
  }
  lines.push_back(sentences::you_are_in(after));
  lines.push_back(sentences::phase_entered(after, now));
  if (const Participant* who = presenter(after); who != nullptr && is_stepped_back(*who)) {
    tell_step_back(after, *who, now, lines);
  }
  for (const Participant& each : after.participants) tell_one_outside(after, each, lines);
  if (after.held) lines.push_back(sentences::held());
  lines.push_back(sentences::help_hint());
}

void tell_newcomer(const State& after, const Participant& who, Lines& lines) {
  if (is_outside(who)) return tell_one_outside(after, who, lines);
  if (who.connected) lines.push_back(sentences::came(who));
}

void tell_other(const State& after, const Participant& was, const Participant& is, Lines& lines) {
  if (was.name != is.name) lines.push_back(sentences::renamed(was.name, is.name));
  if (is_outside(was) && !is_outside(is)) {
    lines.push_back(after.may.lead ? sentences::let_in(is.name) : sentences::came(is));
  } else if (was.connected && !is.connected && !is_outside(is)) {
    lines.push_back(sentences::not_connected(is));
  } else if (!was.connected && is.connected) {
    if (is_outside(is)) {
      tell_one_outside(after, is, lines);
    } else {
      lines.push_back(sentences::is_back(is));
    }
  }
  if (!was.hand && is.hand) lines.push_back(sentences::hand_raised(is.name));
}

void tell_people(const State& before, const State& after, Lines& lines) {
  for (const Participant& is : after.participants) {
    if (is_self(after, is)) continue;
    const Participant* was = find(before, is.id);
    if (was == nullptr) {
      tell_newcomer(after, is, lines);
    } else {
      tell_other(after, *was, is, lines);
    }
  }
  for (const Participant& was : before.participants) {
    if (find(after, was.id) == nullptr) lines.push_back(sentences::left(was.name));
  }
}

void tell_lead(const State& before, const State& after, Lines& lines) {
  const Participant* was = lead(before);
  const Participant* is = lead(after);
  if (is == nullptr || (was != nullptr && was->id == is->id)) return;
  if (is_self(after, *is)) {
    lines.push_back(sentences::you_lead());
  } else if (was != nullptr) {
    lines.push_back(sentences::leads(is->name));
  }
}

void tell_case(const State& before, const State& after, Lines& lines) {
  if (after.case_number != before.case_number) lines.push_back(sentences::case_begins(after));
  const Participant* was = presenter(before);
  const Participant* is = presenter(after);
  if (is == nullptr || (was != nullptr && was->id == is->id)) return;
  lines.push_back(is_self(after, *is) ? sentences::you_are_appointed()
                                      : sentences::appointed(is->name));
}

void tell_phase(const State& before, const State& after, Instant now, Lines& lines) {
  if (before.begun_at == 0 && after.begun_at != 0) lines.push_back(sentences::begun());
  if (before.phase_name != after.phase_name) lines.push_back(sentences::phase_entered(after, now));

  const Participant* is = presenter(after);
  const Participant* was = is == nullptr ? nullptr : find(before, is->id);
  const bool away_before = was != nullptr && is_stepped_back(*was);
  const bool away = is != nullptr && is_stepped_back(*is);
  if (away && !away_before) tell_step_back(after, *is, now, lines);
  if (!away && away_before) {
    lines.push_back(is_self(after, *is) ? sentences::you_are_invited_back()
                                        : sentences::invited_back(is->name));
  }

  const bool moved =
      after.return_at != 0 && before.return_at != 0 && after.return_at != before.return_at;
  const bool told_by_step_back = away && !away_before;
  if (after.may.lead && after.return_late_start && !before.return_late_start) {
    lines.push_back(sentences::return_moved_late_start(after, now));
  } else if (moved && !told_by_step_back && !after.held) {
    lines.push_back(sentences::return_planned(after, now));
  }
}

void tell_course(const State& before, const State& after, Lines& lines) {
  if (after.held && !before.held) lines.push_back(sentences::held());
  if (!after.held && before.held && after.ended_at == 0) lines.push_back(sentences::resumed());
  if (after.may.lead && before.locked != after.locked) {
    lines.push_back(sentences::locked(after.locked));
  }
  if (!after.may.lead) return;
  const Participant* is = presenter(after);
  const Participant* was = is == nullptr ? nullptr : find(before, is->id);
  if (was == nullptr || was->hearing == is->hearing) return;
  const std::string hearing = sentences::hearing(is->name, is->hearing);
  if (!hearing.empty()) lines.push_back(hearing);
}

void tell_own_microphone(const State& before, const State& after,
                         const Circumstances& circumstances, const Participant& was,
                         const Participant& is, Lines& lines) {
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

Lines narrate(const State* before, const State& after, Instant now,
              const Circumstances& circumstances) {
  Lines lines;
  const Participant* was = before == nullptr ? nullptr : self(*before);
  const Participant* is = self(after);
  if (was == nullptr || is == nullptr) {
    tell_first(after, now, lines);
    return lines;
  }
  if (is_outside(*was) && !is_outside(*is)) {
    lines.push_back(sentences::you_were_let_in());
    tell_first(after, now, lines);
    return lines;
  }
  tell_people(*before, after, lines);
  tell_lead(*before, after, lines);
  tell_case(*before, after, lines);
  tell_phase(*before, after, now, lines);
  tell_course(*before, after, lines);
  tell_own_microphone(*before, after, circumstances, *was, *is, lines);
  if (was->hand != is->hand) lines.push_back(sentences::your_hand(is->hand));
  return lines;
}

}  // namespace stepback::cli

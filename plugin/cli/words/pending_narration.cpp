#include "plugin/cli/words/pending_narration.hpp"

#include <algorithm>

#include "plugin/cli/words/sentences.hpp"

namespace stepback::cli {
namespace {

using Lines = std::vector<std::string>;

bool has(const stepback_state& state, const stepback_pending_change& change) {
  return std::ranges::any_of(pending_of(state), [&](const stepback_pending_change* each) {
    return each->does == change.does && each->since == change.since &&
           text_of(each->phase) == text_of(change.phase) &&
           text_of(each->participant) == text_of(change.participant);
  });
}

bool changes_phase(const stepback_pending_change& change) {
  return change.does == STEPBACK_PENDING_STEP_BACK || change.does == STEPBACK_PENDING_ADVANCE;
}

/// Whether the state shows that this change is not in force. A closed device shows nothing: after a
/// lost connection it is closed anyway.
bool is_undone(const stepback_state& state, const stepback_pending_change& change) {
  if (changes_phase(change)) return text_of(change.phase) != text_of(state.phase_name);
  if (change.does == STEPBACK_PENDING_LOCK) return state.locked == 0;
  if (change.does != STEPBACK_PENDING_REMOVE) return false;
  return find(state, text_of(change.participant)) != nullptr;
}

}  // namespace

Lines new_pending(const stepback_state* before, const stepback_state& after) {
  Lines lines;
  const stepback_trouble was = before == nullptr ? STEPBACK_TROUBLE_NONE : before->trouble;
  if (after.may.lead != 0 && after.trouble != was) {
    const std::string trouble = sentences::trouble(after.trouble);
    lines.push_back(trouble.empty() ? sentences::no_trouble_any_more() : trouble);
  }
  for (const stepback_pending_change* each : pending_of(after)) {
    if (before != nullptr && has(*before, *each)) continue;
    lines.push_back(sentences::not_kept_yet(after, *each));
  }
  return lines;
}

Lines lost_changes(const stepback_state& before, const stepback_state& after) {
  if (before.may.lead == 0 || after.may.lead == 0) return {};
  const auto was = pending_of(before);
  const auto still = [&](const stepback_pending_change* each) { return has(after, *each); };
  if (std::ranges::any_of(was, still)) return {};
  const auto undone = [&](const stepback_pending_change* each) { return is_undone(after, *each); };
  Lines lines;
  const auto phase = [&](const auto* each) { return changes_phase(*each) && undone(each); };
  const auto other = [&](const auto* each) { return !changes_phase(*each) && undone(each); };
  if (std::ranges::any_of(was, phase)) lines.push_back(sentences::phase_lost());
  if (std::ranges::any_of(was, other)) lines.push_back(sentences::change_lost());
  return lines;
}

}  // namespace stepback::cli

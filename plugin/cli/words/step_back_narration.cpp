#include "plugin/cli/words/step_back_narration.hpp"

#include "plugin/cli/words/sentences.hpp"

namespace stepback::cli {
namespace {

// Whether a leader who sees this state has been told how this person hears.
bool is_told(const stepback_state& state, const stepback_participant* who) {
  return state.may.lead != 0 && who != nullptr && is_stepped_back(*who) && who->connected != 0 &&
         !is_silent(*who);
}

}  // namespace

std::string what_the_presenter_hears(const stepback_state& state, const stepback_participant& who) {
  if (who.connected == 0) return sentences::not_connected(who);
  if (state.may.lead == 0) return {};
  if (!is_silent(who)) return sentences::hears(who.name, who.hearing);
  return sentences::does_not_answer(who.name) + " " +
         sentences::hears(who.name, STEPBACK_HEARING_UNKNOWN);
}

std::string step_back_in_full(const stepback_state& state, const stepback_participant& who,
                              Instant now, const Circumstances& circumstances) {
  const bool you = is_you(state, who);
  std::string text = you ? sentences::you_stepped_back(state.may.show != 0)
                         : sentences::stepped_back(who.name, who.video != 0);
  const std::string hears =
      you ? sentences::what_you_hear(state, circumstances) : what_the_presenter_hears(state, who);
  if (!hears.empty()) text += " " + hears;
  if (state.return_at != 0) text += " " + sentences::return_planned(state, now);
  return text;
}

std::vector<std::string> changed_hearing(const stepback_state& before,
                                         const stepback_state& after) {
  const stepback_participant* is = presenter(after);
  if (!is_told(after, is) || is_you(after, *is)) return {};
  const stepback_participant* was = find(before, is->id);
  if (was == nullptr || !is_stepped_back(*was)) return {};  // the step back is told in full
  if (!is_told(before, was)) return {sentences::hears(is->name, is->hearing)};
  if (was->hearing == is->hearing) return {};
  if (is->hearing == STEPBACK_HEARING_UNKNOWN) return {sentences::hearing_not_said(is->name)};
  return {sentences::hears(is->name, is->hearing)};
}

}  // namespace stepback::cli

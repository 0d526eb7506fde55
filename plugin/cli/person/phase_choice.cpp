#include "plugin/cli/person/phase_choice.hpp"

#include <algorithm>
#include <vector>

#include "plugin/cli/words/sentences.hpp"
#include "plugin/cli/words/text.hpp"
#include "plugin/cli/words/time_words.hpp"

namespace stepback::cli {
namespace {

constexpr std::string_view kEnded = "ended";

std::vector<std::string> phase_names(const stepback_state& state) {
  std::vector<std::string> names;
  for (const stepback_phase* phase : phases_of(state)) names.emplace_back(phase->name);
  names.emplace_back(kEnded);
  return names;
}

}  // namespace

tl::expected<std::string, std::string> find_phase(const stepback_state& state,
                                                  std::string_view word) {
  const std::string wanted = fold_case(trim(word));
  if (wanted == kEnded) return std::string{kEnded};
  std::vector<std::string> alike;
  for (const stepback_phase* phase : phases_of(state)) {
    const std::string name = fold_case(phase->name);
    const std::string title = fold_case(phase->title);
    if (name == wanted || title == wanted) return phase->name;
    if (name.starts_with(wanted) || title.starts_with(wanted)) alike.emplace_back(phase->name);
  }
  if (alike.size() == 1) return alike.front();
  if (alike.size() > 1) return tl::unexpected{sentences::phase_fits_several(word, alike)};
  return tl::unexpected{sentences::no_such_phase(word, phase_names(state))};
}

tl::expected<std::string, std::string> next_phase(const stepback_state& state) {
  if (state.next_phase == nullptr)
    return tl::unexpected{sentences::no_next_told(phase_names(state))};
  if (state.next_does == STEPBACK_DOES_END) return tl::unexpected{sentences::last_phase()};
  return state.next_phase;
}

tl::expected<Instant, std::string> return_moment(const stepback_state&,
                                                 const typed::ReturnAtTime& at, Instant now) {
  const auto moment = nearest_time_of_day(at.hour, at.minute, now);
  if (!moment) return tl::unexpected{sentences::no_such_time()};
  return *moment;
}

tl::expected<Instant, std::string> return_moment(const stepback_state& state,
                                                 const typed::ReturnBy& by, Instant) {
  if (state.return_at == 0) return tl::unexpected{sentences::no_return_planned()};
  return state.return_at + by.minutes * kMinuteMs;
}

tl::expected<Instant, std::string> return_moment(const stepback_state& state,
                                                 const typed::ReturnAtMinute& at, Instant) {
  if (state.begun_at == 0) return tl::unexpected{sentences::not_begun()};
  return state.begun_at + at.minute * kMinuteMs;
}

}  // namespace stepback::cli

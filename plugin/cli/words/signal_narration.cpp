#include "plugin/cli/words/signal_narration.hpp"

#include <algorithm>

#include "plugin/cli/words/sentences.hpp"

namespace stepback::cli {
namespace {

using Lines = std::vector<std::string>;

// More than a low window shows beside the circle.
constexpr std::size_t kMostShown = 3;

const stepback_signal_record* find_signal(const stepback_state& state, std::string_view id) {
  const auto all = signals_of(state);
  const auto found = std::ranges::find_if(
      all, [&](const stepback_signal_record* each) { return text_of(each->id) == id; });
  return found == all.end() ? nullptr : *found;
}

std::string name_of(const stepback_state& state, const char* id) {
  const stepback_participant* who = find(state, text_of(id));
  return who == nullptr ? sentences::somebody_who_left() : who->name;
}

bool is_open_of_others(const stepback_state& state, const stepback_signal_record& signal) {
  return state.may.lead != 0 && signal.done_at == 0 && !is_own(state, signal);
}

std::string sentence(const stepback_state& state, const stepback_signal_record& signal) {
  return sentences::signal(name_of(state, signal.from), signal.kind);
}

void tell_own(const stepback_state& after, const stepback_signal_record* was,
              const stepback_signal_record& is, Lines& lines) {
  if (is.done_at != 0) {
    if (was == nullptr || was->done_at == 0) lines.push_back(sentences::signal_done());
    return;
  }
  for (std::size_t i = 0; i < is.seen_by_count; ++i) {
    const char* leader = is.seen_by[i];
    if (was != nullptr && is_seen_by(*was, text_of(leader))) continue;
    lines.push_back(sentences::signal_seen(name_of(after, leader)));
  }
}

}  // namespace

Lines new_signals(const stepback_state* before, const stepback_state& after) {
  Lines lines;
  for (const stepback_signal_record* is : signals_of(after)) {
    if (!is_open_of_others(after, *is)) continue;
    const stepback_signal_record* was =
        before == nullptr ? nullptr : find_signal(*before, text_of(is->id));
    const bool open_before = was != nullptr && was->done_at == 0;
    if (!open_before || was->times != is->times) lines.push_back(sentence(after, *is));
  }
  return lines;
}

Lines open_signals(const stepback_state& state) {
  Lines lines;
  std::size_t more = 0;
  for (const stepback_signal_record* each : signals_of(state)) {
    if (!is_open_of_others(state, *each)) continue;
    if (lines.size() < kMostShown) {
      lines.push_back(sentence(state, *each));
    } else {
      ++more;
    }
  }
  if (more > 0) lines.back() += " (and " + std::to_string(more) + " more)";
  return lines;
}

Lines own_signals(const stepback_state& before, const stepback_state& after) {
  Lines lines;
  for (const stepback_signal_record* is : signals_of(after)) {
    if (is_own(after, *is)) tell_own(after, find_signal(before, text_of(is->id)), *is, lines);
  }
  return lines;
}

std::string unseen_signal(const stepback_state& state) {
  return leader_answers(state) ? sentences::signal_unseen() : sentences::signal_waits();
}

}  // namespace stepback::cli

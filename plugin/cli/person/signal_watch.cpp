#include "plugin/cli/person/signal_watch.hpp"

#include "plugin/cli/words/signal_narration.hpp"

namespace stepback::cli {

// Whether this signal is taken for the first time since it was sent last.
bool SignalWatch::take(Times& known, const stepback_signal_record& signal) {
  const auto [at, is_new] = known.emplace(signal.id, signal.times);
  if (!is_new && at->second == signal.times) return false;
  at->second = signal.times;
  return true;
}

std::vector<const char*> SignalWatch::to_see(const stepback_state& state) {
  std::vector<const char*> ids;
  if (state.may.lead == 0) return ids;
  for (const stepback_signal_record* each : signals_of(state)) {
    if (each->done_at != 0 || is_own(state, *each)) continue;
    if (is_seen_by(*each, text_of(state.you))) continue;
    if (take(seen_, *each)) ids.push_back(each->id);
  }
  return ids;
}

std::vector<std::string> SignalWatch::overdue(const stepback_state& state, Instant now) {
  std::vector<std::string> sentences;
  for (const stepback_signal_record* each : signals_of(state)) {
    if (each->done_at != 0 || !is_own(state, *each) || each->seen_by_count > 0) continue;
    if (now - each->at < kUnseenMs) continue;
    if (take(told_, *each)) sentences.push_back(unseen_signal(state));
  }
  return sentences;
}

}  // namespace stepback::cli

#include "plugin/cli/person/signal_watch.hpp"

#include "plugin/cli/words/signal_narration.hpp"

namespace stepback::cli {
namespace {

// The server names each new signal anew, so what is kept of the others would only grow.
template <typename Kept>
void forget_gone(Kept& kept, const stepback_state& state) {
  Kept shown;
  for (const stepback_signal_record* each : signals_of(state)) {
    if (auto node = kept.extract(each->id)) shown.insert(std::move(node));
  }
  kept = std::move(shown);
}

}  // namespace

std::vector<const char*> SignalWatch::to_see(const stepback_state& state, Steady::time_point now) {
  forget_gone(seen_, state);
  std::vector<const char*> ids;
  if (state.may.lead == 0) return ids;
  for (const stepback_signal_record* each : signals_of(state)) {
    if (each->done_at != 0 || is_own(state, *each)) continue;
    if (is_seen_by(*each, text_of(state.you))) continue;
    const auto [at, is_new] = seen_.try_emplace(each->id, each->times, now);
    auto& [times, taken] = at->second;
    if (!is_new && times == each->times && now - taken < kAgainAfter) continue;
    at->second = {each->times, now};
    ids.push_back(each->id);
  }
  return ids;
}

std::vector<std::string> SignalWatch::overdue(const stepback_state& state, Instant now) {
  forget_gone(told_, state);
  std::vector<std::string> sentences;
  for (const stepback_signal_record* each : signals_of(state)) {
    if (each->done_at != 0 || !is_own(state, *each) || each->seen_by_count > 0) continue;
    if (now - each->at < kUnseenMs) continue;
    const auto [told, is_new] = told_.try_emplace(each->id, each->times);
    if (!is_new && told->second == each->times) continue;
    told->second = each->times;
    sentences.push_back(unseen_signal(state));
  }
  return sentences;
}

}  // namespace stepback::cli

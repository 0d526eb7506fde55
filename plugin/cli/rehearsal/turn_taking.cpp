#include "plugin/cli/rehearsal/turn_taking.hpp"

#include <algorithm>
#include <vector>

namespace stepback::cli::rehearsal {

std::optional<std::size_t> TurnTaking::talker(Instant now, std::span<const Wish> wishes) {
  if (talking_ && (now >= until_ || wishes[*talking_] == Wish::none)) {
    last_ = talking_;
    talking_.reset();
    const auto wanting = std::ranges::count_if(wishes, [](Wish w) { return w != Wish::none; });
    const bool alone = wanting == 1 && wishes[*last_] != Wish::none;
    until_ = now + (alone ? random(kShortestBreathMs, kLongestBreathMs)
                          : random(kShortestPauseMs, kLongestPauseMs));
  }
  if (!talking_ && now >= until_) {
    talking_ = choose(wishes);
    if (talking_) until_ = now + random(kShortestPhraseMs, kLongestPhraseMs);
  }
  return talking_;
}

Instant TurnTaking::random(Instant from, Instant to) {
  return from + static_cast<Instant>(random_()) % (to - from + 1);
}

// One of the people with the strongest wish; the last talker only if no other has the same wish.
std::optional<std::size_t> TurnTaking::choose(std::span<const Wish> wishes) {
  for (const Wish wanted : {Wish::first, Wish::some}) {
    std::vector<std::size_t> who;
    for (std::size_t i = 0; i < wishes.size(); ++i) {
      if (wishes[i] == wanted) who.push_back(i);
    }
    if (who.size() > 1) std::erase_if(who, [&](std::size_t i) { return i == last_; });
    if (!who.empty()) return who[random_() % who.size()];
  }
  return std::nullopt;
}

}  // namespace stepback::cli::rehearsal

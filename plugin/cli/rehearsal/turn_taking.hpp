#pragma once

// Who talks: one at a time, for a phrase, and then a pause in which a person can begin. Pure: time
// comes in; the same seed and the same calls give the same turns. Times are milliseconds of any
// clock that never goes back.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <span>

#include "plugin/cli/rehearsal/actor.hpp"

namespace stepback::cli::rehearsal {

class Floor {
 public:
  static constexpr Instant kShortestPhraseMs = 2'000;
  static constexpr Instant kLongestPhraseMs = 6'000;
  /// Between two people; and where one goes on alone, to breathe.
  static constexpr Instant kShortestPauseMs = 1'500;
  static constexpr Instant kLongestPauseMs = 4'000;
  static constexpr Instant kShortestBreathMs = 500;
  static constexpr Instant kLongestBreathMs = 1'200;

  explicit Floor(std::uint32_t seed) : random_{seed} {}

  /// Who talks now, given everyone's wish, or nobody. Whoever loses their wish falls silent at
  /// once.
  std::optional<std::size_t> talker(Instant now, std::span<const Wish> wishes);

 private:
  Instant random(Instant from, Instant to);
  std::optional<std::size_t> choose(std::span<const Wish> wishes);

  std::minstd_rand random_;
  std::optional<std::size_t> talking_;
  std::optional<std::size_t> last_;
  Instant until_ = 0;  ///< the end of the phrase, or of the pause
};

}  // namespace stepback::cli::rehearsal

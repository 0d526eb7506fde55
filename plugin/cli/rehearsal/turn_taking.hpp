#pragma once

// Decides which simulated person talks: one at a time, for a phrase, then a pause in which a real
// person can begin. Pure: time comes in; the same seed and calls give the same turns. Times are
// milliseconds of any clock that never goes back.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <span>

#include "plugin/cli/rehearsal/actor.hpp"

namespace stepback::cli::rehearsal {

class TurnTaking {
 public:
  static constexpr Instant kShortestPhraseMs = 2'000;
  static constexpr Instant kLongestPhraseMs = 6'000;
  /// Pauses between two people, and breaths of a person who goes on alone.
  static constexpr Instant kShortestPauseMs = 1'500;
  static constexpr Instant kLongestPauseMs = 4'000;
  static constexpr Instant kShortestBreathMs = 500;
  static constexpr Instant kLongestBreathMs = 1'200;

  explicit TurnTaking(std::uint32_t seed) : random_{seed} {}

  /// The index of the person who talks now, or nothing. `wishes` has everybody's wish. A person
  /// whose wish becomes `none` falls silent at once.
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

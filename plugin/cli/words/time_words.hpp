#pragma once

// Times as people say them. Times of day are in the local time zone (the variable TZ).

#include <cstdint>
#include <optional>
#include <string>

#include "plugin/cli/model/session_state.hpp"

namespace stepback::cli {

inline constexpr std::int64_t kMinuteMs = 60'000;

/// "14:45".
std::string time_of_day(Instant at);

/// "18 minutes", "1 minute", "less than a minute". A minute that has begun counts as whole, so that
/// the words change as a clock's hand would. One second of slack covers the delay of a message.
std::string minutes_in_words(std::int64_t ms);

/// "in 18 minutes", "now" (within half a minute), or "3 minutes ago".
std::string distance_in_words(std::int64_t ms);

/// The moment nearest to `now` at which local clocks show hour:minute; it is at most about twelve
/// hours away. Nothing if the calendar has no such time.
std::optional<Instant> nearest_time_of_day(int hour, int minute, Instant now);

}  // namespace stepback::cli

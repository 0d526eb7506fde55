#include "plugin/cli/words/time_words.hpp"

#include <array>
#include <cstdlib>
#include <ctime>

namespace stepback::cli {
namespace {

std::tm local_calendar(Instant at) {
  const auto seconds = static_cast<std::time_t>(at / 1000);
  std::tm calendar{};
  localtime_r(&seconds, &calendar);
  return calendar;
}

std::string count_minutes(std::int64_t minutes) {
  return minutes == 1 ? "1 minute" : std::to_string(minutes) + " minutes";
}

}  // namespace

std::string time_of_day(Instant at) {
  const std::tm calendar = local_calendar(at);
  std::array<char, 8> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%H:%M", &calendar)};
}

std::string minutes_in_words(std::int64_t ms) {
  constexpr std::int64_t kSlackMs = 1000;
  if (ms < kMinuteMs - kSlackMs) return "less than a minute";
  return count_minutes((ms - kSlackMs + kMinuteMs - 1) / kMinuteMs);
}

std::string distance_in_words(std::int64_t ms) {
  if (std::abs(ms) < kMinuteMs / 2) return "now";
  if (ms > 0) return "in " + minutes_in_words(ms);
  return -ms < kMinuteMs ? "less than a minute ago" : count_minutes(-ms / kMinuteMs) + " ago";
}

std::optional<Instant> nearest_time_of_day(int hour, int minute, Instant now) {
  std::optional<Instant> nearest;
  for (const int days : {-1, 0, 1}) {
    std::tm calendar = local_calendar(now);
    calendar.tm_mday += days;
    calendar.tm_hour = hour;
    calendar.tm_min = minute;
    calendar.tm_sec = 0;
    calendar.tm_isdst = -1;
    const std::time_t seconds = std::mktime(&calendar);
    if (seconds == -1) continue;
    const Instant at = static_cast<Instant>(seconds) * 1000;
    if (!nearest || std::abs(at - now) < std::abs(*nearest - now)) nearest = at;
  }
  return nearest;
}

}  // namespace stepback::cli

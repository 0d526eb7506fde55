#include "signalling/base/clock_start.hpp"

#include <algorithm>

namespace stepback::signalling {
namespace {

using protocol::Duration;
using protocol::Instant;

/// Whether the machine has run on since the mark.
bool same_boot(const ClockMark& mark, const TimeSource& source) {
  return !mark.boot.empty() && mark.boot == source.boot() && mark.since_boot <= source.since_boot();
}

StartTime doubt(StartTime::Kind kind, Instant now, Duration wall_ahead, const TimeSource& source) {
  return {.kind = kind,
          .now = now,
          .wall_ahead = wall_ahead,
          .doubted_until = source.since_boot() + kDoubt};
}

StartTime judge_same_boot(const KnownTimes& known, const TimeSource& source) {
  const ClockMark& mark = *known.mark;
  const Duration booted = source.since_boot();
  const Instant wall = source.wall();
  const Instant expected = mark.at + (booted - mark.since_boot);
  const Duration ahead = wall - expected;
  if (std::chrono::abs(ahead) > kClockJump) {
    const Instant now = std::max(expected, known.newest_entry.value_or(expected));
    return doubt(StartTime::Kind::jumped, now, wall - now, source);
  }
  // A small correction waits for the end of the sessions, as it does while a server runs.
  StartTime start{.kind = {}, .now = expected, .wall_ahead = ahead, .doubted_until = {}};
  if (mark.doubted_until > booted) start.doubted_until = mark.doubted_until;
  return start;
}

}  // namespace

StartTime judge_start(const KnownTimes& known, const TimeSource& source) {
  if (known.mark && same_boot(*known.mark, source)) return judge_same_boot(known, source);
  const Instant wall = source.wall();
  std::optional<Instant> newest = known.newest_entry;
  if (known.mark) newest = std::max(newest.value_or(known.mark->at), known.mark->at);
  if (!newest) return {.kind = {}, .now = wall, .wall_ahead = {}, .doubted_until = {}};
  const Duration ahead = wall - *newest;
  if (ahead < -kClockJump) return doubt(StartTime::Kind::jumped, *newest, ahead, source);
  const bool doubted = known.mark && known.mark->doubted_until.has_value();
  if (ahead > kUnseen || doubted) return doubt(StartTime::Kind::unseen, wall, ahead, source);
  return {.kind = {}, .now = wall, .wall_ahead = {}, .doubted_until = {}};
}

}  // namespace stepback::signalling

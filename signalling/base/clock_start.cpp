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

StartTime judge_same_boot(const ClockMark& mark, const TimeSource& source) {
  const Duration booted = source.since_boot();
  const Instant expected = mark.at + (booted - mark.since_boot);
  StartTime start{.kind = StartTime::Kind::trusted,
                  .now = expected,
                  .wall_ahead = source.wall() - expected,
                  .doubted_until = {}};
  if (mark.doubted_until > booted) start.doubted_until = mark.doubted_until;
  // A small correction waits for the end of the sessions, as it does while a server runs.
  if (std::chrono::abs(start.wall_ahead) <= kClockJump) return start;
  start.kind = StartTime::Kind::jumped;
  // Only a clock that is far ahead deletes too early. A correction of such a clock does not.
  if (!start.doubted_until || start.wall_ahead > kUnseen) start.doubted_until = booted + kDoubt;
  return start;
}

/// The newest time that is known without the machine's clock.
std::optional<Instant> newest_of(const KnownTimes& known) {
  if (!known.mark) return known.newest_entry;
  const Instant marked = known.mark->at;
  const Instant entry = known.newest_entry.value_or(marked);
  return entry > marked + 2 * kMarkPeriod ? marked : std::max(entry, marked);
}

}  // namespace

StartTime judge_start(const KnownTimes& known, const TimeSource& source) {
  if (known.mark && same_boot(*known.mark, source)) return judge_same_boot(*known.mark, source);
  const Instant wall = source.wall();
  const std::optional<Instant> newest = newest_of(known);
  if (!newest) return {.kind = {}, .now = wall, .wall_ahead = {}, .doubted_until = {}};
  const Duration ahead = wall - *newest;
  if (ahead < -kClockJump) return doubt(StartTime::Kind::jumped, *newest, ahead, source);
  const bool doubted = known.mark && known.mark->doubted_until.has_value();
  if (ahead > kUnseen || doubted) return doubt(StartTime::Kind::unseen, wall, ahead, source);
  return {.kind = {}, .now = wall, .wall_ahead = {}, .doubted_until = {}};
}

}  // namespace stepback::signalling

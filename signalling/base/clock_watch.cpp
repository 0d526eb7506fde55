#include "signalling/base/clock_watch.hpp"

#include <algorithm>

#include "signalling/base/log.hpp"

namespace stepback::signalling {
namespace {

using protocol::Duration;

std::int64_t whole_seconds(Duration duration) {
  return std::chrono::duration_cast<std::chrono::seconds>(duration).count();
}

}  // namespace

ClockWatch::ClockWatch(SessionClock& clock) : clock_(clock), quiet_since_(clock.uptime()) {}

void ClockWatch::start(const KnownTimes& known) {
  const StartTime start = judge_start(known, clock_.source());
  clock_.anchor(start.now);
  quiet_since_ = clock_.uptime();
  doubted_until_ = start.doubted_until;
  known_ahead_ = clock_.wall_ahead();
  const bool jumped = start.kind == StartTime::Kind::jumped;
  clock_.set_in_doubt(jumped);
  if (jumped) log::error("clockJumped", {{"seconds", whole_seconds(start.wall_ahead)}});
  if (start.kind == StartTime::Kind::unseen) {
    log::warn("clockUnseen", {{"seconds", whole_seconds(start.wall_ahead)}});
  }
}

bool ClockWatch::look(bool begun) {
  const Duration ahead = clock_.wall_ahead();
  const Duration jump = ahead - known_ahead_;
  if (std::chrono::abs(jump) > kClockJump) {
    log::error("clockJumped", {{"seconds", whole_seconds(jump)}});
    quiet_since_ = clock_.uptime();
    if (std::chrono::abs(jump) > kUnseen) doubted_until_ = clock_.uptime() + kDoubt;
    known_ahead_ = ahead;
  }
  // A clock that start() found wrong is taken too, because an earlier clock may have been the wrong
  // one.
  const bool anchors = std::chrono::abs(ahead) > kClockStep && !begun;
  if (anchors) {
    log::info("clockAnchored", {{"seconds", whole_seconds(ahead)}});
    clock_.anchor(clock_.source().wall());
    known_ahead_ = Duration{};
  }
  clock_.set_in_doubt(std::chrono::abs(clock_.wall_ahead()) > kClockJump);
  return anchors;
}

bool ClockWatch::may_purge() const {
  return quiet_for() >= kQuietBeforePurge && !is_date_in_doubt();
}

ClockMark ClockWatch::mark() const {
  return {.boot = clock_.source().boot(),
          .since_boot = clock_.uptime(),
          .at = clock_.now(),
          .doubted_until = is_doubted() ? doubted_until_ : std::nullopt};
}

}  // namespace stepback::signalling

#include "signalling/server/upkeep.hpp"

#include <utility>

#include "signalling/base/log.hpp"

namespace stepback::signalling {

Upkeep::Upkeep(SessionClock& clock, Journal& journal, std::optional<std::chrono::seconds> retention,
               Forget forget)
    : clock_(clock),
      journal_(journal),
      retention_(retention),
      forget_(std::move(forget)),
      watch_(clock) {}

tl::expected<void, std::string> Upkeep::start() {
  const auto archive = journal_.archive();
  if (!archive) return tl::unexpected(archive.error());
  const auto known = (*archive)->known_times();
  if (!known) return tl::unexpected(known.error());
  watch_.start(*known);
  return {};
}

void Upkeep::recovered(bool begun) {
  // Before the first mark, so that a wrong time does not outlive a correction by another restart.
  watch_.look(begun);
  journal_.mark(watch_.mark());
  log_head();
  due_ = clock_.uptime() + kUpkeepPeriod;
}

void Upkeep::tick(bool begun) {
  const bool anchored = watch_.look(begun);
  const protocol::Duration now = clock_.uptime();
  // A mark from before an anchoring would let the next start take the new time for a jump.
  if (anchored || now >= due_) journal_.mark(watch_.mark());
  if (now >= due_) {
    log_head();
    if (retention_ && watch_.is_date_in_doubt()) log::warn("purgeHeld");
    due_ = now + kUpkeepPeriod;
  }
  if (retention_ && now >= purge_due_ && watch_.may_purge()) {
    purge_due_ = now + kUpkeepPeriod;
    purge(*retention_);
  }
}

void Upkeep::purge(std::chrono::seconds older_than) {
  journal_.purge(older_than, [this](const PurgeOutcome& outcome) {
    log::info("purged", {{"count", outcome.sessions.size()}, {"setAside", outcome.set_aside}});
    forget_(outcome.sessions);
  });
}

void Upkeep::stop() {
  journal_.mark(watch_.mark());
  journal_.stop();
  log_head();
}

void Upkeep::log_head() const {
  const auto head = journal_.head();
  if (head) log::info("journalHead", {{"head", log::Sentence{journal::to_text(*head)}}});
}

}  // namespace stepback::signalling

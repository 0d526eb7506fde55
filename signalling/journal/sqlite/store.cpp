#include "signalling/journal/sqlite/store.hpp"

#include <utility>

#include "protocol/record/event_json.hpp"
#include "signalling/journal/chain.hpp"
#include "signalling/journal/sqlite/statements.hpp"

namespace stepback::signalling::journal {
namespace {

using protocol::to_epoch_ms;

/// The session's place in the tables, and where its chain ends.
struct Place {
  std::int64_t number = 0;
  protocol::Revision revision = 0;
  Hash head = kBeginning;
};

tl::unexpected<JournalFault> conflict(std::string why) {
  return tl::unexpected(JournalFault{JournalFault::Kind::conflict, std::move(why)});
}

}  // namespace

Store::Store(SQLite::Database& database)
    : archive_(database),
      ledger_(database),
      signals_(database),
      find_(database, "SELECT number, revision, head FROM session WHERE id = ?"),
      create_(database,
              "INSERT INTO session (id, created_at, changed_at, revision, head) "
              "VALUES (?1, ?2, ?2, 0, x'') RETURNING number"),
      add_(database,
           "INSERT INTO entry (session, revision, at, event, hash) VALUES (?, ?, ?, ?, ?)"),
      advance_(database,
               "UPDATE session SET changed_at = ?2, ended_at = coalesce(?3, ended_at), "
               "revision = ?4, head = ?5 WHERE number = ?1"),
      running_(database, "SELECT number FROM session WHERE id = ? AND ended_at IS NULL"),
      remove_(database, "DELETE FROM session WHERE id = ? RETURNING number, revision, head"),
      old_(database,
           "SELECT id FROM session WHERE ended_at < ?1 OR "
           "(ended_at IS NULL AND changed_at < min(?1, ?2) AND NOT EXISTS ("
           "SELECT 1 FROM entry WHERE entry.session = session.number AND entry.revision = 1 "
           "AND json_valid(event) AND event ->> '$.linksUntil' > ?3)) ORDER BY number"),
      mark_(database,
            "INSERT OR REPLACE INTO clock (only, boot, since_boot, at, doubted_until) "
            "VALUES (1, ?, ?, ?, ?)") {}

void Store::begin() noexcept {
  ledger_.begin();
  deleted_ = false;
}

bool Store::finish() {
  ledger_.finish();
  return deleted_;
}

Journal::Kept Store::append(const Change& change) {
  Place place;
  {
    const Use known(find_);
    known->bind(1, change.session.str());
    if (known->executeStep()) {
      place.number = known->getColumn(0).getInt64();
      place.revision = static_cast<protocol::Revision>(known->getColumn(1).getInt64());
      place.head = hash_of(known->getColumn(2)).value_or(kBeginning);
    } else if (change.first > 1) {
      return conflict("the journal does not know this session any more");
    }
  }
  if (place.revision + 1 != change.first) {
    return conflict("the journal is at revision " + std::to_string(place.revision) +
                    " of this session: expected " + std::to_string(change.first - 1));
  }
  if (change.first == 1) {
    const Use made(create_);
    made->bind(1, change.session.str());
    made->bind(2, to_epoch_ms(change.at));
    made->executeStep();
    place.number = made->getColumn(0).getInt64();
    made->executeStep();  // to its end, when the row is in
    ledger_.add({.at = change.at, .what = LedgerWhat::created, .session = place.number});
  }
  std::optional<protocol::Instant> ended_at;
  for (const protocol::Event& event : change.events) {
    ++place.revision;
    const std::string text = protocol::encode_event(event);
    place.head = chain_hash(place.head, change.session, place.revision, change.at, text);
    const Use added(add_);
    added->bind(1, place.number);
    added->bind(2, static_cast<std::int64_t>(place.revision));
    added->bind(3, to_epoch_ms(change.at));
    added->bind(4, text);
    bind_hash(add_, 5, place.head);
    added->exec();
    if (const auto* ended = std::get_if<protocol::SessionEnded>(&event)) ended_at = ended->at;
  }
  const Use advanced(advance_);
  advanced->bind(1, place.number);
  advanced->bind(2, to_epoch_ms(change.at));
  if (ended_at) advanced->bind(3, to_epoch_ms(*ended_at));
  advanced->bind(4, static_cast<std::int64_t>(place.revision));
  bind_hash(advance_, 5, place.head);
  advanced->exec();
  if (ended_at) deleted_ = signals_.erase(place.number) || deleted_;
  ledger_.keep({.at = change.at,
                .what = LedgerWhat::kept,
                .session = place.number,
                .revision = place.revision,
                .head = place.head});
  return {};
}

void Store::keep(const OpenSignals& open) {
  const Use running(running_);
  running->bind(1, open.session.str());
  if (!running->executeStep()) return;
  const bool deleted = signals_.replace(running->getColumn(0).getInt64(), open.signals);
  deleted_ = deleted || deleted_;
}

void Store::remove(const protocol::SessionId& session, protocol::Instant now, LedgerWhat what) {
  const Use removed(remove_);
  removed->bind(1, session.str());
  if (!removed->executeStep()) return;
  const LedgerRow row{.at = now,
                      .what = what,
                      .session = removed->getColumn(0).getInt64(),
                      .revision = static_cast<protocol::Revision>(removed->getColumn(1).getInt64()),
                      .head = hash_of(removed->getColumn(2)).value_or(kBeginning)};
  removed->executeStep();  // to its end, when the row is gone
  ledger_.add(row);
  deleted_ = true;
}

PurgeOutcome Store::purge(const PurgeRule& rule) {
  PurgeOutcome outcome;
  for (const protocol::SessionId& each : old(rule)) {
    // The columns may have been changed. Reading compares them with the entries.
    if (!rule.damaged_too && !archive_.read(each)) {
      ++outcome.set_aside;
      continue;
    }
    remove(each, rule.now, rule.what);
    outcome.sessions.push_back(each);
  }
  return outcome;
}

std::vector<protocol::SessionId> Store::old(const PurgeRule& rule) {
  std::vector<protocol::SessionId> sessions;
  const Use found(old_);
  found->bind(1, to_epoch_ms(rule.before));
  found->bind(2, to_epoch_ms(rule.now - kOldestIdle));
  found->bind(3, to_epoch_ms(rule.now));
  while (found->executeStep()) sessions.emplace_back(found->getColumn(0).getString());
  return sessions;
}

void Store::mark(const ClockMark& mark) {
  const Use marked(mark_);
  marked->bind(1, mark.boot);
  marked->bind(2, static_cast<std::int64_t>(mark.since_boot.count()));
  marked->bind(3, to_epoch_ms(mark.at));
  if (mark.doubted_until) marked->bind(4, static_cast<std::int64_t>(mark.doubted_until->count()));
  marked->exec();
}

}  // namespace stepback::signalling::journal

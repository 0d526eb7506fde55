#include "signalling/journal/sqlite/ledger_table.hpp"

#include <utility>

#include "signalling/journal/sqlite/statements.hpp"

namespace stepback::signalling::journal {
namespace {

constexpr const char* kLast = "SELECT number, hash FROM ledger ORDER BY number DESC LIMIT 1";

// A hash of another size is damage, which `verify` tells. The chain then goes on from zeros, so
// that the damage stays visible.
LedgerHead head_of(SQLite::Statement& row) {
  return {static_cast<std::uint64_t>(row.getColumn(0).getInt64()),
          hash_of(row.getColumn(1)).value_or(kBeginning)};
}

}  // namespace

LedgerTable::LedgerTable(SQLite::Database& database)
    : last_(database, kLast),
      add_(database,
           "INSERT INTO ledger (number, at, what, session, revision, head, hash) "
           "VALUES (?, ?, ?, ?, ?, ?, ?)") {}

void LedgerTable::add(LedgerRow row) {
  // Read each time, because `stepbackd purge` may write beside a server.
  LedgerHead before;
  {
    const Use last(last_);
    if (last->executeStep()) before = head_of(last_);
  }
  if (row.what != LedgerWhat::created && row.what != LedgerWhat::kept) kept_.erase(row.session);
  row.number = before.number + 1;
  const Use added(add_);
  added->bind(1, static_cast<std::int64_t>(row.number));
  added->bind(2, protocol::to_epoch_ms(row.at));
  added->bind(3, std::string(protocol::to_word(row.what)));
  added->bind(4, row.session);
  added->bind(5, static_cast<std::int64_t>(row.revision));
  bind_hash(add_, 6, row.head);
  bind_hash(add_, 7, ledger_hash(before.hash, row));
  added->exec();
}

void LedgerTable::finish() {
  for (const auto& [session, row] : std::exchange(kept_, {})) add(row);
}

void begin_ledger(SQLite::Database& database) {
  LedgerTable ledger(database);
  SQLite::Statement row(database,
                        "SELECT number, created_at, changed_at, revision, head FROM session "
                        "ORDER BY number");
  while (row.executeStep()) {
    const std::int64_t session = row.getColumn(0).getInt64();
    ledger.add(
        {.at = instant_of(row.getColumn(1)), .what = LedgerWhat::created, .session = session});
    // A row with another revision is damaged. LedgerReader would refuse its `kept` row, and would
    // check nothing after that row.
    if (row.getColumn(3).getInt64() < 1) continue;
    ledger.add({.at = instant_of(row.getColumn(2)),
                .what = LedgerWhat::kept,
                .session = session,
                .revision = static_cast<protocol::Revision>(row.getColumn(3).getInt64()),
                .head = hash_of(row.getColumn(4)).value_or(kBeginning)});
  }
}

tl::expected<LedgerHead, std::string> read_ledger_head(SQLite::Database& database) {
  SQLite::Statement row(database, kLast);
  if (!row.executeStep()) return LedgerHead{};
  if (!hash_of(row.getColumn(1))) {
    return tl::unexpected<std::string>("the ledger's last row has no hash");
  }
  return head_of(row);
}

tl::expected<void, std::string> read_ledger(SQLite::Database& database, LedgerReader& reader) {
  SQLite::Statement row(database,
                        "SELECT number, at, what, session, revision, head, hash FROM ledger "
                        "ORDER BY number");
  while (row.executeStep()) {
    const std::string number = row.getColumn(0).getString();
    const auto what = protocol::from_word<LedgerWhat>(row.getColumn(2).getString());
    const auto head = hash_of(row.getColumn(5));
    if (!what || !head) {
      return tl::unexpected("row " + number + ": it is no row that this program writes");
    }
    auto taken =
        reader.take({.number = static_cast<std::uint64_t>(row.getColumn(0).getInt64()),
                     .at = instant_of(row.getColumn(1)),
                     .what = *what,
                     .session = row.getColumn(3).getInt64(),
                     .revision = static_cast<protocol::Revision>(row.getColumn(4).getInt64()),
                     .head = *head},
                    hash_of(row.getColumn(6)));
    if (!taken) return taken;
  }
  return {};
}

}  // namespace stepback::signalling::journal

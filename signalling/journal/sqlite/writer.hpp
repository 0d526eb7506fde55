#pragma once

// Group commit: all orders that are there go into one transaction, because the commit takes the
// time and not its content. A failing order does not make others fail. One thread at a time. Only
// the constructor throws SQLite::Exception; the other functions throw nothing but std::bad_alloc.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "signalling/journal/journal.hpp"
#include "signalling/journal/sqlite/database.hpp"
#include "signalling/journal/sqlite/store.hpp"

namespace stepback::signalling::journal {

/// An order to forget this session for good.
struct Remove {
  protocol::SessionId session;
  protocol::Instant now;
};
/// An order that writes nothing. It is done when all orders before it are.
struct Flush {};
/// A PurgeRule is an order to forget old sessions, a ClockMark one to remember the time.
using Order = std::variant<Change, OpenSignals, Remove, PurgeRule, ClockMark, Flush>;

/// The result of an order.
struct Result {
  Journal::Kept kept;
  PurgeOutcome purged;
};

/// The results of a batch of orders.
struct Batch {
  std::vector<Result> results;  ///< one for each order, in their order
  /// The reason why nothing at all could be written; set only if SQLite refused every order.
  std::optional<std::string> trouble;
  /// The ledger's end after the batch; set if the batch wrote anything.
  std::optional<LedgerHead> head;
};

class Writer {
 public:
  /// Takes the database that open_to_write() returns.
  explicit Writer(SQLite::Database database) : database_(std::move(database)), store_(database_) {}
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Carries out the orders. Each order whose result is not an error is on disk.
  Batch write(std::span<const Order> orders);
  /// Tries again to keep the signals whose order was refused. Returns true if none are left.
  bool keep_refused_signals();
  /// Tries a write that changes nothing. Returns the reason if it fails, else nothing.
  std::optional<std::string> probe();
  /// Clears deleted data from the write-ahead log. Returns true if none is left there. Returns
  /// false if a reader or an error prevents it; the caller then tries again later.
  bool clear(Patience patience);

 private:
  Result carry_out(const Order& order);
  /// Carries out all orders in one transaction. On failure returns a sentence, and nothing is
  /// written.
  tl::expected<std::vector<Result>, std::string> commit(std::span<const Order> orders);
  void note_signals(std::span<const Order> orders, std::span<const Result> results);

  SQLite::Database database_;
  Store store_;
  bool deleted_ = false;
  /// The newest signals of each session, if their order was refused.
  std::map<protocol::SessionId, protocol::Signals> refused_signals_;
  std::optional<LedgerHead> head_;  ///< after the last transaction of this object
};

}  // namespace stepback::signalling::journal

#pragma once

// Group commit: all orders that are there go into one transaction, because the commit takes the
// time and not its content. A failing order does not make others fail. One thread at a time. Only
// the constructor throws SQLite::Exception; the other functions throw nothing but std::bad_alloc.

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "signalling/journal/journal.hpp"
#include "signalling/journal/sqlite/store.hpp"

namespace stepback::signalling::journal {

/// An order to forget this session for good.
struct Remove {
  protocol::SessionId session;
};
/// An order to forget old sessions: Store::purge.
struct Purge {
  protocol::Instant before;
  protocol::Instant now;
};
/// An order that writes nothing. It is done when all orders before it are.
struct Flush {};
using Order = std::variant<Change, Remove, Purge, Flush>;

/// The result of an order.
struct Result {
  Journal::Kept kept;
  std::vector<protocol::SessionId> purged;
};

/// The results of a batch of orders.
struct Batch {
  std::vector<Result> results;  ///< one for each order, in their order
  /// The reason why nothing at all could be written; set only if SQLite refused every order.
  std::optional<std::string> trouble;
};

class Writer {
 public:
  /// Takes the database that open_to_write() returns.
  explicit Writer(SQLite::Database database) : database_(std::move(database)), store_(database_) {}
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Carries out the orders. Each order whose result is not an error is on disk.
  Batch write(std::span<const Order> orders);
  /// Tries a write that changes nothing. Returns the reason if it fails, else nothing.
  std::optional<std::string> probe();
  /// Clears deleted data from the write-ahead log. Returns true if none is left there. Returns
  /// false if a reader or an error prevents it; the caller then tries again later.
  bool clear();

 private:
  Result carry_out(const Order& order);
  /// Carries out all orders in one transaction. On failure returns a sentence, and nothing is
  /// written.
  tl::expected<std::vector<Result>, std::string> commit(std::span<const Order> orders);

  SQLite::Database database_;
  Store store_;
  bool deleted_ = false;
};

}  // namespace stepback::signalling::journal

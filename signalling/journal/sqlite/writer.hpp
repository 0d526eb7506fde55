#pragma once

// Group commit: whatever orders are there together go into one transaction, since it is the commit
// that takes its time, not what is in it. An order that cannot be carried out takes no other with
// it. One thread at a time; nothing here throws but std::bad_alloc.

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "signalling/journal/journal.hpp"
#include "signalling/journal/sqlite/store.hpp"

namespace stepback::signalling::journal {

/// Forget this session for good.
struct Remove {
  protocol::SessionId session;
};
/// Forget what is old: Store::purge.
struct Purge {
  protocol::Instant before;
  protocol::Instant now;
};
/// Nothing to write: done when everything before it is.
struct Flush {};
using Order = std::variant<Change, Remove, Purge, Flush>;

/// What became of an order.
struct Result {
  Journal::Kept kept;
  std::vector<protocol::SessionId> purged;
};

/// What became of a batch of orders.
struct Batch {
  std::vector<Result> results;  ///< as many as orders, in their order
  /// Why nothing at all could be written, if SQLite refused all of it.
  std::optional<std::string> trouble;
};

class Writer {
 public:
  /// The database as open_to_write() gives it.
  explicit Writer(SQLite::Database database) : database_(std::move(database)), store_(database_) {}
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Carries out the orders. What its results call kept is on disk.
  Batch write(std::span<const Order> orders);
  /// Writes something that changes nothing: why that cannot be, or nothing.
  std::optional<std::string> probe();
  /// Clears the write-ahead log of what was deleted, if something was. True if nothing is left to
  /// clear; false if somebody who reads stands in the way: to be tried again.
  bool clear();

 private:
  Result carry_out(const Order& order);
  /// All in one transaction, or a sentence why not, and nothing is written.
  tl::expected<std::vector<Result>, std::string> commit(std::span<const Order> orders);

  SQLite::Database database_;
  Store store_;
  bool deleted_ = false;
};

}  // namespace stepback::signalling::journal

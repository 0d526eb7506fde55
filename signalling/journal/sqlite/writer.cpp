#include "signalling/journal/sqlite/writer.hpp"

#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Transaction.h>

#include <algorithm>
#include <type_traits>
#include <utility>

namespace stepback::signalling::journal {
namespace {

tl::unexpected<JournalFault> unavailable(std::string why) {
  return tl::unexpected(JournalFault{JournalFault::Kind::unavailable, std::move(why)});
}

}  // namespace

Batch Writer::write(std::span<const Order> orders) {
  auto together = commit(orders);
  if (together) {
    note_signals(orders, *together);
    return {*std::move(together), std::nullopt, head_};
  }
  Batch batch;
  bool any = false;
  for (const Order& order : orders) {
    auto alone = orders.size() == 1 ? tl::unexpected(together.error()) : commit({&order, 1});
    any = any || alone;
    batch.results.push_back(alone ? std::move(alone->front())
                                  : Result{unavailable(alone.error()), {}});
  }
  note_signals(orders, batch.results);
  if (!any) batch.trouble = std::move(together.error());
  batch.head = head_;
  return batch;
}

tl::expected<std::vector<Result>, std::string> Writer::commit(std::span<const Order> orders) try {
  std::vector<Result> results;
  results.reserve(orders.size());
  const bool writes = std::ranges::any_of(
      orders, [](const Order& order) { return !std::holds_alternative<Flush>(order); });
  if (!writes) return std::vector<Result>(orders.size());
  SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
  store_.begin();
  for (const Order& order : orders) results.push_back(carry_out(order));
  const bool deleted = store_.finish();
  const auto head = read_ledger_head(database_);
  transaction.commit();
  deleted_ = deleted_ || deleted;
  if (head) head_ = *head;
  return results;
} catch (const SQLite::Exception& error) {
  return tl::unexpected(describe(error));
}

Result Writer::carry_out(const Order& order) {
  return std::visit(
      [this](const auto& wanted) -> Result {
        using Wanted = std::decay_t<decltype(wanted)>;
        if constexpr (std::is_same_v<Wanted, Change>) {
          return {store_.append(wanted), {}};
        } else if constexpr (std::is_same_v<Wanted, OpenSignals>) {
          store_.keep(wanted);
          return {};
        } else if constexpr (std::is_same_v<Wanted, Remove>) {
          store_.remove(wanted.session, wanted.now, LedgerWhat::deletedByCall);
          return {};
        } else if constexpr (std::is_same_v<Wanted, PurgeRule>) {
          return {{}, store_.purge(wanted)};
        } else if constexpr (std::is_same_v<Wanted, ClockMark>) {
          store_.mark(wanted);
          return {};
        } else {
          static_assert(std::is_same_v<Wanted, Flush>);
          return {};
        }
      },
      order);
}

// A later order for the same session replaces an earlier one, kept or refused.
void Writer::note_signals(std::span<const Order> orders, std::span<const Result> results) {
  for (std::size_t i = 0; i < orders.size(); ++i) {
    const auto* open = std::get_if<OpenSignals>(&orders[i]);
    if (open == nullptr) continue;
    if (results[i].kept) {
      refused_signals_.erase(open->session);
    } else {
      refused_signals_.insert_or_assign(open->session, open->signals);
    }
  }
}

bool Writer::keep_refused_signals() {
  if (refused_signals_.empty()) return true;
  std::vector<Order> orders;
  for (const auto& [session, signals] : refused_signals_) {
    orders.emplace_back(OpenSignals{session, signals});
  }
  write(orders);
  return refused_signals_.empty();
}

// Writes the number of the tables' form again; SQLite writes even the same number.
std::optional<std::string> Writer::probe() try {
  SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
  const int form = database_.execAndGet("PRAGMA user_version").getInt();
  database_.exec("PRAGMA user_version = " + std::to_string(form));
  transaction.commit();
  return std::nullopt;
} catch (const SQLite::Exception& error) {
  return describe(error);
}

bool Writer::clear(Patience patience) try {
  if (deleted_ && checkpoint(database_, patience)) deleted_ = false;
  return !deleted_;
} catch (const SQLite::Exception&) {
  return false;
}

}  // namespace stepback::signalling::journal

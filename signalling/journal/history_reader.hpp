#pragma once

// Checks one session's entries as they come from a journal, each against those before it: the hash
// chain, the order, whether the event fits the session, and the counts of a step back. Pure; any
// thread.

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "signalling/journal/archive.hpp"
#include "signalling/journal/chain.hpp"

namespace stepback::signalling::journal {

class HistoryReader {
 public:
  explicit HistoryReader(protocol::SessionId id) : id_(std::move(id)) {}

  /// Takes the next entry: its event as encode_event() wrote it, and its hash, or nothing if the
  /// stored hash has another size. Returns the fault if there is one; the reader is of no use then.
  tl::expected<void, Damage> take(protocol::Revision revision, protocol::Instant at,
                                  std::string_view event, const std::optional<Hash>& hash);
  /// Returns the history after the last entry, or a fault if the session's last revision and hash
  /// and its dates, as the journal has them, are not those of its entries.
  tl::expected<History, Damage> finish(protocol::Revision revision, const std::optional<Hash>& head,
                                       const Dates& dates);

 private:
  std::optional<std::string> check_dates(const Dates& dates) const;
  tl::unexpected<Damage> damage(protocol::Revision revision, std::string what) const;

  protocol::SessionId id_;
  Hash head_ = kBeginning;
  History history_;
};

}  // namespace stepback::signalling::journal

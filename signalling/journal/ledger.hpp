#pragma once

// The ledger: one hash chain over what happened to all sessions of a journal. A session's own chain
// cannot show that the whole session was deleted, or that its newest entries were taken back. The
// ledger shows both. It holds no name and no identifier, and its rows are never deleted. Pure; any
// thread.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"
#include "signalling/journal/chain.hpp"

namespace stepback::signalling::journal {

/// What a row of the ledger says about a session.
enum class LedgerWhat {
  created,
  kept,           ///< entries were kept together; the row has the session's new end
  deletedByCall,  ///< by DELETE /api/sessions/{id}
  deletedByAge,   ///< by the server, after the retention
  deletedByHand   ///< by `stepbackd purge`
};

struct LedgerRow {
  std::uint64_t number = 0;  ///< 1, 2, 3, ...
  protocol::Instant at;
  LedgerWhat what = LedgerWhat::created;
  std::int64_t session = 0;         ///< the journal's number for the session; may be used again
  protocol::Revision revision = 0;  ///< of the session's last entry; 0 for a created one
  Hash head = kBeginning;           ///< the hash of that entry
};

/// Names one row: everything before it is fixed by its hash.
struct LedgerHead {
  std::uint64_t number = 0;  ///< 0 is the head of an empty ledger
  Hash hash = kBeginning;
  friend bool operator==(const LedgerHead&, const LedgerHead&) = default;
};

/// Returns the hash of a row. It covers `previous`; number, time (milliseconds since the Unix
/// epoch), word, session and revision, each as text with a line feed after it; and the head's
/// bytes.
Hash ledger_hash(const Hash& previous, const LedgerRow& row);

/// Writes a head as `NUMBER HASH`, the hash as 64 hexadecimal digits.
std::string to_text(const LedgerHead& head);
/// Reads what to_text() wrote. Returns nothing for any other text.
std::optional<LedgerHead> parse_ledger_head(std::string_view text);

/// The end of a session as the journal has it.
struct SessionEnd {
  std::int64_t session = 0;
  protocol::Revision revision = 0;
  std::optional<Hash> head;  ///< nothing if it is stored in another size
};

/// Reads the rows of a ledger in their order and checks them.
class LedgerReader {
 public:
  /// `expected` is a head that was written down elsewhere, which the ledger has to have.
  explicit LedgerReader(std::optional<LedgerHead> expected = {}) : expected_(expected) {}

  /// Takes the next row and its hash, or nothing if the stored hash has another size. Returns the
  /// fault, a sentence; the reader is of no use then.
  tl::expected<void, std::string> take(const LedgerRow& row, const std::optional<Hash>& hash);
  /// Compares the ledger with all sessions that the journal has. Returns the faults, a sentence
  /// each.
  std::vector<std::string> compare(const std::vector<SessionEnd>& sessions) const;
  const LedgerHead& head() const { return head_; }

 private:
  struct Known {
    protocol::Revision revision = 0;
    Hash head = kBeginning;
  };
  std::optional<std::string> follow(const LedgerRow& row);

  LedgerHead head_;
  std::optional<LedgerHead> expected_;
  std::map<std::int64_t, Known> sessions_;  ///< those that are created and not deleted
};

}  // namespace stepback::signalling::journal

template <>
inline constexpr std::array<std::string_view, 5>
    stepback::protocol::words_of<stepback::signalling::journal::LedgerWhat>{
        "created", "kept", "deletedByCall", "deletedByAge", "deletedByHand"};

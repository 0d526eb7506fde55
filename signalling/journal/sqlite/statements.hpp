#pragma once

// What the journal's SQL has in common: statements that are used again, and values as columns.

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <exception>
#include <optional>

#include "protocol/base/ids.hpp"
#include "signalling/journal/chain.hpp"

namespace stepback::signalling::journal {

/// Makes the statement ready for its next use, also after an exception.
class Use {
 public:
  explicit Use(SQLite::Statement& statement) : statement_(statement) {}
  ~Use() {
    statement_.tryReset();
    try {
      statement_.clearBindings();
    } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch): each binding is set anew
    }
  }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;
  SQLite::Statement* operator->() const { return &statement_; }

 private:
  SQLite::Statement& statement_;
};

inline void bind_hash(SQLite::Statement& statement, int index, const Hash& hash) {
  statement.bind(index, hash.data(), static_cast<int>(hash.size()));
}

/// Returns nothing if the column has another size.
inline std::optional<Hash> hash_of(const SQLite::Column& column) {
  Hash bytes{};
  if (static_cast<std::size_t>(column.getBytes()) != bytes.size()) return std::nullopt;
  const auto* const blob = static_cast<const std::uint8_t*>(column.getBlob());
  std::copy_n(blob, bytes.size(), bytes.begin());
  return bytes;
}

inline protocol::Instant instant_of(const SQLite::Column& column) {
  return protocol::from_epoch_ms(column.getInt64());
}

}  // namespace stepback::signalling::journal

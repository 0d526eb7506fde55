#pragma once

// Reads the journal's file back.

#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "signalling/journal/archive.hpp"

namespace stepback::signalling::journal {

class SqliteArchive : public Archive {
 public:
  /// The reference outlives the archive.
  explicit SqliteArchive(SQLite::Database& database) : database_(database) {}

  tl::expected<std::vector<Listed>, std::string> list() const override;
  tl::expected<History, Damage> read(const protocol::SessionId& session) const override;
  tl::expected<protocol::Signals, std::string> signals(
      const protocol::SessionId& session) const override;
  std::vector<std::string> check_storage() const override;
  tl::expected<LedgerCheck, std::string> check_ledger(
      const std::optional<LedgerHead>& expected) const override;
  tl::expected<LedgerHead, std::string> ledger_head() const override;
  tl::expected<KnownTimes, std::string> known_times() const override;

 private:
  SQLite::Database& database_;
};

/// Opens the journal of a data folder for reading (open_to_read), on a connection of its own. The
/// archive shows the journal as it is now, whatever is written later, so that its parts fit each
/// other. Returns a sentence if it cannot.
tl::expected<std::unique_ptr<Archive>, std::string> open_archive(
    const std::filesystem::path& folder);

}  // namespace stepback::signalling::journal

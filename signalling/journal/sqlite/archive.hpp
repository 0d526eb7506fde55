#pragma once

// Reading the journal back: the list of its sessions, and each one's history with its chain, its
// events and its sums checked. What is wrong with one session says nothing about the others.
//
// One thread at a time. Nothing here writes.

#include <SQLiteCpp/Database.h>

#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/session/session.hpp"
#include "signalling/journal/chain.hpp"

namespace stepback::signalling::journal {

/// What the journal says of a session without its entries being read.
struct Listed {
  protocol::SessionId id;
  protocol::Instant created_at;
  protocol::Instant changed_at;
  std::optional<protocol::Instant> ended_at;
  protocol::Revision revision = 0;  ///< of its last entry
};

struct Entry {
  protocol::Revision revision = 0;
  protocol::Instant at;  ///< when the change was decided
  protocol::Event event;
};

/// A session that is whole.
struct History {
  std::vector<Entry> entries;
  protocol::Session session;  ///< what the entries tell
};

/// What is wrong with a session, where.
struct Damage {
  protocol::SessionId session;
  protocol::Revision revision = 0;  ///< of the entry
  std::string what;                 ///< a sentence: what was expected there
};

class Archive {
 public:
  /// The reference outlives the archive.
  explicit Archive(SQLite::Database& database) : database_(database) {}

  /// All sessions, in the order of their creation. A sentence if they cannot be read.
  tl::expected<std::vector<Listed>, std::string> list() const;
  /// A session's history, or the first thing that is wrong with it.
  tl::expected<History, Damage> read(const protocol::SessionId& session) const;
  /// What SQLite finds wrong with the file as such, a sentence each. Reads all of it.
  std::vector<std::string> check_file() const;

 private:
  SQLite::Database& database_;
};

/// The sessions to go on with: those that have not ended, or not before `since`; and how many could
/// not be read, which are left as they are.
struct Recovered {
  std::vector<protocol::Session> sessions;
  std::vector<Damage> set_aside;
};
tl::expected<Recovered, std::string> recover(const Archive& archive, protocol::Instant since);

}  // namespace stepback::signalling::journal

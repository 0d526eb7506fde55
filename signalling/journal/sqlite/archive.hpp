#pragma once

// Reads the journal back: the list of its sessions, and each session's history with its chain,
// events and counts checked. Damage in one session does not concern the others.
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

/// The facts about a session that the journal gives without reading its entries.
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

/// The history of a session that is whole.
struct History {
  std::vector<Entry> entries;
  protocol::Session session;  ///< the session after all entries
};

/// The first fault in a session.
struct Damage {
  protocol::SessionId session;
  protocol::Revision revision = 0;  ///< of the faulty or missing entry; 0 if none is meant
  std::string what;                 ///< a sentence that says what was expected, or what failed
};

class Archive {
 public:
  /// The reference outlives the archive.
  explicit Archive(SQLite::Database& database) : database_(database) {}

  /// Returns all sessions, in the order of their creation, or a sentence if they cannot be read.
  tl::expected<std::vector<Listed>, std::string> list() const;
  /// Returns a session's history, or its first fault.
  tl::expected<History, Damage> read(const protocol::SessionId& session) const;
  /// Returns the faults that SQLite finds in the file itself, a sentence each. Reads the whole
  /// file.
  std::vector<std::string> check_file() const;

 private:
  SQLite::Database& database_;
};

/// The sessions to continue: those that have not ended, or ended at `since` or later. `set_aside`
/// tells of those that cannot be read, which the journal keeps as they are. recover() returns a
/// sentence if the list of sessions cannot be read.
struct Recovered {
  std::vector<protocol::Session> sessions;
  std::vector<Damage> set_aside;
};
tl::expected<Recovered, std::string> recover(const Archive& archive, protocol::Instant since);

}  // namespace stepback::signalling::journal

#include "signalling/journal/sqlite/store.hpp"

#include <algorithm>
#include <utility>

#include "protocol/record/event_json.hpp"
#include "signalling/journal/chain.hpp"

namespace stepback::signalling::journal {
namespace {

using protocol::to_epoch_ms;

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

/// The session's place in the tables, and where its chain ends.
struct Place {
  std::int64_t number = 0;
  protocol::Revision revision = 0;
  Hash head = kBeginning;
};

void bind_hash(SQLite::Statement& statement, int index, const Hash& hash) {
  statement.bind(index, hash.data(), static_cast<int>(hash.size()));
}

tl::unexpected<JournalFault> conflict(std::string why) {
  return tl::unexpected(JournalFault{JournalFault::Kind::conflict, std::move(why)});
}

}  // namespace

Store::Store(SQLite::Database& database)
    : find_(database, "SELECT number, revision, head FROM session WHERE id = ?"),
      create_(database,
              "INSERT INTO session (id, created_at, changed_at, revision, head) "
              "VALUES (?1, ?2, ?2, 0, x'') RETURNING number"),
      add_(database,
           "INSERT INTO entry (session, revision, at, event, hash) VALUES (?, ?, ?, ?, ?)"),
      advance_(database,
               "UPDATE session SET changed_at = ?2, ended_at = coalesce(?3, ended_at), "
               "revision = ?4, head = ?5 WHERE number = ?1"),
      remove_(database, "DELETE FROM session WHERE id = ?"),
      purge_(database,
             "DELETE FROM session WHERE ended_at < ?1 OR "
             "(ended_at IS NULL AND changed_at < min(?1, ?2) AND NOT EXISTS ("
             "SELECT 1 FROM entry WHERE entry.session = session.number AND entry.revision = 1 "
             "AND json_valid(event) AND event ->> '$.linksUntil' > ?3)) RETURNING id") {}

Journal::Kept Store::append(const Change& change) {
  Place place;
  {
    const Use known(find_);
    known->bind(1, change.session.str());
    if (known->executeStep()) {
      place.number = known->getColumn(0).getInt64();
      place.revision = static_cast<protocol::Revision>(known->getColumn(1).getInt64());
      const SQLite::Column head = known->getColumn(2);
      const auto size = std::min(place.head.size(), static_cast<std::size_t>(head.getBytes()));
      std::copy_n(static_cast<const std::uint8_t*>(head.getBlob()), size, place.head.begin());
    } else if (change.first > 1) {
      return conflict("the journal does not know this session any more");
    }
  }
  if (place.revision + 1 != change.first) {
    return conflict("the journal is at revision " + std::to_string(place.revision) +
                    " of this session: expected " + std::to_string(change.first - 1));
  }
  if (change.first == 1) {
    const Use made(create_);
    made->bind(1, change.session.str());
    made->bind(2, to_epoch_ms(change.at));
    made->executeStep();
    place.number = made->getColumn(0).getInt64();
    made->executeStep();  // to its end, when the row is in
  }
  std::optional<protocol::Instant> ended_at;
  for (const protocol::Event& event : change.events) {
    ++place.revision;
    const std::string text = protocol::encode_event(event);
    place.head = chain_hash(place.head, change.session, place.revision, change.at, text);
    const Use added(add_);
    added->bind(1, place.number);
    added->bind(2, static_cast<std::int64_t>(place.revision));
    added->bind(3, to_epoch_ms(change.at));
    added->bind(4, text);
    bind_hash(add_, 5, place.head);
    added->exec();
    if (const auto* ended = std::get_if<protocol::SessionEnded>(&event)) ended_at = ended->at;
  }
  const Use advanced(advance_);
  advanced->bind(1, place.number);
  advanced->bind(2, to_epoch_ms(change.at));
  if (ended_at) advanced->bind(3, to_epoch_ms(*ended_at));
  advanced->bind(4, static_cast<std::int64_t>(place.revision));
  bind_hash(advance_, 5, place.head);
  advanced->exec();
  return {};
}

void Store::remove(const protocol::SessionId& session) {
  const Use removed(remove_);
  removed->bind(1, session.str());
  removed->exec();
}

std::vector<protocol::SessionId> Store::purge(protocol::Instant before, protocol::Instant now) {
  std::vector<protocol::SessionId> gone;
  const Use purged(purge_);
  purged->bind(1, to_epoch_ms(before));
  purged->bind(2, to_epoch_ms(now - kOldestIdle));
  purged->bind(3, to_epoch_ms(now));
  while (purged->executeStep()) gone.emplace_back(purged->getColumn(0).getString());
  return gone;
}

}  // namespace stepback::signalling::journal

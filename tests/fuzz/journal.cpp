// The rows of one session: every line is an event in its place, well chained, or does damage to the
// rows before it. Damage is found, the journal reads the events as they are, and a session that was
// read can go on.
//
// Damage is a letter and a row's number: `-3` takes row 3 out, `e3` cuts its event short, `t3`
// moves its time, `h3` changes its hash, `n3` leaves NULL for its event; `s` changes the session's
// hash, `r` its revision, `c` the time of its creation, `f` that of its end. The tables are not
// STRICT, as a foreign program's might be.

#include <SQLiteCpp/Statement.h>

#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "protocol/record/event_json.hpp"
#include "protocol/session/decide/decide.hpp"
#include "protocol/session/permissions.hpp"
#include "protocol/session/replay.hpp"
#include "protocol/session/view/view.hpp"
#include "signalling/journal/chain.hpp"
#include "signalling/journal/sqlite/migrations.hpp"
#include "signalling/journal/sqlite/sqlite_archive.hpp"
#include "tests/fuzz/target.hpp"

namespace stepback::fuzz {
namespace {

using namespace stepback::protocol;
using signalling::journal::Hash;
using signalling::journal::SqliteArchive;

constexpr std::int64_t kAt = 1'764'000'000'000;
constexpr std::size_t kMostRows = 200;

/// An empty journal in memory, which is empty again for each input.
class Journal {
 public:
  Journal() {
    for (const signalling::journal::Migration& step : signalling::journal::migrations()) {
      std::string sql = step.sql;
      for (std::size_t at = 0; (at = sql.find("STRICT")) != std::string::npos;) {
        const std::size_t comma = sql.find(',', at);
        const bool more = comma != std::string::npos && comma < sql.find(';', at);
        sql.erase(at, more ? comma + 1 - at : std::string_view{"STRICT"}.size());
      }
      for (std::size_t at = 0; (at = sql.find("NOT NULL", at)) != std::string::npos;) {
        sql.erase(at, std::string_view{"NOT NULL"}.size());
      }
      database_.exec(sql);
    }
  }

  void begin() { database_.exec("BEGIN"); }
  void forget() { database_.exec("ROLLBACK"); }
  /// Returns whether the statement changed anything.
  bool run(const std::string& sql) { return database_.exec(sql) > 0; }

  void add(std::int64_t revision, std::string_view event, const Hash& hash) {
    SQLite::Statement row(database_, "INSERT INTO entry VALUES (1, ?, ?, ?, ?)");
    row.bind(1, revision);
    row.bind(2, kAt);
    row.bind(3, std::string(event));
    row.bind(4, hash.data(), static_cast<int>(hash.size()));
    row.exec();
  }
  void set_head(std::int64_t revision, const Hash& hash, const std::optional<Instant>& ended_at) {
    SQLite::Statement row(database_, "INSERT INTO session VALUES (1, 's', ?1, ?1, ?4, ?2, ?3)");
    row.bind(1, kAt);
    if (ended_at) row.bind(4, to_epoch_ms(*ended_at));
    row.bind(2, revision);
    row.bind(3, hash.data(), static_cast<int>(hash.size()));
    row.exec();
  }

  auto read() { return SqliteArchive(database_).read(SessionId{"s"}); }
  auto recover() {
    return signalling::journal::read_sessions(SqliteArchive(database_), Instant::min());
  }

 private:
  SQLite::Database database_{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
};

std::string damage_of(std::string_view line) {
  const char kind = line.front();
  if (kind == 's') return "UPDATE session SET head = x'00'";
  if (kind == 'r') return "UPDATE session SET revision = revision + 1";
  if (kind == 'c') return "UPDATE session SET created_at = created_at + 1";
  if (kind == 'f') return "UPDATE session SET ended_at = coalesce(ended_at + 1, 1)";
  unsigned row = 0;
  std::from_chars(line.data() + 1, line.data() + line.size(), row);
  const std::string there = " WHERE revision = " + std::to_string(row);
  switch (kind) {
    case '-':
      return "DELETE FROM entry" + there;
    case 'e':
      return "UPDATE entry SET event = substr(event, 2)" + there;
    case 't':
      return "UPDATE entry SET at = at + 1" + there;
    case 'h':
      return "UPDATE entry SET hash = zeroblob(32)" + there;
    case 'n':
      return "UPDATE entry SET event = NULL" + there;
    default:
      return {};
  }
}

/// A recovered session must be able to go on.
void go_on(Session session) {
  const Instant now = from_epoch_ms(kAt) + std::chrono::hours{1};
  for (const Command& command : {Command{command::Recover{}}, Command{command::Tick{}}}) {
    const auto outcome = decide(session, command, std::nullopt, now);
    if (!outcome) continue;
    for (const Event& event : *outcome) {
      hold(!misfit(session, event), "a recovered session decides what fits it");
      session = apply(std::move(session), event);
    }
  }
  for (const Participant& each : session.participants) {
    static_cast<void>(view(session, {}, {}, each));
    for (const Media media : {Media::audio, Media::video}) {
      const auto hearers = audience(session, each, media);
      hold(hearers.empty() || media == Media::video || !is_stepped_back(session, each),
           "nobody hears a presenter who has stepped back");
    }
  }
}

/// The events of these lines, or nothing if a line is no event.
std::optional<std::vector<Event>> events_of(const std::vector<std::string_view>& lines) {
  std::vector<Event> events;
  for (const std::string_view line : lines) {
    auto event = decode_event(line);
    if (!event) {
      hold(!event.error().empty(), "a refusal says why");
      return std::nullopt;
    }
    const std::string encoded = encode_event(*event);
    hold(decode_event(encoded) == *event, "what was read and written is read as the same");
    hold(encode_event(decode_event(encoded).value()) == encoded, "an event has its bytes");
    events.push_back(*std::move(event));
  }
  return events;
}

/// The time of the last event that ends the session.
std::optional<Instant> end_in(const std::vector<std::string_view>& lines) {
  std::optional<Instant> end;
  for (const std::string_view line : lines) {
    const auto event = decode_event(line);
    if (!event) continue;
    if (const auto* ended = std::get_if<SessionEnded>(&*event)) end = ended->at;
  }
  return end;
}

void hold_read(Journal& journal, const std::vector<std::string_view>& lines, bool damaged) {
  const auto history = journal.read();
  const auto events = events_of(lines);
  if (!history) {
    hold(!history.error().what.empty(), "damage is told with a sentence");
  } else {
    hold(!damaged, "damage is found");
    hold(events && replay(*events) == history->session, "what is read is what the events tell");
    hold(history->entries.size() == history->session.revision, "an entry is a revision");
    go_on(history->session);
  }
  const auto recovered = journal.recover();
  hold(recovered && recovered->sessions.size() + recovered->set_aside.size() == 1,
       "a session is recovered or set aside");
  hold(recovered->sessions.size() == (history ? 1U : 0U), "what is whole is recovered");
}

}  // namespace

void journal(Input input) {
  static Journal journal;
  std::vector<std::string_view> events;
  std::vector<std::string> damages;
  std::string_view rest = text_of(input);
  while (!rest.empty() && events.size() < kMostRows) {
    const std::string_view line = take_until(rest, '\n');
    if (line.empty()) continue;
    const std::string damage = damage_of(line);
    damage.empty() ? events.push_back(line) : damages.push_back(damage);
  }

  journal.begin();
  Hash head = signalling::journal::kBeginning;
  std::int64_t revision = 0;
  for (const std::string_view event : events) {
    head = signalling::journal::chain_hash(head, SessionId{"s"}, static_cast<Revision>(++revision),
                                           from_epoch_ms(kAt), event);
    journal.add(revision, event, head);
  }
  journal.set_head(revision, head, end_in(events));
  bool damaged = false;
  for (const std::string& damage : damages) damaged = journal.run(damage) || damaged;
  hold_read(journal, events, damaged);
  journal.forget();
}

}  // namespace stepback::fuzz

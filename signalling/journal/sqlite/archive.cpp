#include "signalling/journal/sqlite/archive.hpp"

#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <utility>

#include "protocol/record/event_json.hpp"
#include "protocol/session/permissions.hpp"
#include "protocol/session/replay.hpp"
#include "signalling/journal/sqlite/database.hpp"

namespace stepback::signalling::journal {
namespace {

using protocol::Revision;

protocol::Instant instant(const SQLite::Column& column) {
  return protocol::from_epoch_ms(column.getInt64());
}

std::optional<Hash> hash(const SQLite::Column& column) {
  Hash bytes{};
  if (static_cast<std::size_t>(column.getBytes()) != bytes.size()) return std::nullopt;
  const auto* const blob = static_cast<const std::uint8_t*>(column.getBlob());
  std::copy_n(blob, bytes.size(), bytes.begin());
  return bytes;
}

// Nobody gets a stepped-back presenter's sound. Nobody gets their picture either, unless the
// template's step-back phase lets the presenter show.
std::optional<std::string> check_count(const protocol::Session& session,
                                       const protocol::Event& event) {
  const auto* count = std::get_if<protocol::StepBackCounted>(&event);
  if (count == nullptr) return std::nullopt;
  if (count->forwarded_audio > 0) {
    return "the router forwarded " + std::to_string(count->forwarded_audio) +
           " sound packets of a stepped-back presenter: expected 0";
  }
  const auto step_back = session.plan.step_back();
  const bool hidden =
      !step_back || !session.plan.phases[*step_back].rule(protocol::Seat::presenter).show;
  if (hidden && count->forwarded_video > 0) {
    return "the router forwarded " + std::to_string(count->forwarded_video) +
           " pictures of a stepped-back presenter: expected 0";
  }
  return std::nullopt;
}

/// Reads one session's entries and checks each against those before it.
class HistoryReader {
 public:
  explicit HistoryReader(protocol::SessionId id) : id_(std::move(id)) {}

  tl::expected<void, Damage> take(const SQLite::Statement& row);
  tl::expected<History, Damage> finish(Revision revision, const std::optional<Hash>& head);

 private:
  tl::unexpected<Damage> damage(Revision revision, std::string what) const {
    return tl::unexpected(Damage{id_, revision, std::move(what)});
  }

  protocol::SessionId id_;
  Hash head_ = kBeginning;
  History history_;
};

tl::expected<void, Damage> HistoryReader::take(const SQLite::Statement& row) {
  const auto revision = static_cast<Revision>(row.getColumn(0).getInt64());
  const protocol::Instant at = instant(row.getColumn(1));
  const std::string text = row.getColumn(2).getString();
  const auto found = hash(row.getColumn(3));

  const Revision next = history_.session.revision + 1;
  if (revision != next) {
    return damage(next,
                  "expected an entry, found none before revision " + std::to_string(revision));
  }
  head_ = chain_hash(head_, id_, revision, at, text);
  if (found != head_) {
    return damage(revision, "expected the hash " + to_hex(head_) + ", found " +
                                (found ? to_hex(*found) : std::string("something else")));
  }
  auto event = protocol::decode_event(text);
  if (!event) return damage(revision, std::move(event.error()));
  if (auto what = protocol::misfit(history_.session, *event)) {
    return damage(revision, *std::move(what));
  }
  if (auto what = check_count(history_.session, *event)) return damage(revision, *std::move(what));
  history_.session = protocol::apply(std::move(history_.session), *event);
  if (history_.session.id != id_) {
    return damage(revision, "expected the event to create this session, found another's");
  }
  history_.entries.push_back({revision, at, *std::move(event)});
  return {};
}

tl::expected<History, Damage> HistoryReader::finish(Revision revision,
                                                    const std::optional<Hash>& head) {
  const Revision last = history_.session.revision;
  if (last != revision) {
    return damage(last + 1, "expected entries up to revision " + std::to_string(revision) +
                                ", found " + std::to_string(last));
  }
  if (last == 0) return damage(1, "expected at least one entry, found none");
  if (head != head_) return damage(last, "expected the last hash to be " + to_hex(head_));
  return std::move(history_);
}

}  // namespace

tl::expected<std::vector<Listed>, std::string> Archive::list() const try {
  std::vector<Listed> sessions;
  SQLite::Statement row(database_,
                        "SELECT id, created_at, changed_at, ended_at, revision FROM session "
                        "ORDER BY created_at, number");
  while (row.executeStep()) {
    Listed listed{.id = protocol::SessionId{row.getColumn(0).getString()},
                  .created_at = instant(row.getColumn(1)),
                  .changed_at = instant(row.getColumn(2)),
                  .ended_at = {},
                  .revision = static_cast<Revision>(row.getColumn(4).getInt64())};
    if (!row.isColumnNull(3)) listed.ended_at = instant(row.getColumn(3));
    sessions.push_back(std::move(listed));
  }
  return sessions;
} catch (const SQLite::Exception& error) {
  return tl::unexpected("the journal's list of sessions cannot be read: " + describe(error));
}

tl::expected<History, Damage> Archive::read(const protocol::SessionId& session) const try {
  SQLite::Statement known(database_, "SELECT number, revision, head FROM session WHERE id = ?");
  known.bind(1, session.str());
  if (!known.executeStep()) return tl::unexpected(Damage{session, 0, "there is no such session"});

  HistoryReader reader{session};
  SQLite::Statement row(database_,
                        "SELECT revision, at, event, hash FROM entry WHERE session = ? "
                        "ORDER BY revision");
  row.bind(1, known.getColumn(0).getInt64());
  while (row.executeStep()) {
    if (auto taken = reader.take(row); !taken) return tl::unexpected(std::move(taken.error()));
  }
  return reader.finish(static_cast<Revision>(known.getColumn(1).getInt64()),
                       hash(known.getColumn(2)));
} catch (const SQLite::Exception& error) {
  return tl::unexpected(Damage{session, 0, "the journal cannot be read: " + describe(error)});
}

std::vector<std::string> Archive::check_file() const try {
  std::vector<std::string> faults;
  SQLite::Statement row(database_, "PRAGMA integrity_check");
  while (row.executeStep()) {
    std::string line = row.getColumn(0).getString();
    if (line != "ok") faults.push_back(std::move(line));
  }
  return faults;
} catch (const SQLite::Exception& error) {
  return {describe(error)};
}

tl::expected<Recovered, std::string> recover(const Archive& archive, protocol::Instant since) {
  const auto listed = archive.list();
  if (!listed) return tl::unexpected(listed.error());
  Recovered recovered;
  for (const Listed& each : *listed) {
    if (each.ended_at && *each.ended_at < since) continue;
    if (auto history = archive.read(each.id)) {
      recovered.sessions.push_back(std::move(history->session));
    } else {
      recovered.set_aside.push_back(std::move(history.error()));
    }
  }
  return recovered;
}

}  // namespace stepback::signalling::journal

#include "signalling/journal/sqlite/signal_table.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "protocol/base/words.hpp"
#include "signalling/journal/sqlite/statements.hpp"

namespace stepback::signalling::journal {
namespace {

using nlohmann::json;
using protocol::SignalKind;
using protocol::SignalRecord;

std::string text_of(const std::vector<protocol::ParticipantId>& people) {
  json list = json::array();
  for (const auto& each : people) list.push_back(each.str());
  return list.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// Returns nothing if the text is no list of identifiers.
std::optional<std::vector<protocol::ParticipantId>> people_in(const std::string& text) {
  const json list = json::parse(text, nullptr, false);
  if (!list.is_array()) return std::nullopt;
  std::vector<protocol::ParticipantId> people;
  for (const json& each : list) {
    if (!each.is_string()) return std::nullopt;
    people.emplace_back(each.get<std::string>());
  }
  return people;
}

}  // namespace

SignalTable::SignalTable(SQLite::Database& database)
    : add_(database,
           "INSERT INTO signal (session, id, participant, kind, at, times, seen_by) "
           "VALUES (?, ?, ?, ?, ?, ?, ?)"),
      erase_(database, "DELETE FROM signal WHERE session = ?") {}

bool SignalTable::replace(std::int64_t session, const protocol::Signals& signals) {
  const bool deleted = erase(session);
  for (const SignalRecord& each : signals.records) {
    const Use added(add_);
    added->bind(1, session);
    added->bind(2, each.id.str());
    added->bind(3, each.from.str());
    added->bind(4, std::string{to_word(each.kind)});
    added->bind(5, protocol::to_epoch_ms(each.at));
    added->bind(6, static_cast<std::int64_t>(each.times));
    added->bind(7, text_of(each.seen_by));
    added->exec();
  }
  return deleted;
}

bool SignalTable::erase(std::int64_t session) {
  const Use erased(erase_);
  erased->bind(1, session);
  return erased->exec() > 0;
}

tl::expected<protocol::Signals, std::string> read_signals(const SQLite::Database& database,
                                                          std::int64_t session) {
  protocol::Signals signals;
  SQLite::Statement row(database,
                        "SELECT id, participant, kind, at, times, seen_by FROM signal "
                        "WHERE session = ? ORDER BY at, id");
  row.bind(1, session);
  while (row.executeStep()) {
    const auto kind = protocol::from_word<SignalKind>(row.getColumn(2).getString());
    auto seen_by = people_in(row.getColumn(5).getString());
    const std::int64_t times = row.getColumn(4).getInt64();
    if (!kind || !seen_by || times < 1) {
      return tl::unexpected<std::string>(
          "a private signal cannot be read: expected a kind, how often it was sent, and a list of "
          "the people who have seen it");
    }
    signals.records.push_back({.id = protocol::SignalId{row.getColumn(0).getString()},
                               .from = protocol::ParticipantId{row.getColumn(1).getString()},
                               .kind = *kind,
                               .at = instant_of(row.getColumn(3)),
                               .times = static_cast<std::uint32_t>(times),
                               .seen_by = *std::move(seen_by)});
  }
  return signals;
}

}  // namespace stepback::signalling::journal

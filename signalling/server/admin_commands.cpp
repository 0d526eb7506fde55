#include "signalling/server/admin_commands.hpp"

#include <SQLiteCpp/Exception.h>

#include <array>
#include <ctime>
#include <nlohmann/json.hpp>
#include <ostream>
#include <utility>

#include "protocol/record/event_json.hpp"
#include "protocol/session/pseudonyms.hpp"
#include "signalling/journal/sqlite/archive.hpp"
#include "signalling/journal/sqlite/database.hpp"
#include "signalling/journal/sqlite/writer.hpp"

namespace stepback::signalling::journal {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string to_utc(protocol::Instant at) {
  const std::time_t seconds =
      std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::array<char, 32> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return {text.data(), size};
}

std::string describe(const Damage& damage) {
  std::string text = "session " + damage.session.str();
  if (damage.revision > 0) text += ", revision " + std::to_string(damage.revision);
  return text + ": " + damage.what;
}

std::string count(std::size_t number, const std::string& what) {
  return std::to_string(number) + " " + what + (number == 1 ? "" : "s");
}

}  // namespace

Status verify(const fs::path& folder, std::ostream& out) {
  auto database = open_to_read(folder);
  if (!database) return tl::unexpected(std::move(database.error()));
  const Archive archive(*database);
  const auto listed = archive.list();
  if (!listed) {
    out << listed.error() << "\n";
    return 1;
  }
  std::size_t entries = 0;
  std::size_t damaged = 0;
  for (const Listed& each : *listed) {
    const auto history = archive.read(each.id);
    if (history) {
      entries += history->entries.size();
    } else {
      ++damaged;
      out << describe(history.error()) << "\n";
    }
  }
  const auto faults = archive.check_file();
  for (const std::string& fault : faults) out << "the file: " << fault << "\n";
  out << count(listed->size(), "session") << ": " << listed->size() - damaged << " whole with "
      << entries << " entries, " << damaged << " damaged\n";
  return damaged == 0 && faults.empty() ? 0 : 1;
}

Status list_sessions(const fs::path& folder, std::ostream& out) {
  auto database = open_to_read(folder);
  if (!database) return tl::unexpected(std::move(database.error()));
  const auto listed = Archive(*database).list();
  if (!listed) return tl::unexpected(listed.error());
  for (const Listed& each : *listed) {
    out << each.id.str() << "  created " << to_utc(each.created_at) << "  changed "
        << to_utc(each.changed_at) << "  "
        << (each.ended_at ? "ended " + to_utc(*each.ended_at) : std::string("not ended")) << "  "
        << count(each.revision, "event") << "\n";
  }
  return 0;
}

Status export_session(const fs::path& folder, const std::string& id, std::ostream& out) {
  auto database = open_to_read(folder);
  if (!database) return tl::unexpected(std::move(database.error()));
  const auto history = Archive(*database).read(protocol::SessionId{id});
  if (!history) return tl::unexpected(describe(history.error()));
  protocol::Pseudonyms pseudonyms;
  Json events = Json::array();
  for (const Entry& each : history->entries) {
    events.push_back({{"revision", each.revision},
                      {"at", protocol::to_epoch_ms(each.at)},
                      {"event", Json::parse(protocol::encode_event(pseudonyms(each.event)))}});
  }
  out << Json{{"format", "stepback.export.1"}, {"events", std::move(events)}}.dump(2) << "\n";
  return 0;
}

Status purge(const fs::path& folder, std::chrono::seconds older_than, protocol::Instant now,
             std::ostream& out) {
  if (auto there = open_to_read(folder); !there) return tl::unexpected(std::move(there.error()));
  auto database = open_to_write(folder);
  if (!database) return tl::unexpected(std::move(database.error()));
  try {
    Writer writer(*std::move(database));
    const std::array<Order, 1> orders{Purge{now - older_than, now}};
    const Batch batch = writer.write(orders);
    if (const auto& kept = batch.results.front().kept; !kept) {
      return tl::unexpected("the journal cannot be written: " + kept.error().why);
    }
    out << count(batch.results.front().purged.size(), "session") << " purged\n";
    if (!writer.clear()) {
      return tl::unexpected<std::string>(
          "what was purged is still in the journal's log, which somebody reads: purge once more");
    }
  } catch (const SQLite::Exception& error) {
    return tl::unexpected("the journal cannot be used: " + journal::describe(error));
  }
  return 0;
}

}  // namespace stepback::signalling::journal

#include "signalling/server/admin_commands.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <nlohmann/json.hpp>
#include <ostream>
#include <utility>

#include "protocol/record/event_json.hpp"
#include "protocol/session/pseudonyms.hpp"
#include "signalling/sessions/link_lifetime.hpp"

namespace stepback::signalling::journal {
namespace {

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

/// Returns whether the ledger is whole.
bool verify_ledger(const Archive& archive, const std::optional<LedgerHead>& expected,
                   std::ostream& out) {
  const auto checked = archive.check_ledger(expected);
  if (!checked) {
    out << checked.error() << "\n";
    return false;
  }
  for (const std::string& fault : checked->faults) out << "the ledger: " << fault << "\n";
  out << "head " << to_text(checked->head) << "\n";
  return checked->faults.empty();
}

}  // namespace

Status verify(const Archive& archive, const std::optional<LedgerHead>& expected,
              std::ostream& out) {
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
  const auto faults = archive.check_storage();
  for (const std::string& fault : faults) out << "the file: " << fault << "\n";
  const bool ledger_whole = verify_ledger(archive, expected, out);
  out << count(listed->size(), "session") << ": " << listed->size() - damaged << " whole with "
      << entries << " entries, " << damaged << " damaged\n";
  return damaged == 0 && faults.empty() && ledger_whole ? 0 : 1;
}

Status list_sessions(const Archive& archive, std::ostream& out) {
  const auto listed = archive.list();
  if (!listed) return tl::unexpected(listed.error());
  for (const Listed& each : *listed) {
    out << each.id.str() << "  created " << to_utc(each.created_at) << "  changed "
        << to_utc(each.changed_at) << "  "
        << (each.ended_at ? "ended " + to_utc(*each.ended_at) : std::string("not ended")) << "  "
        << count(each.revision, "event") << "\n";
  }
  return 0;
}

Status export_session(const Archive& archive, const std::string& id, std::ostream& out) {
  const auto history = archive.read(protocol::SessionId{id});
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

tl::expected<std::chrono::seconds, std::string> longest_links(const Archive& archive,
                                                              protocol::Instant now) {
  const auto listed = archive.list();
  if (!listed) return tl::unexpected(listed.error());
  std::chrono::seconds longest = kLinkLifetime;
  for (const Listed& each : *listed) {
    const auto history = each.ended_at ? tl::unexpected(Damage{}) : archive.read(each.id);
    if (!history || !history->session.links_until) continue;
    const auto left = *history->session.links_until - now;
    longest = std::max(longest, std::chrono::ceil<std::chrono::seconds>(left));
  }
  return longest;
}

Status report_purge(const PurgeReport& purged, std::ostream& out) {
  out << count(purged.sessions, "session") << " purged\n";
  if (purged.set_aside > 0) {
    out << count(purged.set_aside, "old session")
        << " not purged: damaged, see verify; --damaged-too deletes them too\n";
  }
  if (purged.cleared) return 0;
  return tl::unexpected<std::string>(
      "what was purged is still in the journal's log, which somebody reads: purge once more");
}

}  // namespace stepback::signalling::journal

#include "signalling/journal/archive.hpp"

#include <utility>

namespace stepback::signalling::journal {

tl::expected<Recovered, std::string> read_sessions(const Archive& archive,
                                                   protocol::Instant since) {
  const auto listed = archive.list();
  if (!listed) return tl::unexpected(listed.error());
  Recovered recovered;
  for (const Listed& each : *listed) {
    if (each.ended_at && *each.ended_at < since) continue;
    auto history = archive.read(each.id);
    if (!history) {
      recovered.set_aside.push_back(std::move(history.error()));
      continue;
    }
    recovered.sessions.push_back(std::move(history->session));
    auto signals = archive.signals(each.id);
    if (!signals) {
      ++recovered.unreadable_signals;
    } else if (!signals->records.empty()) {
      recovered.signals.emplace(each.id, *std::move(signals));
    }
  }
  return recovered;
}

}  // namespace stepback::signalling::journal

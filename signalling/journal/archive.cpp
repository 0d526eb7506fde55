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
    if (auto history = archive.read(each.id)) {
      recovered.sessions.push_back(std::move(history->session));
    } else {
      recovered.set_aside.push_back(std::move(history.error()));
    }
  }
  return recovered;
}

}  // namespace stepback::signalling::journal

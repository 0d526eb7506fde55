#include "protocol/session/replay.hpp"

#include <utility>

namespace stepback::protocol {

std::optional<std::string> misfit(const Session& session, const Event& next) {
  const bool creates = std::holds_alternative<SessionCreated>(next);
  if (session.revision == 0 && !creates) {
    return "expected sessionCreated, found " + std::string{name_of(next)};
  }
  if (session.revision > 0 && creates) {
    return "expected another event than sessionCreated, which is the first alone";
  }
  const auto* entered = std::get_if<PhaseEntered>(&next);
  if (entered != nullptr && entered->phase >= session.template_.phases.size()) {
    return "expected a phase from 0 to " + std::to_string(session.template_.phases.size() - 1) +
           ", found " + std::to_string(entered->phase);
  }
  return std::nullopt;
}

tl::expected<Session, ReplayFault> replay(std::span<const Event> events) {
  Session session;
  for (const Event& event : events) {
    if (auto what = misfit(session, event)) {
      return tl::unexpected(ReplayFault{session.revision + 1, *std::move(what)});
    }
    session = apply(std::move(session), event);
  }
  if (events.empty()) return tl::unexpected(ReplayFault{1, "expected sessionCreated, found none"});
  return session;
}

}  // namespace stepback::protocol

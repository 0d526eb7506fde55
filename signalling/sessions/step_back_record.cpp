#include "signalling/sessions/step_back_record.hpp"

#include <utility>

#include "protocol/session/routes.hpp"

namespace stepback::signalling {

std::optional<protocol::StepBackCounted> step_back_record(
    const Router::StepBack& count, protocol::Session session,
    const std::vector<protocol::Event>& events, protocol::Instant since) {
  for (const auto& event : events) session = protocol::apply(std::move(session), event);
  if (protocol::routes_of(session).stepped_back == count.presenter) return std::nullopt;
  return protocol::StepBackCounted{.participant = count.presenter,
                                   .since = since,
                                   .refused_audio = count.refused_audio,
                                   .refused_video = count.refused_video,
                                   .forwarded_audio = count.forwarded_audio,
                                   .forwarded_video = count.forwarded_video};
}

}  // namespace stepback::signalling

#include "protocol/session/recognition.hpp"

namespace stepback::protocol {
namespace {

bool waits(const Participant& participant) {
  return !participant.admitted && !participant.removed && !participant.left;
}

}  // namespace

bool is_presenter_away(const Session& session) {
  const auto step_back = session.template_.step_back();
  if (session.ended_at || !session.presenter || !step_back || session.phase > *step_back) {
    return false;
  }
  const Participant* presenter = find(session, *session.presenter);
  return presenter != nullptr && !presenter->connected;
}

bool needs_answer(const Session& session, const Participant& waiting) {
  return waits(waiting) && waiting.role == Role::member && is_presenter_away(session);
}

bool could_be(const Session& session, const Participant& waiting, const Participant& other) {
  return !session.ended_at && waits(waiting) && waiting.id != other.id &&
         other.role == waiting.role && other.admitted && !other.connected && !other.removed;
}

std::vector<ParticipantId> identities_for(const Session& session, const Participant& waiting) {
  std::vector<ParticipantId> identities;
  for (const Participant& each : session.participants) {
    const bool has_chair = is_seated(each) || session.presenter == each.id;
    if (has_chair && could_be(session, waiting, each)) identities.push_back(each.id);
  }
  return identities;
}

bool may_have_way_back(const Session& session, const Participant& participant) {
  return !session.ended_at && participant.admitted && !participant.removed && !participant.named &&
         !is_leader(participant);
}

}  // namespace stepback::protocol

#include "signalling/sessions/ways_back.hpp"

#include "protocol/session/permissions.hpp"
#include "protocol/session/recognition.hpp"
#include "signalling/sessions/guest.hpp"

namespace stepback::signalling {

using protocol::Code;
using protocol::Participant;
using protocol::ParticipantId;
using protocol::Refusal;

void WaysBack::deliver_due(const protocol::Session& session, protocol::Instant now) {
  const auto namers = std::exchange(namers_, {});
  const Participant* presenter =
      session.presenter ? protocol::find(session, *session.presenter) : nullptr;
  if (presenter == nullptr || !protocol::may_have_way_back(session, *presenter)) {
    has_theirs_.reset();
    return;
  }
  if (const auto ticket = present_.ticket_of(presenter->id)) {
    const PresenterHere here{presenter->id, *ticket};
    if (has_theirs_ != here) send(session, *presenter, presenter->id, now);
    has_theirs_ = here;
  }
  for (const ParticipantId& leader : namers) send(session, *presenter, leader, now);
}

tl::expected<void, Refusal> WaysBack::ask(const protocol::Session& session,
                                          const ParticipantId& asker, const ParticipantId& wanted,
                                          protocol::Instant now) {
  const Participant* leader = protocol::find(session, asker);
  if (leader == nullptr || !protocol::permissions_of(session, *leader).lead) {
    return tl::unexpected(
        Refusal{Code::notPermitted, "Only a facilitator or co-facilitator can do this."});
  }
  const Participant* person = protocol::find(session, wanted);
  if (person == nullptr) {
    return tl::unexpected(
        Refusal{Code::unknownParticipant, "There is nobody with this id in the session."});
  }
  if (!protocol::may_have_way_back(session, *person)) {
    return tl::unexpected(Refusal{Code::notPermitted,
                                  "There is a way back for a member or observer who came by a "
                                  "shared link and was let in."});
  }
  send(session, *person, asker, now);
  return {};
}

void WaysBack::send(const protocol::Session& session, const Participant& of,
                    const ParticipantId& to, protocol::Instant now) {
  const auto claims = resume_claims(session, of, now);
  present_.deliver(to, protocol::to_client::WayBack{of.id, access_.sign(claims), claims.expires});
}

}  // namespace stepback::signalling

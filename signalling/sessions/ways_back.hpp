#pragma once

// The links by which people who came by a shared link get back to their chair. A presenter who lost
// such an identity would come back as a newcomer, and could be heard in their own step back. So a
// presenter without an own link gets a way back unasked, and so does the leader who named them. A
// way back is never part of `state`. Loop thread; owned by the room.

#include <optional>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "protocol/base/ids.hpp"
#include "protocol/session/decide/decide.hpp"
#include "protocol/session/session.hpp"
#include "signalling/access/tokens.hpp"
#include "signalling/sessions/arrivals.hpp"
#include "signalling/sessions/present_people.hpp"

namespace stepback::signalling {

class WaysBack {
 public:
  /// Both outlive this object.
  WaysBack(const Access& access, PresentPeople& present) : access_(access), present_(present) {}

  /// This leader has named the presenter: deliver_due() sends them the presenter's way back, if the
  /// presenter may have one.
  void is_named_by(const protocol::ParticipantId& leader) { namers_.push_back(leader); }
  /// Sends the presenter's way back to people who should have it and do not: to a presenter once
  /// for each connection, and to the leaders of is_named_by(). Call it after everyone had their
  /// `state`.
  void deliver_due(const protocol::Session& session, protocol::Instant now);
  /// Sends a leader the way back of one person. Returns notPermitted or unknownParticipant, and
  /// sends nothing, if `asker` does not lead or the person may have none.
  tl::expected<void, protocol::Refusal> ask(const protocol::Session& session,
                                            const protocol::ParticipantId& asker,
                                            const protocol::ParticipantId& wanted,
                                            protocol::Instant now);

 private:
  using PresenterHere = std::pair<protocol::ParticipantId, Arrivals::Ticket>;

  void send(const protocol::Session& session, const protocol::Participant& of,
            const protocol::ParticipantId& to, protocol::Instant now);

  const Access& access_;
  PresentPeople& present_;
  std::vector<protocol::ParticipantId> namers_;
  std::optional<PresenterHere> has_theirs_;  ///< the presenter, and the connection that had it
};

}  // namespace stepback::signalling

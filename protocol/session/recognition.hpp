#pragma once

// A person who lost their identity comes back as a newcomer in the lobby. The server never guesses
// who that is: a leader says so. These rules tell when a leader has to say it, which identities a
// newcomer could be, and which people may be given a link back to their chair. Pure.

#include <vector>

#include "protocol/base/ids.hpp"
#include "protocol/session/session.hpp"

namespace stepback::protocol {

/// Whether the presenter of the present case is named but not connected, and the step back is still
/// to come or runs now. A newcomer could then be the presenter, and would be heard in their own
/// step back.
bool is_presenter_away(const Session& session);

/// Whether a leader has to say who this person is before the person gets a chair: a waiting member,
/// while the presenter is away.
bool needs_answer(const Session& session, const Participant& waiting);

/// Whether `waiting` may be recognised as `other`: it waits in the lobby, and `other` is an
/// admitted identity of the same role that is neither connected nor removed.
bool could_be(const Session& session, const Participant& waiting, const Participant& other);

/// The people with a chair that this waiting person could be, in the session's order. A presenter
/// keeps the chair even after leaving. Empty for a person who does not wait.
std::vector<ParticipantId> identities_for(const Session& session, const Participant& waiting);

/// Whether the server may give out a link that leads this person back to their chair: a member or
/// observer who came by a shared link and was admitted, in a session that goes on. People with an
/// own link do not need one. A leader's would give away the lead.
bool may_have_way_back(const Session& session, const Participant& participant);

}  // namespace stepback::protocol

#pragma once

// The rights that are in force while the journal has not kept all changes. `kept` is the session as
// the journal has it: the fold of its events. `asked` is `kept` and every decided change after it.
// What a change takes away is in force as soon as it is decided. What a change gives is in force
// once it is kept. So a right, an open device and a place in an audience are in force if both
// sessions give them. There is one exception: whether a person who holds a chair is connected comes
// from `asked` alone. So nobody waits for the disk on the way back to their own chair. Pure.
//
// unkept/unkept.hpp has the changes themselves.

#include "protocol/session/permissions.hpp"
#include "protocol/session/routes.hpp"
#include "protocol/session/session.hpp"

namespace stepback::protocol {

/// `kept`, without what `asked` takes away from its people: connections, open devices, hands,
/// chairs and the open door. The phase, the case, the clock and the facilitator's seat are those of
/// `kept`. People whom `kept` does not know are not there. `kept` and `asked` are sessions of the
/// same events, up to some revision.
Session in_force(const Session& kept, const Session& asked);

/// The routes that both sessions give, with the connections of in_force(). `stepped_back` names the
/// presenter who sits outside in one of them; if they name two people, it is that of `kept`.
RouteTable routes_in_force(const Session& kept, const Session& asked);

/// What both sessions allow this person, with the connections of in_force(). `come_back` is a wish
/// and no right: it is true if one of the sessions has the person outside the circle. A person whom
/// one of the sessions does not know may do nothing.
Permissions permissions_in_force(const Session& kept, const Session& asked,
                                 const ParticipantId& person);

/// Whether the change from `before` to `after` takes something from anybody: a permission, an open
/// device, a place in an audience, a chair, a link, the facilitator's seat or the open door. A
/// change may take from one person and give to another.
bool takes_away(const Session& before, const Session& after);

}  // namespace stepback::protocol

#pragma once

// The acts that a leader may do to one person now: `can` in `state`. Clients offer these and work
// out none. Pure. It asks decide(), so an act that is offered is one that would be carried out.

#include <vector>

#include "protocol/base/words.hpp"
#include "protocol/session/session.hpp"

namespace stepback::protocol {

/// The acts of `leader` that would change something for `other`, in the order of LeaderAct. `admit`
/// is the plain one: it is missing if a leader has to say first who `other` is (recognition.hpp).
/// Empty for a viewer who does not lead.
std::vector<LeaderAct> leader_acts(const Session& session, const Participant& leader,
                                   const Participant& other);

}  // namespace stepback::protocol

#pragma once

// Events that tell what happened and not who it was: names and identifiers become codes. For
// records that leave the server, such as research.

#include <string>
#include <unordered_map>

#include "protocol/session/event.hpp"

namespace stepback::protocol {

/// One person has one code in all events that the same object was given: P1 is who came first. The
/// session is S, and its title, in which a name may stand, its template's.
class Pseudonyms {
 public:
  Event operator()(Event event);

 private:
  ParticipantId code(const ParticipantId& participant);

  std::unordered_map<ParticipantId, ParticipantId> codes_;
};

}  // namespace stepback::protocol

#pragma once

// Replaces names and identifiers in events by codes, for records that leave the server, such as
// research.

#include <string>
#include <unordered_map>

#include "protocol/session/event.hpp"

namespace stepback::protocol {

/// Gives each person one code for all events passed to the same object: P1 is the first person in
/// them. The session becomes S. Its title, which may hold a name, becomes its template's title.
class Pseudonyms {
 public:
  Event operator()(Event event);

 private:
  ParticipantId code(const ParticipantId& participant);

  std::unordered_map<ParticipantId, ParticipantId> codes_;
};

}  // namespace stepback::protocol

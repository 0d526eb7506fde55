#pragma once

// What someone may do, and who receives what they send: computed from (template, phase, seat)
// whenever it is asked, never stored beside them. This is the one place where a mute is decided.

#include <string>
#include <vector>

#include "protocol/session/session.hpp"

namespace stepback::protocol {

/// Denied unless set.
struct Permissions {
  bool speak = false;  ///< sound, and a raised hand
  bool show = false;   ///< picture
  bool hear = false;   ///< receive the circle's sound and pictures
  bool chat = false;
  bool lead = false;  ///< the leaders' commands
  friend bool operator==(const Permissions&, const Permissions&) = default;
};

/// The one function from which every right follows.
Permissions permissions_of(const Session& session, const Participant& participant);

/// Whether packets of this kind from `sender` are taken now: they are connected, have the right and
/// have opened that device.
bool may_send(const Session& session, const Participant& sender, Media media);

/// Who receives packets of this kind from `sender` now: connected people with the right to hear,
/// in the session's order, without the sender. Empty unless may_send(). A stepped-back presenter's
/// picture goes to those whom the template lets see it. This is all that the router asks.
std::vector<ParticipantId> audience(const Session& session, const Participant& sender, Media media);

/// Who receives a chat line from `sender`: everyone with the right to hear, the sender too. Empty
/// if the sender may not chat.
std::vector<ParticipantId> chat_audience(const Session& session, const Participant& sender);

/// Who receives a private signal: the connected leaders (never its sender), whatever the phase.
std::vector<ParticipantId> signal_audience(const Session& session, const Participant& sender);

}  // namespace stepback::protocol

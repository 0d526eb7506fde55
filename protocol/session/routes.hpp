#pragma once

// A RouteTable lists, for each sender and kind of media, the people who receive it. It is computed
// from a session by the rules of permissions.hpp. A router forwards by such a value, and a
// program that forwards media elsewhere can compute the same one.

#include <optional>
#include <vector>

#include "protocol/session/session.hpp"

namespace stepback::protocol {

/// The rights of one connected person to send now, and the people who receive it. A person with a
/// right may have no receivers.
struct Routes {
  ParticipantId sender;
  Ssrc ssrc = 0;  ///< the sender's
  bool may_audio = false;
  bool may_video = false;
  bool may_chat = false;
  std::vector<ParticipantId> audio;  ///< the receivers of sound; empty unless may_audio
  std::vector<ParticipantId> video;  ///< the receivers of pictures; empty unless may_video
  friend bool operator==(const Routes&, const Routes&) = default;
};

struct RouteTable {
  std::vector<Routes> senders;  ///< all connected people, in the session's order
  /// The people who receive the chat lines of everyone with may_chat, the writer included:
  /// connected people with the right to hear, in the session's order.
  std::vector<ParticipantId> chat;
  /// The presenter, while stepped back in a session that goes on.
  std::optional<ParticipantId> stepped_back;
  friend bool operator==(const RouteTable&, const RouteTable&) = default;
};

/// The routes of this session now.
RouteTable routes_of(const Session& session);

/// The routes of this sender, or nullptr if the table has none. Valid until the table changes.
const Routes* find(const RouteTable& routes, const ParticipantId& sender);

/// Whether `whole` gives everything that `part` gives: each right, and each receiver.
bool is_within(const RouteTable& part, const RouteTable& whole);

/// Returns the rights and receivers that both tables give. The result has neither the rights that
/// the change takes away nor those that it gives. `stepped_back` is that of `after`.
RouteTable common(const RouteTable& before, const RouteTable& after);

/// Removes a person: the rights to send, and the place among the receivers. The entry of
/// `senders` stays, empty, so that no index changes.
void forget(RouteTable& routes, const ParticipantId& person);

}  // namespace stepback::protocol

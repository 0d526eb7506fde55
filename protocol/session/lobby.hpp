#pragma once

// The places of the lobby. People who came by a shared link and wait take one each; these places
// are not those of the circle. People whom a token names wait without one, since there are no more
// of them than links. Pure.

#include <algorithm>
#include <cstddef>

#include "protocol/session/session.hpp"

namespace stepback::protocol {

/// As many as a session seats, so that a whole group can wait for its leader.
inline constexpr std::size_t kLobbyPlaces = 16;

/// Whether this person waits by a shared link.
inline bool takes_lobby_place(const Participant& person) {
  return !person.admitted && !person.named && !person.removed && !person.left;
}

/// Whether every place is taken.
inline bool is_lobby_full(const Session& session) {
  const auto taken = std::ranges::count_if(session.participants, takes_lobby_place);
  return static_cast<std::size_t>(taken) >= kLobbyPlaces;
}

}  // namespace stepback::protocol

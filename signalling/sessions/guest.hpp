#pragma once

// The identity of a person who asks to enter, from the claims of their token; and the claims of the
// token by which the person comes back. Pure but for the randomness.

#include <optional>
#include <string>

#include "protocol/base/claims.hpp"
#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"
#include "protocol/session/session.hpp"
#include "signalling/base/network.hpp"
#include "signalling/base/random.hpp"

namespace stepback::signalling {

/// A person who asks to enter, and the name to show.
struct Guest {
  protocol::ParticipantId id;
  std::string name;
  protocol::Role role = protocol::Role::member;
  bool named = false;                   ///< the token's signer vouches for this person
  protocol::Generation generation = 0;  ///< the issue of the link that their token belongs to
  Network network{};                    ///< of their connection
};

/// Returns the guest of these claims. The name of a token that is one person's own is shown. With
/// any other token the wanted name is shown, or else the token's. A guest whose token has no
/// identity gets a fresh one. Returns nothing if there is no name to show.
std::optional<Guest> guest_of(const protocol::Claims& claims,
                              const std::optional<std::string>& wanted_name, const Network& network,
                              Random& random);

/// Returns the claims of the token by which this participant comes back under the same identity.
/// The token expires a day after `now`.
protocol::Claims resume_claims(const protocol::Session& session,
                               const protocol::Participant& participant, protocol::Instant now);

}  // namespace stepback::signalling

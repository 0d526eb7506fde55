#pragma once

// The content of a token (JSON Web Token, RFC 7519, HS256). signalling/access signs tokens and
// checks signatures; this file only holds the values of a valid token.

#include <optional>
#include <string>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"

namespace stepback::protocol {

/// A token's claims for one session.
struct Claims {
  std::string issuer;  ///< `iss`
  Instant expires;     ///< `exp`, whole seconds
  SessionId session;   ///< `sid`
  Role role = Role::member;
  /// `sub`. A shared link's token has none: the server then makes an identity for the newcomer and
  /// sends it in `welcome.resume`.
  std::optional<ParticipantId> subject;
  std::optional<std::string> name;  ///< `name`, with `sub` only
  /// `shared`: true in the resume token of a person who came by a shared link. The identity is kept
  /// through reconnects, but the token does not get the person admitted, as a named person's does.
  bool shared = false;
  /// `gen`: the generation of the link that the token belongs to; 0 if the token has no `gen`. A
  /// session refuses tokens of a generation that was replaced.
  Generation generation = 0;

  /// Whether the signer vouches for this particular person.
  bool named() const { return subject.has_value() && !shared; }
};

}  // namespace stepback::protocol

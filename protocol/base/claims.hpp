#pragma once

// What a token says (JSON Web Token, RFC 7519, HS256). Signing and checking the signature is
// signalling/access; here are only the values that a good token carries.

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
  /// `sub`: absent in a shared link's token; the server then makes an identity for the newcomer
  /// and hands it out in `welcome.resume`.
  std::optional<ParticipantId> subject;
  std::optional<std::string> name;  ///< `name`, with `sub` only
  /// `shared`: true in the resume token of someone who came by a shared link. Such an identity is
  /// kept through reconnects but is not thereby admitted; a person whom the signer named is.
  bool shared = false;
  /// `gen`: which issue of its link the token is; 0 if it does not say. A session takes no token of
  /// an issue that was replaced.
  Generation generation = 0;

  /// Whether whoever signed the token vouches for this very person.
  bool named() const { return subject.has_value() && !shared; }
};

}  // namespace stepback::protocol

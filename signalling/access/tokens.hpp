#pragma once

// Signs and checks tokens: JSON Web Tokens (RFC 7519) signed with HS256 and the server's shared
// secret. Any system that has the secret, such as a university's learning platform, can sign
// tokens. decide() then says whether the token's person may enter.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "protocol/base/claims.hpp"
#include "protocol/base/ids.hpp"
#include "signalling/access/secrets.hpp"

namespace stepback::signalling {

/// The issuer (`iss`) of every token that this server makes.
inline constexpr std::string_view kIssuer = "stepback";
/// The longest identity (`sub`) that a token may name, in characters.
inline constexpr std::size_t kMostIdentity = 128;

class TokenVerifier;

/// Signs and checks tokens. Loop thread; keeps no state but the secrets. No function here logs.
class Access {
 public:
  explicit Access(Secrets secrets);
  ~Access();
  Access(const Access&) = delete;
  Access& operator=(const Access&) = delete;

  /// Replaces the secrets. Tokens signed with a secret that is not among the new ones are refused
  /// from now on.
  void use(Secrets secrets);

  /// Returns a signed token with these claims.
  std::string sign(const protocol::Claims& claims) const;
  /// Returns the claims of a session's token, or a sentence that says why the token is refused: it
  /// is no JWT, it uses another algorithm than HS256 (above all `none`), its signature is wrong, it
  /// has expired at `now` or is not valid yet, or a claim is missing, has the wrong type or is
  /// beyond its bound (`sub` 1 to kMostIdentity characters, `name` as valid_name says). The
  /// sentence never holds a part of the token.
  tl::expected<protocol::Claims, std::string> check(std::string_view token,
                                                    protocol::Instant now) const;

  /// Returns a coordinator's token.
  std::string sign_coordinator(protocol::Instant expires) const;
  /// Returns nothing if the token is a coordinator's and valid, else a sentence that says why not.
  tl::expected<void, std::string> check_coordinator(std::string_view token,
                                                    protocol::Instant now) const;

 private:
  std::unique_ptr<const TokenVerifier> verifier_;
  std::string signing_secret_;
};

}  // namespace stepback::signalling

#pragma once

// Who may come in: JSON Web Tokens (RFC 7519) signed with HS256 and the server's shared secret.
// Whatever can sign with that secret, such as a university's learning platform, can admit people.

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "protocol/base/claims.hpp"
#include "protocol/base/ids.hpp"
#include "signalling/access/secrets.hpp"

namespace stepback::signalling {

/// Signs and checks tokens. Loop thread; keeps no state but the secrets. No function here logs.
class Access {
 public:
  explicit Access(Secrets secrets) : secrets_(std::move(secrets)) {}
  explicit Access(std::string secret) : Access(Secrets{std::move(secret), {}}) {}

  /// Others from now on: what was signed with one that is not among them is worth nothing.
  void use(Secrets secrets) { secrets_ = std::move(secrets); }

  /// A signed token with these claims.
  std::string sign(const protocol::Claims& claims) const;
  /// The claims of a token for a session, or a sentence why it is none: not a JWT, another
  /// algorithm than HS256 (`none` above all), a wrong signature, expired at `now`, a claim missing
  /// or of the wrong type or beyond its bound (`sub` 1 to 128 characters, `name` as valid_name
  /// says). The sentence never holds a part of the token.
  tl::expected<protocol::Claims, std::string> check(std::string_view token,
                                                    protocol::Instant now) const;

  /// A coordinator's token.
  std::string sign_coordinator(protocol::Instant expires) const;
  /// Nothing if this is a coordinator's valid token, else a sentence why not.
  tl::expected<void, std::string> check_coordinator(std::string_view token,
                                                    protocol::Instant now) const;

 private:
  Secrets secrets_;
};

}  // namespace stepback::signalling

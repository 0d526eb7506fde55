#pragma once

// Checks the signatures of JSON Web Tokens (RFC 7519), and is the one place that does. A key fixes
// the algorithm of its tokens: the algorithm that a token names is compared with the key's before
// any signature is looked at. So a public RSA key can never be taken for a shared secret. Included
// by .cpp files only, like the JSON library.
//
// No function here logs, and no error holds a part of a token or a key.

#include <openssl/evp.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "protocol/base/ids.hpp"

namespace stepback::signalling {

/// A key that checks tokens of one algorithm. A value.
class TokenKey {
 public:
  /// A key for HS256 (RFC 7518, section 3.2): the same secret signs and checks. Throws
  /// std::invalid_argument if the secret has fewer than 32 bytes.
  static TokenKey shared_secret(std::string secret);
  /// A key for RS256 (RFC 7518, section 3.3): a public RSA key in PEM, of at least 2048 bits. The
  /// error is a sentence that says why the text is no such key.
  static tl::expected<TokenKey, std::string> rsa_public(std::string_view pem);

  /// The value of `alg` that a token of this key has.
  std::string_view algorithm() const;
  /// Whether the signature, as bytes, is this key's for the text.
  bool has_signed(std::string_view text, std::string_view signature) const;

 private:
  explicit TokenKey(std::string secret) : secret_(std::move(secret)) {}
  explicit TokenKey(std::shared_ptr<EVP_PKEY> rsa) : rsa_(std::move(rsa)) {}

  std::string secret_;             ///< HS256, unless there is an RSA key
  std::shared_ptr<EVP_PKEY> rsa_;  ///< RS256; copies share it, and nothing changes it
};

/// Checks tokens against the keys of one issuer, or of this server. A value; any thread.
class TokenVerifier {
 public:
  /// `signer` names the keys in a refusal, for example "this server's secret".
  explicit TokenVerifier(std::string signer) : signer_(std::move(signer)) {}

  /// Adds a key. If `until` is given, the key counts for nothing from that time on.
  void add(TokenKey key, std::optional<protocol::Instant> until = std::nullopt);

  /// Returns the claims, an object, if one of the keys has signed the token. The caller checks
  /// times and members. Otherwise returns words that complete the sentence "This is …": too long,
  /// no token of three parts, another algorithm, a header with critical extensions, a signature of
  /// no key, or claims that are no JSON object.
  tl::expected<nlohmann::json, std::string> verify(std::string_view token,
                                                   protocol::Instant now) const;

 private:
  struct Entry {
    TokenKey key;
    std::optional<protocol::Instant> until;
  };
  /// The algorithms of the keys, as words.
  std::string algorithms() const;

  std::string signer_;
  std::vector<Entry> keys_;
};

/// Returns a token of these claims, signed with HS256. Throws std::bad_alloc if OpenSSL cannot.
std::string sign_token(const nlohmann::json& claims, std::string_view secret);

}  // namespace stepback::signalling

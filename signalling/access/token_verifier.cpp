#include "signalling/access/token_verifier.hpp"

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>

#include <array>
#include <cstdint>
#include <new>
#include <span>
#include <stdexcept>
#include <utility>

#include "protocol/json/strict_json.hpp"
#include "signalling/base/random.hpp"

namespace stepback::signalling {
namespace {

using nlohmann::json;
using Refused = tl::unexpected<std::string>;

constexpr std::size_t kMostToken = 4096;   // in characters; far beyond the need of our claims
constexpr std::size_t kLeastHmacKey = 32;  // in bytes, as many as the hash; RFC 7518, section 3.2
constexpr int kLeastRsaBits = 2048;        // RFC 7518, section 3.3

/// Takes back what OpenSSL notes in this thread's error queue meanwhile. TLS connections of the
/// thread read that queue too, and would take a note about a token for a fault of theirs
/// (SSL_get_error(3)).
class ErrorQueueKept {
 public:
  ErrorQueueKept() { ERR_set_mark(); }
  ~ErrorQueueKept() { ERR_pop_to_mark(); }
  ErrorQueueKept(const ErrorQueueKept&) = delete;
  ErrorQueueKept& operator=(const ErrorQueueKept&) = delete;
};

/// Gives no password for an encrypted text. Without this function OpenSSL asks at the terminal.
int no_password(char*, int, int, void*) {
  return -1;
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::span<const std::uint8_t> span_of(std::string_view text) {
  return {bytes_of(text), text.size()};
}

/// The 32 bytes of HMAC-SHA-256, or nothing if OpenSSL fails.
std::string hmac(std::string_view text, std::string_view secret) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned size = 0;
  if (HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), bytes_of(text),
           text.size(), hash.data(), &size) == nullptr) {
    return {};
  }
  return {reinterpret_cast<const char*>(hash.data()), size};
}

/// Decodes base64url without padding (RFC 4648, section 5). Returns nothing for any other text, so
/// that a value has one spelling alone: the bits that no byte takes are zero.
std::optional<std::string> decode_base64url(std::string_view text) {
  if (text.size() % 4 == 1) return std::nullopt;
  std::string bytes;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char letter : text) {
    constexpr std::string_view kLetters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const std::size_t value = kLetters.find(letter);
    if (value == std::string_view::npos) return std::nullopt;
    bits = (bits << 6U) | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes += static_cast<char>((bits >> count) & 0xFFU);
    }
  }
  if ((bits & ((1U << count) - 1U)) != 0) return std::nullopt;
  return bytes;
}

struct Parts {
  std::string_view signed_text;  ///< header and claims, with the dot between them
  json header;
  std::string claims;
  std::string signature;
};

/// Takes a token apart. Nothing in it is trusted yet.
tl::expected<Parts, std::string> take_apart(std::string_view token) {
  const Refused no_token("not a JSON Web Token");
  const std::size_t first = token.find('.');
  const std::size_t last = token.rfind('.');
  if (first == last || token.substr(first + 1, last - first - 1).find('.') != std::string::npos) {
    return no_token;
  }
  const auto header = decode_base64url(token.substr(0, first));
  auto claims = decode_base64url(token.substr(first + 1, last - first - 1));
  auto signature = decode_base64url(token.substr(last + 1));
  if (!header || !claims || !signature) return no_token;
  auto read = protocol::read_strict_json(*header);
  if (!read || !read->is_object()) return no_token;
  return Parts{token.substr(0, last), *std::move(read), *std::move(claims), *std::move(signature)};
}

}  // namespace

TokenKey TokenKey::shared_secret(std::string secret) {
  if (secret.size() < kLeastHmacKey) throw std::invalid_argument("a secret of under 32 bytes");
  return TokenKey(std::move(secret));
}

tl::expected<TokenKey, std::string> TokenKey::rsa_public(std::string_view pem) {
  const ErrorQueueKept kept;
  const std::unique_ptr<BIO, decltype(&BIO_free)> text(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
  if (!text) throw std::bad_alloc();
  std::shared_ptr<EVP_PKEY> key(PEM_read_bio_PUBKEY(text.get(), nullptr, &no_password, nullptr),
                                &EVP_PKEY_free);
  if (!key) return Refused("the key is no public key in PEM");
  if (EVP_PKEY_base_id(key.get()) != EVP_PKEY_RSA) return Refused("the key is no RSA key");
  if (EVP_PKEY_bits(key.get()) < kLeastRsaBits) {
    return Refused("the RSA key has fewer than " + std::to_string(kLeastRsaBits) + " bits");
  }
  return TokenKey(std::move(key));
}

std::string_view TokenKey::algorithm() const {
  return rsa_ ? "RS256" : "HS256";
}

bool TokenKey::has_signed(std::string_view text, std::string_view signature) const {
  if (!rsa_) {
    const std::string expected = hmac(text, secret_);
    // The time does not depend on where two signatures differ.
    return !expected.empty() && signature.size() == expected.size() &&
           CRYPTO_memcmp(signature.data(), expected.data(), expected.size()) == 0;
  }
  const ErrorQueueKept kept;
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                        &EVP_MD_CTX_free);
  return context &&
         EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, rsa_.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(text),
                          text.size()) == 1;
}

void TokenVerifier::add(TokenKey key, std::optional<protocol::Instant> until) {
  keys_.push_back({std::move(key), until});
}

tl::expected<json, std::string> TokenVerifier::verify(std::string_view token,
                                                      protocol::Instant now) const {
  if (token.size() > kMostToken) {
    return Refused("a token of over " + std::to_string(kMostToken) + " characters");
  }
  const auto parts = take_apart(token);
  if (!parts) return Refused(parts.error());
  // RFC 7515, section 4.1.11: extensions that the reader must understand, and we know none.
  if (parts->header.contains("crit")) {
    return Refused("a token whose header names critical extensions");
  }
  const auto algorithm = parts->header.find("alg");
  const auto* named =
      algorithm == parts->header.end() ? nullptr : algorithm->get_ptr<const std::string*>();
  bool known_algorithm = false;
  for (const Entry& each : keys_) {
    if (named == nullptr || each.key.algorithm() != *named) continue;
    known_algorithm = true;
    if (each.until && now >= *each.until) continue;
    if (!each.key.has_signed(parts->signed_text, parts->signature)) continue;
    auto claims = protocol::read_strict_json(parts->claims);
    if (!claims || !claims->is_object()) return Refused("a token without claims");
    return *std::move(claims);
  }
  // Here `named` is one of our own two words, never a text of the peer's.
  if (known_algorithm) {
    return Refused("not a token with an " + *named + " signature of " + signer_);
  }
  return Refused("a token with another algorithm than " + algorithms());
}

std::string TokenVerifier::algorithms() const {
  std::string text;
  for (const Entry& each : keys_) {
    if (text.find(each.key.algorithm()) != std::string::npos) continue;
    if (!text.empty()) text += " or ";
    text += each.key.algorithm();
  }
  return text.empty() ? "none is known" : text;
}

std::string sign_token(const json& claims, std::string_view secret) {
  static const std::string header = base64url(span_of(R"({"alg":"HS256","typ":"JWT"})"));
  const std::string text = header + "." + base64url(span_of(claims.dump()));
  const std::string signature = hmac(text, secret);
  if (signature.empty()) throw std::bad_alloc();
  return text + "." + base64url(span_of(signature));
}

}  // namespace stepback::signalling

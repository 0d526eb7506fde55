#include "signalling/access/tokens.hpp"

#include <jwt.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <stdexcept>
#include <utility>

#include "protocol/base/text.hpp"
#include "protocol/json/strict_json.hpp"
#include "signalling/base/random.hpp"

namespace stepback::signalling {
namespace {

using nlohmann::json;
using Expected = tl::expected<void, std::string>;
using Refused = tl::unexpected<std::string>;

constexpr std::size_t kMostToken = 4096;   // in characters; far beyond the need of our claims
constexpr std::size_t kMostSession = 128;  // code points of `sid`
constexpr std::size_t kMostIssuer = 256;   // code points of `iss`
constexpr std::string_view kCoordinator = "coordinator";
constexpr std::string_view kIssuer = "stepback";
/// 9999-12-31T23:59:59Z. A larger number is no date in seconds, but one in milliseconds.
constexpr double kLatest = 253402300799.0;

struct FreeJwt {
  void operator()(jwt_t* token) const { jwt_free(token); }
};
struct FreeText {
  void operator()(char* text) const { std::free(text); }  // NOLINT: libjwt gives malloc's memory
};
using Jwt = std::unique_ptr<jwt_t, FreeJwt>;
using Text = std::unique_ptr<char, FreeText>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string sign_json(const json& claims, const std::string& secret) {
  jwt_t* made = nullptr;
  if (jwt_new(&made) != 0) throw std::bad_alloc();
  const Jwt token(made);
  if (jwt_add_grants_json(token.get(), claims.dump().c_str()) != 0 ||
      jwt_set_alg(token.get(), JWT_ALG_HS256, bytes_of(secret), static_cast<int>(secret.size())) !=
          0) {
    throw std::logic_error("libjwt refused our own claims");
  }
  const Text text(jwt_encode_str(token.get()));
  if (!text) throw std::bad_alloc();
  return text.get();
}

std::int64_t seconds(protocol::Instant at) {
  return std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count();
}

/// Whether the signature is HS256's for the signed part. We compare here, in a time that does not
/// depend on where two signatures differ, since not every libjwt does so (CVE-2024-25189).
bool signature_holds(std::string_view token, std::string_view secret) {
  const std::size_t dot = token.rfind('.');
  if (dot == std::string_view::npos) return false;
  const std::string_view signed_part = token.substr(0, dot);
  const std::string_view signature = token.substr(dot + 1);
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> hash{};
  unsigned size = 0;
  if (!HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), bytes_of(signed_part),
            signed_part.size(), hash.data(), &size)) {
    return false;
  }
  const std::string expected = base64url(std::span(hash).first(size));
  return signature.size() == expected.size() &&
         CRYPTO_memcmp(signature.data(), expected.data(), expected.size()) == 0;
}

/// Returns the secret that signed the token, or nullptr. A retired secret counts until its time.
const std::string* signer_of(std::string_view token, const Secrets& secrets,
                             protocol::Instant now) {
  if (signature_holds(token, secrets.current)) return &secrets.current;
  for (const Secrets::Retiring& each : secrets.retiring) {
    if (now < each.until && signature_holds(token, each.secret)) return &each.secret;
  }
  return nullptr;
}

/// Returns the claims of a well-signed token, whatever they say.
tl::expected<json, std::string> verified(std::string_view token, const Secrets& secrets,
                                         protocol::Instant now) {
  if (token.size() > kMostToken) {
    return Refused("a token of over " + std::to_string(kMostToken) + " characters");
  }
  const bool is_text = token.find('\0') == std::string_view::npos;
  const std::string* const secret = is_text ? signer_of(token, secrets, now) : nullptr;
  if (secret == nullptr) {
    return Refused("not a token with an HS256 signature of this server's secret");
  }
  jwt_t* decoded = nullptr;
  if (jwt_decode(&decoded, std::string(token).c_str(), bytes_of(*secret),
                 static_cast<int>(secret->size())) != 0) {
    return Refused("not a JSON Web Token signed with HS256");
  }
  const Jwt jwt(decoded);
  if (jwt_get_alg(jwt.get()) != JWT_ALG_HS256) {
    return Refused("a token with another algorithm than HS256");
  }
  // RFC 7515, section 4.1.11: extensions that the reader must understand, and we know none.
  if (Text(jwt_get_headers_json(jwt.get(), "crit"))) {
    return Refused("a token whose header names critical extensions");
  }
  const Text text(jwt_get_grants_json(jwt.get(), nullptr));
  auto claims = protocol::read_strict_json(text ? text.get() : "");
  if (!claims || !claims->is_object()) return Refused("a token without claims");
  return *std::move(claims);
}

/// Returns a NumericDate (RFC 7519, section 2) in seconds, or nothing if the member is no such
/// date.
std::optional<double> date(const json& claims, const char* name) {
  const auto found = claims.find(name);
  if (found == claims.end() || !found->is_number()) return std::nullopt;
  const auto value = found->get<double>();
  if (!std::isfinite(value) || value < 0 || value > kLatest) return std::nullopt;
  return value;
}

tl::expected<protocol::Instant, std::string> check_times(const json& claims,
                                                         protocol::Instant now) {
  const auto expires = date(claims, "exp");
  if (!expires) return Refused("a token whose exp is not a time in seconds");
  const protocol::Instant end{std::chrono::seconds(static_cast<std::int64_t>(*expires))};
  if (now >= end) return Refused("an expired token");
  if (claims.contains("nbf")) {
    const auto begins = date(claims, "nbf");
    if (!begins) return Refused("a token whose nbf is not a time in seconds");
    if (now < protocol::Instant{std::chrono::seconds(static_cast<std::int64_t>(*begins))}) {
      return Refused("a token that is not valid yet");
    }
  }
  return end;
}

/// A claim of 1 to `most` code points.
tl::expected<std::string, std::string> text_claim(const json& claims, const char* name,
                                                  std::size_t most) {
  const auto found = claims.find(name);
  const auto* text = found == claims.end() ? nullptr : found->get_ptr<const std::string*>();
  const auto size = text ? protocol::count_code_points(*text) : std::nullopt;
  if (!size || *size < 1 || *size > most) {
    return Refused("a token whose " + std::string(name) + " is not a string of 1 to " +
                   std::to_string(most) + " characters");
  }
  return *text;
}

/// Reads `sub`, `name` and `shared`: the person, as far as the token names one.
Expected read_person(const json& json_claims, protocol::Claims& claims) {
  if (json_claims.contains("sub")) {
    auto subject = text_claim(json_claims, "sub", kMostIdentity);
    if (!subject) return Refused(subject.error());
    claims.subject = protocol::ParticipantId(*std::move(subject));
  }
  if (const auto name = json_claims.find("name"); name != json_claims.end()) {
    const auto* text = name->get_ptr<const std::string*>();
    if (!text || !protocol::valid_name(*text)) {
      return Refused(
          "a token whose name cannot be shown: expected 1 to 64 characters, none "
          "of them a control character");
    }
    if (!claims.subject) return Refused("a token with a name but without sub");
    claims.name = *text;
  }
  if (const auto shared = json_claims.find("shared"); shared != json_claims.end()) {
    if (!shared->is_boolean()) return Refused("a token whose shared is not true or false");
    claims.shared = shared->get<bool>();
  }
  return {};
}

/// Reads `gen`: the issue of the token's link.
Expected read_generation(const json& json_claims, protocol::Claims& claims) {
  const auto found = json_claims.find("gen");
  if (found == json_claims.end()) return {};
  const auto* number = found->get_ptr<const json::number_unsigned_t*>();
  if (number == nullptr || *number >= protocol::kNoGeneration) {
    return Refused("a token whose gen is not a number from 0 to 4294967294");
  }
  claims.generation = static_cast<protocol::Generation>(*number);
  return {};
}

}  // namespace

std::string Access::sign(const protocol::Claims& claims) const {
  json body{{"iss", claims.issuer},
            {"exp", seconds(claims.expires)},
            {"sid", claims.session.str()},
            {"role", protocol::to_word(claims.role)}};
  if (claims.subject) body["sub"] = claims.subject->str();
  if (claims.name) body["name"] = *claims.name;
  if (claims.shared) body["shared"] = true;
  if (claims.generation > 0) body["gen"] = claims.generation;
  return sign_json(body, secrets_.current);
}

tl::expected<protocol::Claims, std::string> Access::check(std::string_view token,
                                                          protocol::Instant now) const {
  const auto body = verified(token, secrets_, now);
  if (!body) return Refused(body.error());
  const auto expires = check_times(*body, now);
  if (!expires) return Refused(expires.error());
  auto issuer = text_claim(*body, "iss", kMostIssuer);
  if (!issuer) return Refused(issuer.error());
  auto session = text_claim(*body, "sid", kMostSession);
  if (!session) return Refused(session.error());
  const auto word = text_claim(*body, "role", kMostIssuer);
  const auto role = word ? protocol::from_word<protocol::Role>(*word) : std::nullopt;
  if (!role) {
    return Refused("a token whose role is not " + protocol::list_words<protocol::Role>());
  }
  protocol::Claims claims;
  claims.issuer = *std::move(issuer);
  claims.expires = *expires;
  claims.session = protocol::SessionId(*std::move(session));
  claims.role = *role;
  if (auto person = read_person(*body, claims); !person) return Refused(person.error());
  if (auto issue = read_generation(*body, claims); !issue) return Refused(issue.error());
  return claims;
}

std::string Access::sign_coordinator(protocol::Instant expires) const {
  return sign_json({{"iss", kIssuer}, {"exp", seconds(expires)}, {"role", kCoordinator}},
                   secrets_.current);
}

Expected Access::check_coordinator(std::string_view token, protocol::Instant now) const {
  const auto body = verified(token, secrets_, now);
  if (!body) return Refused(body.error());
  if (const auto expires = check_times(*body, now); !expires) {
    return Refused(expires.error());
  }
  if (const auto issuer = text_claim(*body, "iss", kMostIssuer); !issuer) {
    return Refused(issuer.error());
  }
  if (text_claim(*body, "role", kMostIssuer) != std::string(kCoordinator)) {
    return Refused("not a coordinator's token");
  }
  if (body->contains("sid")) return Refused("a coordinator's token names no session");
  return {};
}

}  // namespace stepback::signalling

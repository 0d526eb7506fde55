#include "signalling/access/tokens.hpp"

#include <chrono>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "protocol/base/text.hpp"
#include "signalling/access/token_verifier.hpp"

namespace stepback::signalling {
namespace {

using nlohmann::json;
using Expected = tl::expected<void, std::string>;
using Refused = tl::unexpected<std::string>;

constexpr std::size_t kMostSession = 128;  // code points of `sid`
constexpr std::size_t kMostIssuer = 256;   // code points of `iss`
constexpr std::string_view kCoordinator = "coordinator";
/// 9999-12-31T23:59:59Z. A larger number is no date in seconds, but one in milliseconds.
constexpr double kLatest = 253402300799.0;

std::int64_t seconds(protocol::Instant at) {
  return std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count();
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

/// Returns the verifier of tokens that this server's secrets have signed.
TokenVerifier verifier_of(const Secrets& secrets) {
  TokenVerifier verifier("this server's secret");
  verifier.add(TokenKey::shared_secret(secrets.current));
  for (const Secrets::Retiring& each : secrets.retiring) {
    verifier.add(TokenKey::shared_secret(each.secret), each.until);
  }
  return verifier;
}

}  // namespace

Access::Access(Secrets secrets) {
  use(std::move(secrets));
}
Access::~Access() = default;

void Access::use(Secrets secrets) {
  verifier_ = std::make_unique<const TokenVerifier>(verifier_of(secrets));
  signing_secret_ = std::move(secrets.current);
}

std::string Access::sign(const protocol::Claims& claims) const {
  json body{{"iss", claims.issuer},
            {"exp", seconds(claims.expires)},
            {"sid", claims.session.str()},
            {"role", protocol::to_word(claims.role)}};
  if (claims.subject) body["sub"] = claims.subject->str();
  if (claims.name) body["name"] = *claims.name;
  if (claims.shared) body["shared"] = true;
  if (claims.generation > 0) body["gen"] = claims.generation;
  return sign_token(body, signing_secret_);
}

tl::expected<protocol::Claims, std::string> Access::check(std::string_view token,
                                                          protocol::Instant now) const {
  const auto body = verifier_->verify(token, now);
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
  return sign_token({{"iss", kIssuer}, {"exp", seconds(expires)}, {"role", kCoordinator}},
                    signing_secret_);
}

Expected Access::check_coordinator(std::string_view token, protocol::Instant now) const {
  const auto body = verifier_->verify(token, now);
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

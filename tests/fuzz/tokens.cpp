// Nobody gets in without our signature, and a signer gets in only with sensible claims.
//
// An input is a token; or two lines, a header and claims, which are signed here as by a learning
// platform with the secret; or `^` and pairs of bytes (a place, and a change) that are changed in a
// good token.

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <nlohmann/json.hpp>
#include <string>

#include "protocol/base/text.hpp"
#include "signalling/access/tokens.hpp"
#include "signalling/base/random.hpp"
#include "tests/fuzz/target.hpp"

namespace stepback::fuzz {
namespace {

using namespace stepback::protocol;
using nlohmann::json;
using signalling::Access;

constexpr Instant kNow{std::chrono::seconds{1'800'000'000}};
constexpr std::string_view kSecret = "0123456789abcdef0123456789abcdef";
constexpr std::size_t kLongest = 128;  // characters of sub and sid

std::string encoded(std::string_view text) {
  return signalling::base64url({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

std::string signed_by_hand(std::string_view header, std::string_view claims) {
  std::string token = encoded(header) + "." + encoded(claims);
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> hash{};
  unsigned size = 0;
  HMAC(EVP_sha256(), kSecret.data(), static_cast<int>(kSecret.size()),
       reinterpret_cast<const std::uint8_t*>(token.data()), token.size(), hash.data(), &size);
  return token + "." + signalling::base64url(std::span(hash).first(size));
}

Claims good_claims() {
  Claims claims;
  claims.issuer = "stepback";
  claims.expires = kNow + std::chrono::hours{1};
  claims.session = SessionId{"s"};
  claims.role = Role::facilitator;
  claims.subject = ParticipantId{"p"};
  claims.name = "Okafor";
  return claims;
}

bool equal(const Claims& one, const Claims& other) {
  return one.issuer == other.issuer && one.expires == other.expires &&
         one.session == other.session && one.role == other.role && one.subject == other.subject &&
         one.name == other.name && one.shared == other.shared;
}

bool has_length(std::string_view text, std::size_t most) {
  const auto length = count_code_points(text);
  return length && *length >= 1 && *length <= most;
}

/// A token whose signature was not made for it.
void hold_refused(const Access& access, std::string_view token) {
  const auto checked = access.check(token, kNow);
  hold(!checked, "a token that we did not sign is refused");
  hold(!access.check_coordinator(token, kNow), "a token that we did not sign is no coordinator's");
  // A text of fewer characters may be in our own sentences.
  hold(token.size() < 24 || checked.error().find(token) == std::string::npos,
       "a refusal does not repeat the token");
}

void hold_claims(const Access& access, const Claims& claims, std::string_view header,
                 std::string_view text) {
  const json said = json::parse(text);
  hold(said.at("sid") == claims.session.str() && said.at("iss") == claims.issuer &&
           said.at("role") == std::string(to_word(claims.role)),
       "a token is taken at its word");
  hold(claims.expires > kNow && claims.expires <= from_epoch_ms(253'402'300'799'000),
       "a token that lets in has not expired, and does some day");
  hold(has_length(claims.session.str(), kLongest), "a session's name has its length");
  hold(!claims.subject || has_length(claims.subject->str(), kLongest), "a sub has its length");
  hold(!claims.name || (claims.subject && valid_name(*claims.name)), "a name can be shown");
  const std::string algorithm = json::parse(header).at("alg");
  hold(algorithm == "HS256", "no algorithm but HS256 lets in");
  const auto again = access.check(access.sign(claims), kNow);
  hold(again && equal(*again, claims), "what a token says can be signed and read again");
}

void change(const Access& access, std::string_view edits) {
  static const std::string good = access.sign(good_claims());
  std::string token = good;
  for (; edits.size() >= 2; edits.remove_prefix(2)) {
    token[static_cast<unsigned char>(edits[0]) % token.size()] = edits[1];
  }
  if (token != good) hold_refused(access, token);
}

}  // namespace

void tokens(Input input) {
  static const Access access{{std::string{kSecret}, {}}};
  std::string_view text = text_of(input);
  if (text.starts_with('^')) return change(access, text.substr(1));
  if (text.find('\n') == std::string_view::npos) return hold_refused(access, text);

  const std::string_view header = take_until(text, '\n');
  const std::string token = signed_by_hand(header, text);
  const auto checked = access.check(token, kNow);
  const auto coordinator = access.check_coordinator(token, kNow);
  hold(!checked || !coordinator, "no token is a coordinator's and a session's");
  if (checked) hold_claims(access, *checked, header, text);
  if (!checked) hold(!checked.error().empty(), "a refusal says why");
  if (coordinator) {
    hold(json::parse(text).at("role") == "coordinator", "a coordinator's token says so");
  }
}

}  // namespace stepback::fuzz

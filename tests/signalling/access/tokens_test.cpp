// Tokens: accepted ones and refused ones.

#include "signalling/access/tokens.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <fstream>
#include <stdexcept>

#include "signalling/base/random.hpp"
#include "tests/support/places.hpp"

namespace stepback::signalling {
namespace {

using namespace std::chrono_literals;
using protocol::Claims;
using protocol::Instant;
using protocol::Role;
using testing::HasSubstr;
using testing::Not;

constexpr Instant kNow{std::chrono::seconds{1'800'000'000}};
const std::string kSecret = "0123456789abcdef0123456789abcdef";
const std::string kHeader = R"({"alg":"HS256","typ":"JWT"})";

std::span<const std::uint8_t> bytes(const std::string& text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// A JSON Web Token put together by hand.
std::string token(const std::string& payload, const std::string& header = kHeader,
                  const EVP_MD* hash = EVP_sha256(), const std::string& secret = kSecret) {
  const std::string content = base64url(bytes(header)) + "." + base64url(bytes(payload));
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> mac{};
  unsigned size = 0;
  HMAC(hash, secret.data(), static_cast<int>(secret.size()), bytes(content).data(), content.size(),
       mac.data(), &size);
  return content + "." + base64url(std::span(mac).first(size));
}

class AccessTest : public testing::Test {
 protected:
  /// The reason of a refusal, or "" if the token is accepted.
  std::string refusal(const std::string& text, Instant now = kNow) const {
    const auto checked = access.check(text, now);
    return checked ? "" : checked.error();
  }

  Access access{{kSecret, {}}};
};

TEST_F(AccessTest, WhatItSignsItLetsIn) {
  Claims claims;
  claims.issuer = "stepback";
  claims.expires = kNow + 7 * 24h;
  claims.session = protocol::SessionId("s-1");
  claims.role = Role::coFacilitator;
  claims.subject = protocol::ParticipantId("p-1");
  claims.name = "Zoë Ō";
  claims.shared = true;
  const auto checked = access.check(access.sign(claims), kNow);
  ASSERT_TRUE(checked) << checked.error();
  EXPECT_EQ(checked->issuer, "stepback");
  EXPECT_EQ(checked->expires, claims.expires);
  EXPECT_EQ(checked->session, claims.session);
  EXPECT_EQ(checked->role, Role::coFacilitator);
  EXPECT_EQ(checked->subject, claims.subject);
  EXPECT_EQ(checked->name, claims.name);
  EXPECT_TRUE(checked->shared);
}

/// A line of the worked token in the wire contract.
std::string in_contract(const std::string& name) {
  std::ifstream contract(stepback::test::source_folder() / "protocol/wire/README.md");
  const std::string begin = name + "  ";
  for (std::string line; std::getline(contract, line);) {
    if (line.starts_with(begin)) return line.substr(line.find_first_not_of(' ', begin.size()));
  }
  throw std::runtime_error("the wire contract has no worked token");
}

TEST(WorkedToken, IsSignedWithTheSecretsText) {
  const std::string secret = in_contract("secret");
  const std::string worked = in_contract("token");
  EXPECT_EQ(worked, token(in_contract("claims"), in_contract("header"), EVP_sha256(), secret));
  const Access access{{secret, {}}};
  const auto checked = access.check(worked, kNow);
  ASSERT_TRUE(checked) << checked.error();
  EXPECT_EQ(checked->role, Role::member);

  std::string spelt;
  for (std::size_t i = 0; i < secret.size(); i += 2) {
    spelt += static_cast<char>(std::stoi(secret.substr(i, 2), nullptr, 16));
  }
  const Access mistaken{{spelt, {}}};
  EXPECT_FALSE(mistaken.check(worked, kNow));
}

TEST_F(AccessTest, ASharedLinkNamesNobody) {
  Claims claims;
  claims.issuer = "stepback";
  claims.expires = kNow + 1h;
  claims.session = protocol::SessionId("s-1");
  const auto checked = access.check(access.sign(claims), kNow);
  ASSERT_TRUE(checked);
  EXPECT_FALSE(checked->subject);
  EXPECT_FALSE(checked->name);
  EXPECT_FALSE(checked->shared);
}

TEST_F(AccessTest, ALearningPlatformsTokenIsLetIn) {
  const auto checked = access.check(
      token(R"({"iss":"https://learn.example.edu","exp":1800000060.5,"iat":1799999999,"sid":"s-1",)"
            R"("role":"member","sub":"u42","name":"Bo"})"),
      kNow);
  ASSERT_TRUE(checked) << checked.error();
  EXPECT_EQ(checked->issuer, "https://learn.example.edu");
  EXPECT_TRUE(checked->named());
}

TEST_F(AccessTest, ATokenIsGoodUntilItsLastMoment) {
  const std::string text = token(R"({"iss":"x","exp":1800000000,"sid":"s","role":"member"})");
  EXPECT_EQ(refusal(text, kNow - 1ms), "");
  EXPECT_EQ(refusal(text, kNow), "an expired token");
  EXPECT_EQ(refusal(text, kNow + 24h), "an expired token");
}

TEST_F(AccessTest, ATokenIsNotGoodBeforeItsTime) {
  const std::string text =
      token(R"({"iss":"x","exp":1800000100,"nbf":1800000000,"sid":"s","role":"member"})");
  EXPECT_EQ(refusal(text, kNow), "");
  EXPECT_EQ(refusal(text, kNow - 1ms), "a token that is not valid yet");
}

TEST_F(AccessTest, OtherAlgorithmsAreRefused) {
  const std::string payload = R"({"iss":"x","exp":1800000100,"sid":"s","role":"facilitator"})";
  EXPECT_EQ(refusal(token(payload)), "");
  EXPECT_NE(refusal(token(payload, R"({"alg":"HS384","typ":"JWT"})", EVP_sha384())), "");
  EXPECT_NE(refusal(token(payload, R"({"alg":"HS512","typ":"JWT"})", EVP_sha512())), "");
  EXPECT_NE(refusal(token(payload, R"({"alg":"HS384","typ":"JWT"})")), "");
  EXPECT_NE(refusal(token(payload, R"({"alg":"none","typ":"JWT"})")), "");
  EXPECT_NE(refusal(token(payload, R"({"alg":"hs256x","typ":"JWT"})")), "");
  EXPECT_EQ(refusal(token(payload, R"({"alg":"hs256","typ":"JWT"})")),
            "a token with another algorithm than HS256");
  EXPECT_NE(refusal(token(payload, R"({"typ":"JWT"})")), "");
  EXPECT_NE(refusal(token(payload, R"({"alg":"HS256","crit":["b64"],"b64":false})")), "");
  const std::string unsigned_head = base64url(bytes(R"({"alg":"none","typ":"JWT"})"));
  EXPECT_NE(refusal(unsigned_head + "." + base64url(bytes(payload)) + "."), "");
  EXPECT_NE(refusal(unsigned_head + "." + base64url(bytes(payload))), "");
}

TEST_F(AccessTest, ASignatureOfAnotherSecretIsRefused) {
  const std::string payload = R"({"iss":"x","exp":1800000100,"sid":"s","role":"facilitator"})";
  EXPECT_EQ(refusal(token(payload, kHeader, EVP_sha256(), kSecret + "x")),
            "not a token with an HS256 signature of this server's secret");
  EXPECT_NE(refusal(token(payload, kHeader, EVP_sha256(), "")), "");
}

TEST_F(AccessTest, EveryChangedCharacterIsRefused) {
  const std::string good = token(R"({"iss":"x","exp":1800000100,"sid":"s","role":"member"})");
  ASSERT_EQ(refusal(good), "");
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string changed = good;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_NE(refusal(changed), "") << i;
    EXPECT_NE(refusal(good.substr(0, i)), "") << i;
  }
  EXPECT_NE(refusal(good + "A"), "");
  EXPECT_NE(refusal(good + "="), "");
  EXPECT_NE(refusal(" " + good), "");
  EXPECT_NE(refusal(good + std::string(1, '\0')), "");
}

TEST_F(AccessTest, ClaimsThatAreMissingOrWrongAreNamed) {
  const auto why = [this](const std::string& payload) { return refusal(token(payload)); };
  EXPECT_THAT(why(R"({"exp":1800000100,"sid":"s","role":"member"})"), HasSubstr("iss"));
  EXPECT_THAT(why(R"({"iss":"","exp":1800000100,"sid":"s","role":"member"})"), HasSubstr("iss"));
  EXPECT_THAT(why(R"({"iss":7,"exp":1800000100,"sid":"s","role":"member"})"), HasSubstr("iss"));
  EXPECT_THAT(why(R"({"iss":"x","sid":"s","role":"member"})"), HasSubstr("exp"));
  EXPECT_THAT(why(R"({"iss":"x","exp":"1800000100","sid":"s","role":"member"})"), HasSubstr("exp"));
  EXPECT_THAT(why(R"({"iss":"x","exp":-1,"sid":"s","role":"member"})"), HasSubstr("exp"));
  EXPECT_THAT(why(R"({"iss":"x","exp":1800000100000,"sid":"s","role":"member"})"),
              HasSubstr("exp"));
  EXPECT_THAT(why(R"({"iss":"x","exp":1e300,"sid":"s","role":"member"})"), HasSubstr("exp"));
  EXPECT_THAT(why(R"({"iss":"x","exp":1800000100,"role":"member"})"), HasSubstr("sid"));
  EXPECT_THAT(why(R"({"iss":"x","exp":1800000100,"sid":"s"})"), HasSubstr("role"));
  EXPECT_THAT(why(R"({"iss":"x","exp":1800000100,"sid":"s","role":"host"})"),
              HasSubstr("facilitator, coFacilitator, member or observer"));
  EXPECT_THAT(why(R"({"iss":"x","exp":1800000100,"sid":"s","role":"member","sub":""})"),
              HasSubstr("sub"));
  EXPECT_THAT(why(R"({"iss":"x","exp":1800000100,"sid":"s","role":"member","sub":")" +
                  std::string(129, 's') + R"("})"),
              HasSubstr("sub"));
  EXPECT_THAT(why(R"({"iss":"x","exp":1800000100,"sid":"s","role":"member","name":"Bo"})"),
              HasSubstr("without sub"));
  EXPECT_THAT(
      why(R"({"iss":"x","exp":1800000100,"sid":"s","role":"member","sub":"u","name":"a\nb"})"),
      HasSubstr("name"));
  EXPECT_THAT(why(R"({"iss":"x","exp":1800000100,"sid":"s","role":"member","sub":"u","name":")" +
                  std::string(65, 'n') + R"("})"),
              HasSubstr("name"));
  EXPECT_THAT(why(R"({"iss":"x","exp":1800000100,"sid":"s","role":"member","sub":"u","shared":1})"),
              HasSubstr("shared"));
  EXPECT_NE(why("[]"), "");
  EXPECT_NE(why("not JSON"), "");
}

TEST_F(AccessTest, RefusalsHoldNoPartOfTheToken) {
  const std::string payload =
      R"({"iss":"Geheim","exp":1800000100,"sid":"Geheim","role":"Geheim","name":"Geheim"})";
  EXPECT_THAT(refusal(token(payload)), Not(HasSubstr("Geheim")));
}

TEST_F(AccessTest, AVeryLongTokenIsRefused) {
  const std::string payload = R"({"iss":"x","exp":1800000100,"sid":"s","role":"member","more":")" +
                              std::string(4000, 'm') + R"("})";
  EXPECT_THAT(refusal(token(payload)), HasSubstr("4096"));
  EXPECT_THAT(refusal(std::string(1 << 20, 'x')), HasSubstr("4096"));
}

TEST_F(AccessTest, ACoordinatorIsNoParticipantAndTheOtherWayRound) {
  const std::string coordinator = access.sign_coordinator(kNow + 1h);
  EXPECT_TRUE(access.check_coordinator(coordinator, kNow));
  EXPECT_NE(refusal(coordinator), "");
  EXPECT_FALSE(access.check_coordinator(coordinator, kNow + 1h));
  EXPECT_FALSE(access.check_coordinator(
      token(R"({"iss":"x","exp":1800000100,"sid":"s","role":"facilitator"})"), kNow));
  EXPECT_FALSE(access.check_coordinator(
      token(R"({"iss":"x","exp":1800000100,"sid":"s","role":"coordinator"})"), kNow));
  EXPECT_FALSE(access.check_coordinator("", kNow));
  EXPECT_FALSE(
      Access({"another secret of 32 characters!", {}}).check_coordinator(coordinator, kNow));
}

TEST(Base64url, IsThatOfTheRfc) {
  EXPECT_EQ(base64url(bytes("")), "");
  EXPECT_EQ(base64url(bytes("f")), "Zg");
  EXPECT_EQ(base64url(bytes("fo")), "Zm8");
  EXPECT_EQ(base64url(bytes("foo")), "Zm9v");
  EXPECT_EQ(base64url(bytes("foobar")), "Zm9vYmFy");
  EXPECT_EQ(base64url(bytes("\xfb\xff\xfe")), "-__-");
}

TEST(SystemRandomTest, MakesIdentifiersOf22UrlSafeCharactersAllDifferent) {
  SystemRandom random;
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string id = random.identifier();
    EXPECT_THAT(id, testing::MatchesRegex("[A-Za-z0-9_-]{22}"));
    seen.insert(id);
  }
  EXPECT_EQ(seen.size(), 1000U);
}

TEST_F(AccessTest, TheIssueOfALinkGoesWithItsToken) {
  Claims claims;
  claims.issuer = "stepback";
  claims.expires = kNow + 1h;
  claims.session = protocol::SessionId("s-1");
  EXPECT_EQ(access.check(access.sign(claims), kNow)->generation, 0U);
  claims.generation = 7;
  EXPECT_EQ(access.check(access.sign(claims), kNow)->generation, 7U);
  for (const std::string gen : {"-1", "1.5", "\"1\"", "null", "4294967295"}) {
    EXPECT_THAT(refusal(token(R"({"iss":"x","exp":1800000100,"sid":"s","role":"member","gen":)" +
                              gen + "}")),
                HasSubstr("gen is not a number"))
        << gen;
  }
}

TEST_F(AccessTest, ARetiredSecretHoldsUntilItsTimeAndSignsNothing) {
  const std::string old_secret = "fedcba9876543210fedcba9876543210";
  const std::string body = R"({"iss":"x","exp":1800009999,"sid":"s","role":"member"})";
  const std::string before = token(body, kHeader, EVP_sha256(), old_secret);
  ASSERT_NE(refusal(before), "");

  access.use({kSecret, {{old_secret, kNow + 1h}}});

  EXPECT_EQ(refusal(before), "");
  EXPECT_EQ(refusal(before, kNow + 1h - 1ms), "");
  EXPECT_NE(refusal(before, kNow + 1h), "");
  const std::string fresh = access.sign_coordinator(kNow + 2h);
  EXPECT_TRUE(Access({kSecret, {}}).check_coordinator(fresh, kNow));
  EXPECT_FALSE(Access({old_secret, {}}).check_coordinator(fresh, kNow));
}

}  // namespace
}  // namespace stepback::signalling

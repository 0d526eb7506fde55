// A key fixes the algorithm of its tokens.

#include "signalling/access/token_verifier.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <memory>
#include <stdexcept>

#include "signalling/base/random.hpp"

namespace stepback::signalling {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

constexpr protocol::Instant kVerifiedAt{std::chrono::seconds{1'800'000'000}};
const std::string kSharedSecret = "0123456789abcdef0123456789abcdef";
const std::string kClaims = R"({"iss":"https://learn.example.edu"})";

std::string as_base64url(std::string_view text) {
  return base64url({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

Key rsa_key(unsigned bits) {
  return {EVP_RSA_gen(bits), &EVP_PKEY_free};
}

std::string public_pem(const Key& key) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), &BIO_free);
  EXPECT_EQ(PEM_write_bio_PUBKEY(out.get(), key.get()), 1);
  char* text = nullptr;
  const long size = BIO_get_mem_data(out.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

std::string rs256(const Key& key, const std::string& header, const std::string& claims) {
  const std::string text = as_base64url(header) + "." + as_base64url(claims);
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                        &EVP_MD_CTX_free);
  std::string signature(static_cast<std::size_t>(EVP_PKEY_size(key.get())), '\0');
  std::size_t size = signature.size();
  EXPECT_EQ(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()), 1);
  EXPECT_EQ(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                           reinterpret_cast<const unsigned char*>(text.data()), text.size()),
            1);
  signature.resize(size);
  return text + "." + as_base64url(signature);
}

class PlatformKey : public testing::Test {
 protected:
  static void SetUpTestSuite() { key = new Key(rsa_key(2048)); }
  static void TearDownTestSuite() { delete key; }

  void SetUp() override {
    auto read = TokenKey::rsa_public(public_pem(*key));
    ASSERT_TRUE(read) << read.error();
    verifier.add(*std::move(read));
  }

  inline static Key* key = nullptr;  // making one takes a while
  TokenVerifier verifier{"the platform's keys"};
};

TEST_F(PlatformKey, LetsInWhatItsOwnerSigned) {
  const auto claims =
      verifier.verify(rs256(*key, R"({"alg":"RS256","kid":"1"})", kClaims), kVerifiedAt);

  ASSERT_TRUE(claims) << claims.error();
  EXPECT_EQ(claims->at("iss"), "https://learn.example.edu");
}

TEST_F(PlatformKey, RefusesWhatAnotherOwnerSigned) {
  const auto refused =
      verifier.verify(rs256(rsa_key(2048), R"({"alg":"RS256"})", kClaims), kVerifiedAt);

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error(), "not a token with an RS256 signature of the platform's keys");
}

TEST_F(PlatformKey, RefusesEachChangedCharacter) {
  const std::string good = rs256(*key, R"({"alg":"RS256"})", kClaims);
  ASSERT_TRUE(verifier.verify(good, kVerifiedAt));
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string changed = good;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(verifier.verify(changed, kVerifiedAt)) << i;
  }
}

// The public key is known to everybody. A verifier that lets the token choose would take it for the
// secret of HS256.
TEST_F(PlatformKey, IsNoSecretOfHs256) {
  const auto refused = verifier.verify(sign_token({{"iss", "x"}}, public_pem(*key)), kVerifiedAt);

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error(), "a token with another algorithm than RS256");
}

TEST_F(PlatformKey, StandsBesideASecret) {
  verifier.add(TokenKey::shared_secret(kSharedSecret));

  EXPECT_TRUE(verifier.verify(sign_token({{"iss", "x"}}, kSharedSecret), kVerifiedAt));
  EXPECT_TRUE(verifier.verify(rs256(*key, R"({"alg":"RS256"})", kClaims), kVerifiedAt));
  EXPECT_FALSE(verifier.verify(sign_token({{"iss", "x"}}, public_pem(*key)), kVerifiedAt));
  EXPECT_FALSE(verifier.verify(rs256(*key, R"({"alg":"HS256"})", kClaims), kVerifiedAt));
  EXPECT_EQ(verifier.verify(rs256(*key, R"({"alg":"none"})", kClaims), kVerifiedAt).error(),
            "a token with another algorithm than RS256 or HS256");
}

// A TLS connection of the same thread would take what is left in the queue for a fault of its own.
TEST_F(PlatformKey, LeavesNothingInTheErrorQueueWhenItRefuses) {
  ERR_clear_error();
  const Key other = rsa_key(2048);
  ERR_raise(ERR_LIB_USER, ERR_R_INTERNAL_ERROR);  // somebody else's note

  EXPECT_FALSE(verifier.verify(rs256(other, R"({"alg":"RS256"})", kClaims), kVerifiedAt));
  EXPECT_FALSE(TokenKey::rsa_public("no key"));

  EXPECT_EQ(ERR_GET_LIB(ERR_get_error()), ERR_LIB_USER);
  EXPECT_EQ(ERR_get_error(), 0U);
}

// OpenSSL would ask for the password of such a text at the terminal.
const std::string kEncrypted =
    "-----BEGIN PUBLIC KEY-----\n"
    "Proc-Type: 4,ENCRYPTED\n"
    "DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\n"
    "AAAAAAAAAAAAAAAAAAAAAA==\n"
    "-----END PUBLIC KEY-----\n";

TEST(TokenKeyTest, IsNoShortSecret) {
  EXPECT_THROW(TokenKey::shared_secret(kSharedSecret.substr(1)), std::invalid_argument);
  EXPECT_THROW(TokenKey::shared_secret(""), std::invalid_argument);
}

TEST(TokenKeyTest, IsReadFromPemOrSaysWhyNot) {
  const Key curve(EVP_EC_gen("P-256"), &EVP_PKEY_free);
  EXPECT_THAT(TokenKey::rsa_public("no key").error(), HasSubstr("no public key in PEM"));
  EXPECT_THAT(TokenKey::rsa_public("").error(), HasSubstr("no public key in PEM"));
  EXPECT_THAT(TokenKey::rsa_public(kEncrypted).error(), HasSubstr("no public key in PEM"));
  EXPECT_THAT(TokenKey::rsa_public(public_pem(curve)).error(), HasSubstr("no RSA key"));
  EXPECT_THAT(TokenKey::rsa_public(public_pem(rsa_key(1024))).error(), HasSubstr("2048 bits"));
}

TEST(TokenVerifierTest, WithoutAKeyLetsNothingIn) {
  EXPECT_FALSE(
      TokenVerifier("nobody").verify(sign_token({{"iss", "x"}}, kSharedSecret), kVerifiedAt));
}

TEST(TokenVerifierTest, AKeyCountsUntilItsTime) {
  TokenVerifier verifier("the secret");
  verifier.add(TokenKey::shared_secret(kSharedSecret), kVerifiedAt);

  EXPECT_TRUE(verifier.verify(sign_token({{"iss", "x"}}, kSharedSecret), kVerifiedAt - 1ms));
  EXPECT_FALSE(verifier.verify(sign_token({{"iss", "x"}}, kSharedSecret), kVerifiedAt));
}

TEST(TokenVerifierTest, TakesOneSpellingOfAToken) {
  TokenVerifier verifier("the secret");
  verifier.add(TokenKey::shared_secret(kSharedSecret));
  const std::string good = sign_token({{"iss", "x"}}, kSharedSecret);
  const std::string unused_bits = good.substr(0, good.size() - 1) +
                                  static_cast<char>(good.back() + 1);  // 32 bytes leave two bits

  EXPECT_TRUE(verifier.verify(good, kVerifiedAt));
  EXPECT_FALSE(verifier.verify(unused_bits, kVerifiedAt));
  EXPECT_FALSE(verifier.verify(good + "=", kVerifiedAt));
  EXPECT_FALSE(verifier.verify(good + ".", kVerifiedAt));
  EXPECT_FALSE(verifier.verify("." + good, kVerifiedAt));
}

}  // namespace
}  // namespace stepback::signalling

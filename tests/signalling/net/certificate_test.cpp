// Certificates and keys from files: good ones, and the errors about the others.

#include "signalling/net/tls/certificate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "signalling/net/tls/self_signed.hpp"
#include "tests/support/temporary_folder.hpp"

namespace stepback::signalling::test {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;

constexpr protocol::Instant kNow{std::chrono::seconds{1'800'000'000}};

class TlsCertificateTest : public testing::Test {
 protected:
  TlsCertificateTest() {
    fs::create_directory(folder / "other");
    for (const fs::path& each : {folder, folder / "other"}) {
      self_signed_certificate(each, {{"balint.example.edu", "192.0.2.1"}, {}}, kNow).value();
    }
    certificate = folder / kSelfSignedCertificate;
    key = folder / kSelfSignedKey;
  }

  std::string fault(protocol::Instant now = kNow) const {
    const auto loaded = TlsCertificate::load(certificate, key, now);
    return loaded ? "" : loaded.error();
  }
  void write(const fs::path& path, const std::string& text) const {
    std::ofstream(path, std::ios::trunc) << text;
  }

  const stepback::test::TemporaryFolder temporary;
  const fs::path folder = temporary.path();
  fs::path certificate;
  fs::path key;
};

TEST_F(TlsCertificateTest, AGoodOneSaysWhomItIsForAndWhenItEnds) {
  const auto loaded = TlsCertificate::load(certificate, key, kNow);
  ASSERT_TRUE(loaded) << loaded.error();
  EXPECT_EQ(loaded->name(), "balint.example.edu");
  EXPECT_TRUE(loaded->is_for("192.0.2.1"));
  EXPECT_EQ(loaded->ends(), kNow + 365 * 24h);
}

TEST_F(TlsCertificateTest, AFileThatIsNotThereIsNamed) {
  fs::remove(key);
  EXPECT_EQ(fault(), "cannot read " + key.string() + ": No such file or directory");
  certificate = folder;
  EXPECT_EQ(fault(), "cannot read " + folder.string() + ": Is a directory");
}

TEST_F(TlsCertificateTest, AFileOfSomethingElseIsNamed) {
  const fs::path other = folder / "other.pem";
  write(other, "no PEM\n");
  const fs::path good = std::exchange(certificate, other);
  EXPECT_THAT(fault(), AllOf(HasSubstr("the certificate " + other.string()),
                             HasSubstr("expected PEM with a certificate")));
  certificate = good;
  key = other;
  EXPECT_THAT(fault(), AllOf(HasSubstr("the key " + other.string()),
                             HasSubstr("expected PEM with the private key of")));
}

TEST_F(TlsCertificateTest, AnotherCertificatesKeyIsRefused) {
  key = folder / "other" / kSelfSignedKey;
  EXPECT_THAT(fault(), AllOf(HasSubstr("the key " + key.string()), HasSubstr("mismatch")));
}

TEST_F(TlsCertificateTest, AKeyWithAPassphraseIsRefusedWithoutAskingForIt) {
  EVP_PKEY* const made = EVP_EC_gen("P-256");
  std::FILE* const file = std::fopen(key.c_str(), "w");
  PEM_write_PrivateKey(file, made, EVP_aes_128_cbc(), nullptr, 0, nullptr,
                       const_cast<char*>("passphrase"));  // NOLINT: OpenSSL only reads it
  std::fclose(file);
  EVP_PKEY_free(made);
  EXPECT_THAT(fault(), HasSubstr("without a passphrase"));
}

TEST_F(TlsCertificateTest, OneThatHasEndedIsRefusedWithItsDay) {
  EXPECT_EQ(fault(kNow + 365 * 24h - 1s), "");
  EXPECT_EQ(fault(kNow + 365 * 24h),
            "the certificate " + certificate.string() + " has ended on 2028-01-15");
}

}  // namespace
}  // namespace stepback::signalling::test

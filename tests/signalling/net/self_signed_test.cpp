// The certificate that the server makes itself.

#include "signalling/net/tls/self_signed.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "tests/support/temporary_folder.hpp"

namespace stepback::signalling::test {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::Contains;
using testing::HasSubstr;

constexpr protocol::Instant kMade{std::chrono::seconds{1'800'000'000}};
const SelfSignedNames kNames{{"localhost", "127.0.0.1", "laptop.local", "192.0.2.7"},
                             {"2001:db8::7"}};

class SelfSignedTest : public testing::Test {
 protected:
  TlsCertificate make(const SelfSignedNames& names = kNames, protocol::Instant now = kMade) const {
    return self_signed_certificate(folder, names, now).value();
  }
  std::string text(const char* file) const {
    std::ifstream stream(folder / file);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  const stepback::test::TemporaryFolder temporary;
  const fs::path folder = temporary.path();
};

TEST_F(SelfSignedTest, IsForEveryNameThatItWasMadeFor) {
  const TlsCertificate made = make();
  for (const auto* names : {&kNames.needed, &kNames.besides}) {
    for (const std::string& each : *names) EXPECT_TRUE(made.is_for(each)) << each;
  }
  for (const char* other : {"example.org", "192.0.2.8", "2001:db8::8", "local"}) {
    EXPECT_FALSE(made.is_for(other)) << other;
  }
  EXPECT_EQ(made.name(), "localhost");
  EXPECT_EQ(made.ends(), kMade + 365 * 24h);
}

TEST_F(SelfSignedTest, IsReadByItsOwnerAlone) {
  make();
  for (const char* each : {kSelfSignedCertificate, kSelfSignedKey}) {
    struct stat status {};
    ASSERT_EQ(::stat((folder / each).c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U) << each;
  }
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 2) << "no draft is left behind";
}

TEST_F(SelfSignedTest, IsUsedAgainAsLongAsItIsGood) {
  make();
  const std::string before = text(kSelfSignedCertificate);

  make(kNames, kMade + 334 * 24h);
  make({{"localhost"}, {"2001:db8::9"}});  // an address of IPv6 that is new does not matter

  EXPECT_EQ(text(kSelfSignedCertificate), before);
}

TEST_F(SelfSignedTest, IsMadeAnewBeforeItEndsOrForANewName) {
  make();
  const std::string first = text(kSelfSignedCertificate);
  EXPECT_EQ(make(kNames, kMade + 336 * 24h).ends(), kMade + (336 + 365) * 24h);
  const std::string second = text(kSelfSignedCertificate);
  EXPECT_TRUE(make({{"desktop"}, {}}, kMade + 336 * 24h).is_for("desktop"));
  EXPECT_NE(first, second);
  EXPECT_NE(second, text(kSelfSignedCertificate));
}

TEST_F(SelfSignedTest, IsMadeAnewIfHalfOfItIsLostOrAnothers) {
  make();
  const std::string key = text(kSelfSignedKey);
  fs::remove(folder / kSelfSignedKey);
  make();
  std::ofstream(folder / kSelfSignedKey, std::ios::trunc) << key;

  const std::string before = text(kSelfSignedCertificate);
  make();
  EXPECT_NE(text(kSelfSignedCertificate), before);
}

TEST_F(SelfSignedTest, SaysWhereItCannotBeKept) {
  const auto made = self_signed_certificate(folder / "nowhere", kNames, kMade);
  ASSERT_FALSE(made);
  EXPECT_THAT(made.error(), HasSubstr((folder / "nowhere" / kSelfSignedKey).string()));
}

TEST_F(SelfSignedTest, ThisMachinesNamesAreThoseThatItIsReachedBy) {
  std::array<char, 256> host{};
  ASSERT_EQ(gethostname(host.data(), host.size() - 1), 0);
  const SelfSignedNames names = names_of_this_machine("192.0.2.9", "balint.example.edu");
  for (const std::string& each :
       {std::string("localhost"), std::string("127.0.0.1"), std::string("192.0.2.9"),
        std::string("balint.example.edu"), std::string(host.data())}) {
    EXPECT_THAT(names.needed, Contains(each));
  }
  const SelfSignedNames everywhere = names_of_this_machine("0.0.0.0", "");
  EXPECT_THAT(everywhere.needed, testing::Not(Contains("0.0.0.0")));
  EXPECT_THAT(everywhere.needed, testing::Not(Contains("")));
  make(everywhere);
}

}  // namespace
}  // namespace stepback::signalling::test

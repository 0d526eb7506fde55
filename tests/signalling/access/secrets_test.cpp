// The secret's file is made, read and exchanged.

#include "signalling/access/secrets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <set>
#include <thread>
#include <vector>

#include "tests/support/temporary_folder.hpp"

namespace stepback::signalling {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

constexpr protocol::Instant kToday{std::chrono::seconds{1'800'000'000}};

class SecretsTest : public testing::Test {
 protected:
  const stepback::test::TemporaryFolder temporary;
  const fs::path folder = temporary.path();
};

TEST_F(SecretsTest, IsMadeOnceAndReadByNobodyElse) {
  const fs::path data = folder / "not/there/yet";
  const auto made = load_or_make_secrets(data);
  ASSERT_TRUE(made) << made.error();
  EXPECT_THAT(made->current, testing::MatchesRegex("[0-9a-f]{64}"));
  struct stat status {};
  ASSERT_EQ(::stat((data / "secret").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(load_or_make_secrets(data), made);
  EXPECT_EQ(std::distance(fs::directory_iterator(data), {}), 1) << "no draft is left behind";
}

TEST_F(SecretsTest, IsTheSameForAllWhoStartAtOnce) {
  std::array<std::string, 16> secrets;
  {
    std::vector<std::jthread> starts;
    starts.reserve(secrets.size());
    for (std::string& secret : secrets) {
      starts.emplace_back([&] { secret = load_or_make_secrets(folder / "data").value().current; });
    }
  }
  EXPECT_EQ(std::set<std::string>(secrets.begin(), secrets.end()).size(), 1U);
}

TEST_F(SecretsTest, ADeployersOwnIsTakenAsItIs) {
  std::ofstream(folder / "secret") << "a secret that a deployer wrote by hand\n";
  EXPECT_EQ(load_or_make_secrets(folder)->current, "a secret that a deployer wrote by hand");
}

TEST_F(SecretsTest, AShortOneIsRefused) {
  std::ofstream(folder / "secret") << "short\n";
  EXPECT_EQ(load_or_make_secrets(folder).error(),
            "the secret " + (folder / "secret").string() + " has 5 bytes: expected 32 to 4096");
}

// If a long file were cut, the rest might pass as another secret.
TEST_F(SecretsTest, AFileThatIsTooLongIsRefusedAndNotCut) {
  constexpr std::size_t most = std::size_t{1} << 20U;
  const std::string secret(64, 's');
  const auto write = [&](std::size_t size) {
    std::ofstream(folder / "secret", std::ios::trunc) << secret << std::string(size - 64, '\n');
  };
  write(most);
  EXPECT_EQ(load_or_make_secrets(folder)->current, secret);
  write(most + 1);
  EXPECT_EQ(load_or_make_secrets(folder).error(),
            "the secret " + (folder / "secret").string() +
                " is too long: expected at most 1048576 bytes");
  EXPECT_FALSE(rotate_secrets(folder, 1h, kToday)) << "what cannot be read is not thrown away";
}

TEST_F(SecretsTest, AFileInTheFoldersPlaceIsTold) {
  std::ofstream(folder / "file") << "x";
  EXPECT_THAT(load_or_make_secrets(folder / "file").error(), HasSubstr((folder / "file").string()));
  EXPECT_THAT(load_or_make_secrets(folder / "file/below").error(),
              HasSubstr("cannot make the data folder"));
}

TEST_F(SecretsTest, AFolderInTheSecretsPlaceIsTold) {
  fs::create_directory(folder / "secret");
  EXPECT_THAT(load_or_make_secrets(folder).error(), HasSubstr((folder / "secret").string()));
}

TEST_F(SecretsTest, RotationPutsANewOneFirstAndKeepsTheOldOneForAWhile) {
  std::ofstream(folder / "secret") << "a secret that a deployer wrote by hand\n";

  const auto rotated = rotate_secrets(folder, 7 * 24h, kToday);

  ASSERT_TRUE(rotated) << rotated.error();
  EXPECT_THAT(rotated->current, testing::MatchesRegex("[0-9a-f]{64}"));
  EXPECT_THAT(rotated->retiring, testing::ElementsAre(Secrets::Retiring{
                                     "a secret that a deployer wrote by hand", kToday + 7 * 24h}));
  EXPECT_EQ(load_or_make_secrets(folder), rotated);
  struct stat status {};
  ASSERT_EQ(::stat((folder / "secret").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 1) << "no draft is left behind";
}

TEST_F(SecretsTest, EachOneRetiresInItsOwnTime) {
  const auto first = rotate_secrets(folder, 2h, kToday);
  const auto second = rotate_secrets(folder, 1h, kToday + 1h);
  ASSERT_TRUE(first && second);
  ASSERT_EQ(second->retiring.size(), 2U);
  EXPECT_EQ(second->retiring[0].secret, first->current);
  EXPECT_EQ(second->retiring[1], first->retiring[0]);

  const auto third = rotate_secrets(folder, 3h, kToday + 2h);
  ASSERT_TRUE(third);
  EXPECT_EQ(third->retiring, (std::vector<Secrets::Retiring>{{second->current, kToday + 5h}}));
}

TEST_F(SecretsTest, WithoutOverlapNothingOldHolds) {
  ASSERT_TRUE(rotate_secrets(folder, 2h, kToday));
  const auto leaked = rotate_secrets(folder, 0s, kToday);
  ASSERT_TRUE(leaked);
  EXPECT_TRUE(leaked->retiring.empty());
}

TEST_F(SecretsTest, AFileThatIsNeitherFormIsToldWithoutItsContent) {
  const std::string secret(64, 's');
  const std::string entry = R"({"secret":")" + secret + R"("})";
  const std::string ends_before_time = R"({"secret":")" + secret + R"(","until":-1})";
  const std::vector<std::string> contents{
      "{" + secret,
      R"({"secrets":[)" + entry + "]}",
      R"({"secrets":[)" + entry + R"(],"version":3})",
      R"({"secrets":[],"version":2})",
      R"({"secrets":{},"version":2})",
      R"({"secrets":[7],"version":2})",
      R"({"secrets":[{"secret":"short"}],"version":2})",
      R"({"secrets":[)" + entry + "," + entry + R"(],"version":2})",
      R"({"secrets":[)" + entry + "," + ends_before_time + R"(],"version":2})"};
  for (const std::string& content : contents) {
    std::ofstream(folder / "secret", std::ios::trunc) << content;
    const auto read = load_or_make_secrets(folder);
    ASSERT_FALSE(read) << content;
    EXPECT_THAT(read.error(), HasSubstr((folder / "secret").string()));
    EXPECT_THAT(read.error(), Not(HasSubstr("sss")));
    EXPECT_FALSE(rotate_secrets(folder, 1h, kToday)) << "what cannot be read is not thrown away";
  }
}

}  // namespace
}  // namespace stepback::signalling

#include "plugin/cli/screen/line_reader.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "tests/support/temporary_folder.hpp"

namespace stepback::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(LineReader, JoinsWhatComesInPieces) {
  LineReader reader;

  EXPECT_THAT(reader.feed("mic"), IsEmpty());
  EXPECT_THAT(reader.feed(" on\nhand up\nle"), ElementsAre("mic on", "hand up"));
  EXPECT_THAT(reader.finish(), ElementsAre("le"));
  EXPECT_THAT(reader.finish(), IsEmpty());
}

TEST(LineReader, DropsALineThatIsTooLongWhole) {
  LineReader reader;

  EXPECT_THAT(reader.feed(std::string(LineReader::kMostBytes + 1, 'x')), IsEmpty());
  EXPECT_THAT(reader.feed("leave\nwho\n"), ElementsAre("who"));
  EXPECT_EQ(reader.take_dropped(), 1U);
  EXPECT_EQ(reader.take_dropped(), 0U);
}

TEST(LineReader, KeepsALineOfTheLongestLength) {
  LineReader reader;

  EXPECT_EQ(reader.feed(std::string(LineReader::kMostBytes, 'x') + "\n").size(), 1U);
  EXPECT_EQ(reader.take_dropped(), 0U);
}

class SecretFile : public ::testing::Test {
 protected:
  std::string with(const std::string& text) {
    std::ofstream{path_} << text;
    return path_.string();
  }
  stepback::test::TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / "secret";
};

TEST_F(SecretFile, GivesItsFirstLineTrimmed) {
  EXPECT_EQ(read_secret(with(" http://h/#join=a.b.c \nsecond\n")).value(), "http://h/#join=a.b.c");
}

TEST_F(SecretFile, SaysWhatIsWrong) {
  EXPECT_THAT(read_secret(with("\nsecond\n")).error(), HasSubstr("the first line is empty"));
  EXPECT_THAT(read_secret("/nonexistent/link").error(),
              HasSubstr("/nonexistent/link: No such file"));
}

}  // namespace
}  // namespace stepback::cli

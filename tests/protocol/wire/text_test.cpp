// The rules for text that can be shown.

#include "protocol/base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "tests/protocol/wire/generators.hpp"

namespace stepback::protocol::test {
namespace {

TEST(Text, CountsCodePoints) {
  EXPECT_EQ(count_code_points(""), 0U);
  EXPECT_EQ(count_code_points("Zo\xC3\xAB"), 3U);
  EXPECT_EQ(count_code_points("\xE5\xBC\xA0"), 1U);
  EXPECT_EQ(count_code_points("\xF4\x8F\xBF\xBF"), 1U);
}

TEST(Text, IsNotBytesThatAreNotUtf8) {
  for (const char* bytes :
       {"\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\xAF", "\xE0\x9F\xBF", "\xED\xA0\x80",
        "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xC3",
        "\xE2\x82", "\xF0\x9F\x99", "\xC3("}) {
    EXPECT_EQ(count_code_points(bytes), std::nullopt) << ::testing::PrintToString(bytes);
    EXPECT_FALSE(valid_line(bytes, 10));
    EXPECT_FALSE(valid_paragraph(bytes, 10));
  }
}

TEST(Names, MayBeOfAnyScript) {
  for (const char* name : {"A", "Zo\xC3\xAB \xC5\x81ukasiewicz", "\xE5\xBC\xA0\xE4\xBC\x9F",
                           "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D", "O'Brien-Smith, Dr.",
                           "\xF0\x9F\x91\xA9\xE2\x80\x8D\xE2\x9A\x95\xEF\xB8\x8F"}) {
    EXPECT_TRUE(valid_name(name)) << name;
  }
}

TEST(Names, HoldOneTo64Characters) {
  EXPECT_FALSE(valid_name(""));
  EXPECT_TRUE(valid_name(std::string(64, 'n')));
  EXPECT_FALSE(valid_name(std::string(65, 'n')));
}

TEST(Names, AreNotBlank) {
  for (const char* name :
       {" ", "   ", "\xC2\xA0", "\xE2\x80\x8B", "\xE3\x80\x80 ", "\xEF\xBB\xBF"}) {
    EXPECT_FALSE(valid_name(name)) << ::testing::PrintToString(name);
  }
}

TEST(Names, HoldNoControlCharacterLineBreakOrDirectionOverride) {
  // NOLINTBEGIN(misc-misleading-bidirectional): the overrides are what is tested
  for (const char* mark :
       {"\n", "\r", "\t", "\x1B", "\x7F", "\xC2\x80", "\xC2\x85", "\xC2\x9F", "\xE2\x80\xA8",
        "\xE2\x80\xA9", "\xE2\x80\xAA", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x81\xA9"}) {
    // NOLINTEND(misc-misleading-bidirectional)
    EXPECT_FALSE(valid_name("Ana" + std::string(mark))) << ::testing::PrintToString(mark);
    EXPECT_FALSE(valid_name(mark + std::string("Ana"))) << ::testing::PrintToString(mark);
  }
  EXPECT_FALSE(valid_name(std::string_view("Ana\0", 4)));
}

TEST(Paragraphs, MayHoldLineFeedAndTabAndNoOtherControlCharacter) {
  EXPECT_TRUE(valid_paragraph("a\n\tb", 4));
  EXPECT_FALSE(valid_paragraph("a\n\tb", 3));
  EXPECT_FALSE(valid_paragraph("", 3));
  for (const char* mark : {"\r", "\x07", "\x1B", "\x7F", "\xC2\x90"}) {
    EXPECT_FALSE(valid_paragraph("a" + std::string(mark), 9)) << ::testing::PrintToString(mark);
  }
}

RC_GTEST_PROP(Text, ALineIsAParagraphAndEachOfItsPrefixesCountsLess, ()) {
  const std::string line = *any_line(100);
  RC_ASSERT(valid_paragraph(line, 100));
  const auto count = count_code_points(line);
  RC_ASSERT(count.has_value() && *count >= 1 && *count <= 100);
  RC_ASSERT(!valid_line(line, *count - 1));
  const auto prefix = count_code_points(
      std::string_view(line).substr(0, *rc::gen::inRange<std::size_t>(0, line.size())));
  RC_ASSERT(!prefix || *prefix < *count);
}

}  // namespace
}  // namespace stepback::protocol::test

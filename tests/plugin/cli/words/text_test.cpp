#include "plugin/cli/words/text.hpp"

#include <gmock/gmock.h>

namespace stepback::cli {
namespace {

using ::testing::ElementsAre;

TEST(Text, DecodesEachLengthOfUtf8AndGivesItBack) {
  const std::string text = "aé€😀";
  const std::u32string decoded = decode_utf8(text);

  EXPECT_EQ(decoded, U"aé€😀");
  std::string again;
  for (const char32_t c : decoded) again += encode_utf8(c);
  EXPECT_EQ(again, text);
}

TEST(Text, ReplacesMalformedBytesAndGoesOn) {
  EXPECT_EQ(decode_utf8("a\xFFz"), U"a\uFFFDz");          // no first byte
  EXPECT_EQ(decode_utf8("a\xE2\x82z"), U"a\uFFFDz");      // cut short
  EXPECT_EQ(decode_utf8("\xC0\x80"), U"\uFFFD\uFFFD");    // overlong
  EXPECT_EQ(decode_utf8("\xED\xA0\x80z"), U"\uFFFDz");    // a surrogate
  EXPECT_EQ(decode_utf8("\xF4\x90\x80\x80"), U"\uFFFD");  // beyond Unicode
}

TEST(Text, LetsNoOnesNameSteerTheTerminal) {
  EXPECT_EQ(printable("A\x1b[2J\nB\x7f"), "A [2J B ");
  EXPECT_EQ(printable("A\u0085B\u202eC\u2028D\u2066E"), "A B C D E");
  EXPECT_EQ(printable("Zoë Müller 王"), "Zoë Müller 王");
}

TEST(Text, CountsColumnsNotBytes) {
  EXPECT_EQ(columns_of(std::string_view{"Zoë"}), 3U);
  EXPECT_EQ(columns_of(std::string_view{"Zoe\u0308"}), 3U);
  EXPECT_EQ(columns_of(std::string_view{"王明"}), 4U);
}

TEST(Text, ShortensToColumns) {
  EXPECT_EQ(shorten("Maximilian", 10), "Maximilian");
  EXPECT_EQ(shorten("Maximilian", 5), "Maxi…");
  EXPECT_EQ(shorten("王明王", 5), "王明…");
  EXPECT_EQ(shorten("王明王", 4), "王…");
  EXPECT_EQ(shorten("ab", 0), "");
}

TEST(Text, WrapsAtSpacesAndBreaksWhatIsTooLong) {
  EXPECT_THAT(wrap("You hear everyone here", 10), ElementsAre("You hear", "everyone", "here"));
  EXPECT_THAT(wrap("abcdefgh", 3), ElementsAre("abc", "def", "gh"));
  EXPECT_THAT(wrap("", 3), ElementsAre(""));
  EXPECT_THAT(wrap("ab", 0), ElementsAre("a", "b"));
}

TEST(Text, FoldsCaseBeyondAscii) {
  EXPECT_EQ(fold_case("ÉMILE Ω"), "émile ω");
}

TEST(Text, TrimsBothEnds) {
  EXPECT_EQ(trim(" \tmic on\r\n"), "mic on");
  EXPECT_EQ(trim("  "), "");
}

}  // namespace
}  // namespace stepback::cli

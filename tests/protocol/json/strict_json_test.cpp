// Documents that are not JSON, or that name a member twice.

#include "protocol/json/strict_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "protocol/template/session_template.hpp"

namespace stepback::protocol {
namespace {

using testing::EndsWith;

std::string fault_of(std::string_view text) {
  const auto document = read_strict_json(text);
  if (document) return "none";
  return document.error().path + "|" + document.error().expected;
}

TEST(StrictJson, ReadsADocument) {
  EXPECT_EQ(read_strict_json(R"({"a": [1, {"a": null}]})").value().dump(),
            R"({"a":[1,{"a":null}]})");
}

TEST(StrictJson, ReadsEachKindOfValueAsTheLibraryDoes) {
  constexpr std::string_view text =
      R"({"": [], "b": {}, "c": [true, false, null, "ä\u00e4", [[]], {"d": [{}, 1]}],)"
      R"( "n": [0, -0, -7, 18446744073709551615, 18446744073709551616, 1.0, 1e2, -0.5]})";
  const auto document = read_strict_json(text);

  ASSERT_TRUE(document);
  const auto expected = nlohmann::json::parse(text);
  EXPECT_EQ(*document, expected);
  for (std::size_t i = 0; i < expected["n"].size(); ++i) {
    EXPECT_EQ(document->at("n")[i].type(), expected["n"][i].type()) << i;
  }
  for (const std::string_view scalar : {"7", "null", "\"x\"", "-1.5", "true"}) {
    EXPECT_EQ(read_strict_json(scalar).value(), nlohmann::json::parse(scalar));
  }
}

TEST(StrictJson, TellsTheLineAndColumnThatCannotBeRead) {
  EXPECT_THAT(fault_of("{\n  \"a\": 1,\n  b\n}"), EndsWith("line 3, column 3"));
  EXPECT_THAT(fault_of("x"), EndsWith("line 1, column 1"));
  EXPECT_THAT(fault_of("[1, 2]]"), EndsWith("line 1, column 7"));
}

TEST(StrictJson, TellsWhereATextBreaksOff) {
  EXPECT_THAT(fault_of(""), EndsWith("line 1, column 1"));
  EXPECT_THAT(fault_of("[1,\n2"), EndsWith("line 2, column 2"));
}

TEST(StrictJson, RefusesBytesThatAreNotUtf8) {
  EXPECT_THAT(fault_of("[\"\xFF\"]"), EndsWith("line 1, column 3"));
}

TEST(StrictJson, RefusesANumberBeyondADouble) {
  EXPECT_THAT(fault_of("[1e999]"), EndsWith("line 1, column 6"));
}

TEST(StrictJson, RefusesAMemberThatStandsTwiceAndSaysWhere) {
  EXPECT_EQ(fault_of(R"([0, {"x": {"a/b": 1, "c": [], "a/b": 2}}])"),
            "/1/x/a~1b|this member once, not twice");
}

TEST(StrictJson, TakesTheSameNameInDifferentObjects) {
  EXPECT_EQ(fault_of(R"({"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}]})"), "none");
}

TEST(StrictJson, TakesAnyDepth) {
  constexpr std::size_t kDepth = 100'000;
  EXPECT_EQ(fault_of(std::string(kDepth, '[') + std::string(kDepth, ']')), "none");
}

TEST(StrictJson, TellsAPlaceOfAnyDepth) {
  constexpr std::size_t kDepth = 100'000;
  const std::string fault = fault_of(std::string(kDepth, '[') + R"({"a": 1, "a": 2})");
  EXPECT_EQ(fault.size(), 2 * kDepth + std::string_view{"/a|this member once, not twice"}.size());
}

TEST(StrictJson, DoesNotTakeANulForTheEnd) {
  using namespace std::string_view_literals;
  EXPECT_THAT(fault_of("{}\0"sv), EndsWith("line 1, column 3"));
  EXPECT_THAT(fault_of("{}\n\0 and more"sv), EndsWith("line 2, column 1"));
}

TEST(StrictJson, FaultsAreTemplateErrors) {
  const auto broken = parse_template("{\n\"id\": }");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().path, "");
  EXPECT_EQ(broken.error().expected, "a JSON document: it cannot be read at line 2, column 7");

  const auto twice = parse_template(R"({"id": "a", "id": "b"})");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().path, "/id");
}

}  // namespace
}  // namespace stepback::protocol

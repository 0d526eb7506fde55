// The members of queries and forms, read strictly.

#include "signalling/net/http/fields.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <utility>
#include <vector>

namespace stepback::signalling {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;
using namespace std::string_literals;

std::string fault_of(std::string_view text) {
  const auto fields = parse_fields(text);
  return fields ? "none" : fields.error();
}

TEST(FieldsTest, MembersAreDecoded) {
  const auto fields =
      parse_fields("state=a%2Bb+c&id_token=x.y%3D%3d&empty=&p%C3%A4iv%C3%A4=%E2%82%AC");

  ASSERT_TRUE(fields) << fields.error();
  EXPECT_THAT((std::map<std::string, std::string>(fields->begin(), fields->end())),
              ElementsAre(Pair("empty", ""), Pair("id_token", "x.y=="),
                          Pair("p\u00e4iv\u00e4", "\u20ac"), Pair("state", "a+b c")));
  ASSERT_NE(fields->find("state"), nullptr);
  EXPECT_EQ(*fields->find("state"), "a+b c");
  EXPECT_EQ(fields->find("other"), nullptr);
}

TEST(FieldsTest, EverythingAfterTheFirstEqualsSignIsTheValue) {
  EXPECT_EQ(*parse_fields("a=b=c")->find("a"), "b=c");
}

TEST(FieldsTest, NoTextHasNoMember) {
  ASSERT_TRUE(parse_fields(""));
  EXPECT_EQ(parse_fields("")->size(), 0U);
}

TEST(FieldsTest, WhatCouldBeReadInTwoWaysIsRefusedWithASentence) {
  const std::vector<std::pair<std::string, std::string>> faults{
      {"a=1&a=2", "a name stands twice"},
      {"a=1&%61=2", "a name stands twice"},
      {"a", "a member is not NAME=VALUE"},
      {"a=1&", "a member is not NAME=VALUE"},
      {"&a=1", "a member is not NAME=VALUE"},
      {"a=1&&b=2", "a member is not NAME=VALUE"},
      {"=1", "a member has no name"},
      {"a=%", "a percent sign is not followed by two hexadecimal digits"},
      {"a=%4", "a percent sign is not followed by two hexadecimal digits"},
      {"a=%4&b=1", "a percent sign is not followed by two hexadecimal digits"},
      {"a=%g1", "a percent sign is not followed by two hexadecimal digits"},
      {"a=%1g", "a percent sign is not followed by two hexadecimal digits"},
      {"%zz=1", "a percent sign is not followed by two hexadecimal digits"},
      {"a=%00", "a zero byte is in a member"},
      {"%00a=1", "a zero byte is in a member"},
      {"a=\0"s, "a zero byte is in a member"},
      {"a=%ff", "a member is not UTF-8"},
      {"a=%C0%80", "a member is not UTF-8"},
      {"%ed%a0%80=1", "a member is not UTF-8"}};
  for (const auto& [text, sentence] : faults) EXPECT_EQ(fault_of(text), sentence) << text;
}

TEST(FieldsTest, MembersAndNamesAreBounded) {
  std::string text = "n0=v";
  for (std::size_t i = 1; i < HttpFields::kMost; ++i) text += "&n" + std::to_string(i) + "=v";
  EXPECT_EQ(parse_fields(text)->size(), HttpFields::kMost);
  EXPECT_EQ(fault_of(text + "&more=v"), "there are too many members: expected at most 64");

  const std::string name(HttpFields::kMostName, 'n');
  EXPECT_TRUE(parse_fields(name + "=v"));
  EXPECT_EQ(fault_of(name + "n=v"), "a name is too long: expected at most 128 bytes");
}

TEST(FieldsTest, NoSentenceHoldsAPartOfAMember) {
  for (const char* text : {"secret=1&secret=2", "secret=%00", "secret=%ff", "secret=%", "secret"}) {
    EXPECT_THAT(fault_of(text), Not(HasSubstr("secret"))) << text;
  }
}

TEST(FieldsTest, AFormIsKnownByItsContentType) {
  EXPECT_TRUE(is_form("application/x-www-form-urlencoded"));
  EXPECT_TRUE(is_form("Application/X-WWW-Form-Urlencoded ; charset=utf-8"));
  EXPECT_FALSE(is_form("application/json"));
  EXPECT_FALSE(is_form("application/x-www-form-urlencoded2"));
  EXPECT_FALSE(is_form(""));
}

}  // namespace
}  // namespace stepback::signalling

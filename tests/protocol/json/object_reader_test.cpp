// The faults that a reader notes of an object, for a peer and for a person who wrote it by hand.

#include "protocol/json/object_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>

namespace stepback::protocol {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

using Tells = protocol::Fault::Tells;

constexpr TextRule kShort{.least = 1, .most = 4};

/// Reads the object with this function and returns the sentence of the fault, or "".
template <typename Read>
std::string fault_of(const json& value, Read read, Tells tells = Tells::kind) {
  protocol::Fault fault(tells);
  ObjectReader in(value, "", fault);
  read(in);
  return fault ? fault.sentence("all of it") : "";
}

TEST(ObjectReaderTest, KeepsTheFirstFaultAndReadsOn) {
  const json value{{"one", 7}, {"two", "x"}};
  const auto read = [](ObjectReader& in) {
    EXPECT_EQ(in.text("one", kShort), "");
    EXPECT_EQ(in.integer("two", 3, 9), 3);
  };
  EXPECT_EQ(fault_of(value, read), "/one: expected a string of 1 to 4 characters, found a number");
}

TEST(ObjectReaderTest, TellsAPeerNoValueAndAWriterAShortOne) {
  const json value{{"secret", "Geheim"}, {"long", std::string(50, 'x')}};
  const auto secret = [](ObjectReader& in) { in.word<Role>("secret"); };
  const auto wide = [](ObjectReader& in) { in.word<Role>("long"); };

  EXPECT_THAT(fault_of(value, secret), Not(HasSubstr("Geheim")));
  EXPECT_THAT(fault_of(value, secret, Tells::value), HasSubstr(", not \"Geheim\""));
  EXPECT_THAT(fault_of(value, wide, Tells::value), HasSubstr("not a text of 50 bytes"));
}

TEST(ObjectReaderTest, SaysThatAMemberIsMissing) {
  const auto read = [](ObjectReader& in) { in.object("a").flag("b"); };
  EXPECT_EQ(fault_of(json::object(), read), "/a: expected an object, found no such member");
  EXPECT_EQ(fault_of({{"a", json::object()}}, read, Tells::value),
            "/a/b: expected this member, which is missing");
}

TEST(ObjectReaderTest, SaysAtItsFirstReadThatAValueIsNoObject) {
  const auto read = [](ObjectReader& in) { in.object("a").has("b"); };
  EXPECT_EQ(fault_of(json::array(), read), "all of it: expected an object, found an array");
  EXPECT_EQ(fault_of({{"a", 1}}, read), "/a: expected an object, found a number");
}

TEST(ObjectReaderTest, KnowsTheMembersThatWereAskedFor) {
  const json value{{"a", 1}, {"b", 2}, {"a name of a peer", 3}};
  const auto read = [](ObjectReader& in) {
    in.has("a");
    in.has("b");
    in.refuse_others();
  };
  EXPECT_EQ(fault_of(value, read), "all of it: expected no member but a and b, found another");
  EXPECT_EQ(fault_of({{"a", 1}, {"c", 3}}, read),
            "/c: expected no member but a and b, found another");
  EXPECT_EQ(fault_of({{"a", 1}}, read), "");
}

TEST(ObjectReaderTest, TellsAWriterTheRightNamesBeforeAnyValue) {
  constexpr std::array<std::string_view, 2> required{"a", "b"};
  constexpr std::array<std::string_view, 1> optional{"c"};
  const auto read = [&](ObjectReader& in) { EXPECT_FALSE(in.members(required, optional)); };
  const auto tells = Tells::value;
  EXPECT_EQ(fault_of({{"a", 1}, {"d/e", 2}}, read, tells),
            "/d~1e: expected no such member: known here are a and b, perhaps c");
  EXPECT_EQ(fault_of({{"a", 1}, {"c", 2}}, read, tells),
            "/b: expected this member, which is missing");
  EXPECT_EQ(fault_of(7, read, tells), "all of it: expected an object with a and b, not 7");
}

TEST(ObjectReaderTest, TakesAWholeNumberInAnyForm) {
  const json value = json::parse(R"({"a": 3, "b": 3.0, "c": 3.5, "d": -1})");
  const auto in_bounds = [](const char* name) {
    return [name](ObjectReader& in) { in.integer(name, 0, 9); };
  };
  EXPECT_EQ(fault_of(value, in_bounds("a")), "");
  EXPECT_EQ(fault_of(value, in_bounds("b")), "");
  EXPECT_EQ(fault_of(value, in_bounds("c")),
            "/c: expected an integer from 0 to 9, found another number");
  EXPECT_EQ(fault_of(value, in_bounds("d"), Tells::value),
            "/d: expected a whole number from 0 to 9, not -1");
}

TEST(ObjectReaderTest, ReadsWordsOnceEach) {
  const auto read = [](ObjectReader& in) {
    EXPECT_THAT(in.words<Role>("a", "part"), ElementsAre(Role::observer, Role::member));
  };
  EXPECT_EQ(fault_of({{"a", {"observer", "member"}}}, read), "");

  const auto wrong = [](ObjectReader& in) { in.words<Role>("a", "part"); };
  EXPECT_EQ(fault_of({{"a", {"observer", "observer"}}}, wrong),
            "/a/1: expected each part once, found one twice");
  EXPECT_THAT(fault_of({{"a", {"observer", "patient"}}}, wrong), HasSubstr("/a/1: expected facil"));
  EXPECT_EQ(fault_of({{"a", json(std::vector<int>(5))}}, wrong),
            "/a: expected an array of 0 to 4 parts, found 5");
}

TEST(ObjectReaderTest, ReadsObjectsWhoseNamesAreData) {
  const json value{{"a", {{"x/y", {{"n", 1}}}, {"z", {{"n", "two"}}}}}};
  const auto read = [](ObjectReader& in) {
    for (auto& [name, object] : in.named_objects("a", 2)) object.integer("n", 1, 1);
  };
  EXPECT_EQ(fault_of(value, read), "/a/z/n: expected an integer from 1 to 1, found a string");
  const auto few = [](ObjectReader& in) { in.named_objects("a", 1); };
  EXPECT_THAT(fault_of(value, few), HasSubstr("/a: expected an object of at most 1 members"));
}

}  // namespace
}  // namespace stepback::protocol

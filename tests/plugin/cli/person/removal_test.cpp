// The words of a typed `remove`.

#include "plugin/cli/person/removal.hpp"

#include <gmock/gmock.h>

#include "tests/plugin/cli/group.hpp"

namespace stepback::cli {
namespace {

using test::group;
using test::person;
using test::TestState;
using ::testing::AllOf;
using ::testing::HasSubstr;

/// "p3", "p3 and the link", or why not.
std::string read(const TestState& state, std::string_view words) {
  const auto found = find_removal(state, words);
  if (!found) return found.error();
  return std::string{found->who->id} + (found->closes_link ? " and the link" : "");
}

TEST(Removal, IsOfAPersonAndAlsoOfTheLink) {
  const TestState state = group();

  EXPECT_EQ(read(state, "Jonas"), "p3");
  EXPECT_EQ(read(state, "jon"), "p3");
  EXPECT_EQ(read(state, "Jonas close-link"), "p3 and the link");
  EXPECT_EQ(read(state, "p3 CLOSE-LINK"), "p3 and the link");
  EXPECT_THAT(read(state, "Nobody close-link"), HasSubstr("\"Nobody\""));
  EXPECT_THAT(read(state, "close-link"), HasSubstr("\"close-link\""));
}

TEST(Removal, IsNeverGuessedIfANameEndsWithTheWord) {
  TestState state = group();
  person(state, "Maria").name = "Jonas close-link";

  EXPECT_THAT(read(state, "Jonas close-link"),
              AllOf(HasSubstr("could mean several people"), HasSubstr("Jonas close-link (p4)"),
                    HasSubstr("Jonas (p3)")));
  EXPECT_EQ(read(state, "p3 close-link"), "p3 and the link");
  EXPECT_EQ(read(state, "p4 close-link"), "p4 and the link");
  person(state, "Jonas").name = "Ida";
  EXPECT_EQ(read(state, "Jonas close-link"), "p4");
}

}  // namespace
}  // namespace stepback::cli

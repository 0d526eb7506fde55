// How a person's part in a session ends.

#include <gmock/gmock.h>

#include "plugin/cli/person/participation.hpp"
#include "tests/plugin/cli/part.hpp"

namespace stepback::cli {
namespace {

using std::chrono::seconds;
using test::group;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class OutcomeTest : public test::Part {};

TEST_F(OutcomeTest, EndsWellWhenTheSessionEnds) {
  Participation part = make();
  join(part, group());

  part.event(ConnectionEvent{STEPBACK_CONNECTION_ENDED, "sessionEnded", "Over."}, start);

  ASSERT_TRUE(part.outcome().has_value());
  EXPECT_EQ(part.outcome()->exit_code, 0);
}

TEST_F(OutcomeTest, EndsWithAFailureWhenSentOutOrSuperseded) {
  for (const char* code : {"removed", "superseded", "badToken"}) {
    Participation part = make();
    part.event(ConnectionEvent{STEPBACK_CONNECTION_ENDED, code, "Why."}, start);

    ASSERT_TRUE(part.outcome().has_value());
    EXPECT_EQ(part.outcome()->exit_code, 1) << code;
    EXPECT_FALSE(part.outcome()->sentence.empty());
  }
}

TEST_F(OutcomeTest, SaysThatTheProgramIsTooOldForTheServer) {
  Participation part = make();
  part.event(ConnectionEvent{STEPBACK_CONNECTION_ENDED, "outdated", "Why."}, start);

  ASSERT_TRUE(part.outcome().has_value());
  EXPECT_EQ(part.outcome()->exit_code, 1);
  EXPECT_THAT(part.outcome()->sentence, testing::HasSubstr("too old for the server"));
}

TEST_F(OutcomeTest, LeavesWhenAsked) {
  Participation part = make();
  join(part, group());

  part.line("leave");
  part.line("hand up");
  part.event(ConnectionEvent{STEPBACK_CONNECTION_ENDED, "removed", {}}, start);

  ASSERT_TRUE(part.outcome().has_value());
  EXPECT_EQ(part.outcome()->exit_code, 0);
  EXPECT_THAT(module.calls, IsEmpty());
}

TEST_F(OutcomeTest, GivesUpOnlyAfterSoLongWithoutAConnection) {
  Participation part = make({.give_up_after = seconds{60}});
  part.tick(start + seconds{59});
  EXPECT_FALSE(part.outcome().has_value());
  join(part, group());
  part.tick(start + seconds{1000});
  EXPECT_FALSE(part.outcome().has_value());

  part.event(ConnectionEvent{STEPBACK_CONNECTION_LOST, {}, {}}, start + seconds{1000});
  part.event(ConnectionEvent{STEPBACK_CONNECTION_CONNECTING, {}, {}}, start + seconds{1030});
  part.tick(start + seconds{1059});
  EXPECT_FALSE(part.outcome().has_value());
  part.tick(start + seconds{1060});

  ASSERT_TRUE(part.outcome().has_value());
  EXPECT_EQ(part.outcome()->exit_code, 1);
  EXPECT_THAT(part.outcome()->sentence, HasSubstr("60 seconds"));
}

}  // namespace
}  // namespace stepback::cli

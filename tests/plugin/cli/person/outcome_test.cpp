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

TEST_F(OutcomeTest, FailsIfTheSessionHadEndedBeforeTheyWereIn) {
  Participation part = make();
  part.event(ConnectionEvent{STEPBACK_CONNECTION_ENDED, "sessionEnded", "Over."}, start);

  ASSERT_TRUE(part.outcome().has_value());
  EXPECT_EQ(part.outcome()->exit_code, 1);
}

TEST_F(OutcomeTest, SaysWhatIsWrongWithACertificate) {
  const std::pair<const char*, const char*> rows[] = {
      {"certificateNotTrusted", "is not trusted. If it is your own, give --ca-file."},
      {"certificateExpired", "has expired"},
      {"certificateNotYetValid", "is not valid yet"},
      {"certificateWrongName", "is for another name"}};
  for (const auto& [code, words] : rows) {
    Participation part = make();
    part.event(ConnectionEvent{STEPBACK_CONNECTION_ENDED, code, "Why."}, start);

    ASSERT_TRUE(part.outcome().has_value()) << code;
    EXPECT_EQ(part.outcome()->exit_code, 1) << code;
    EXPECT_THAT(part.outcome()->sentence, HasSubstr(words));
  }
}

// The end of a script's input leaves only when the part is idle.
TEST_F(OutcomeTest, IsNotIdleBeforeJoinIsAnswered) {
  Participation part = make({.lines_wait = true});
  EXPECT_FALSE(part.idle());
  part.event(ConnectionEvent{STEPBACK_CONNECTION_JOINED, {}, {}}, start);
  EXPECT_FALSE(part.idle()) << "no state yet";
  part.event(test::state_event(group()), start);
  EXPECT_TRUE(part.idle());
}

TEST_F(OutcomeTest, LetsTheLeaveOfAScriptWaitForTheAnswerToJoin) {
  Participation part = make({.lines_wait = true});
  part.line("leave");
  EXPECT_FALSE(part.outcome().has_value());
  part.event(ConnectionEvent{STEPBACK_CONNECTION_ENDED, "badToken", "Why."}, start);
  ASSERT_TRUE(part.outcome().has_value());
  EXPECT_EQ(part.outcome()->exit_code, 1);

  Participation other = make({.lines_wait = true});
  other.line("leave");
  join(other, group());
  ASSERT_TRUE(other.outcome().has_value());
  EXPECT_EQ(other.outcome()->exit_code, 0);
}

TEST_F(OutcomeTest, SaysThatAPersonLeftBeforeTheyWereIn) {
  Participation part = make();
  part.leave();
  ASSERT_TRUE(part.outcome().has_value());
  EXPECT_EQ(part.outcome()->exit_code, 3);
  EXPECT_THAT(part.outcome()->sentence, HasSubstr("before you were in"));
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
  EXPECT_EQ(part.outcome()->exit_code, 3);
  EXPECT_THAT(part.outcome()->sentence, HasSubstr("60 seconds"));
}

}  // namespace
}  // namespace stepback::cli

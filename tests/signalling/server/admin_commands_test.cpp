// An operator's commands about a journal, and their output.

#include "signalling/server/admin_commands.hpp"

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/signalling/journal/journal_fixture.hpp"

namespace stepback::signalling::journal::test {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using stepback::test::kStoryBegins;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class CommandsTest : public JournalTest {
 protected:
  std::ostringstream out;
};

TEST_F(CommandsTest, VerifySaysThatAllIsWhole) {
  keep(Story::seated(), "one");
  keep(Story{}, "two");

  EXPECT_EQ(verify(folder, out), 0);

  const auto entries = Story::seated().events().size() + 1;
  EXPECT_EQ(out.str(),
            "2 sessions: 2 whole with " + std::to_string(entries) + " entries, 0 damaged\n");
}

TEST_F(CommandsTest, VerifySaysWhatIsWrongWhere) {
  keep(Story::seated(), "one");
  keep(Story::seated(), "two");
  tamper("UPDATE entry SET at = 1 WHERE revision = 3 AND session = 2");

  EXPECT_EQ(verify(folder, out), 1);

  EXPECT_THAT(out.str(), AllOf(HasSubstr("session two, revision 3: expected the hash "),
                               HasSubstr("2 sessions: 1 whole with "), HasSubstr(", 1 damaged\n")));
}

TEST_F(CommandsTest, VerifyLooksAtTheFileToo) {
  keep(Story::seated(), "one");
  tamper(
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = "
      "replace(sql, 'ended_at   INTEGER', 'ended_at INTEGER NOT NULL') WHERE name = 'session'");

  EXPECT_EQ(verify(folder, out), 1);

  EXPECT_THAT(out.str(), HasSubstr("the file: NULL value in session.ended_at\n"));
}

TEST_F(CommandsTest, VerifySaysWhatItCannotReadAtAll) {
  keep(Story{});
  tamper("DROP TABLE session");

  EXPECT_EQ(verify(folder, out), 1);

  EXPECT_THAT(out.str(), HasSubstr("the journal's list of sessions cannot be read: "));
}

TEST_F(CommandsTest, SessionsListsThemWithoutANameOrATitle) {
  Story ended = Story::seated();
  ASSERT_TRUE(ended.server(protocol::command::End{}));
  keep(ended, "ended-one");
  keep(Story{}, "waiting");

  EXPECT_EQ(list_sessions(folder, out), 0);

  const auto events = std::to_string(ended.events().size());
  EXPECT_EQ(out.str(),
            "ended-one  created 2024-10-04T00:00:00Z  changed 2024-10-04T00:00:00Z  "
            "ended 2024-10-04T00:00:00Z  " +
                events +
                " events\n"
                "waiting  created 2024-10-04T00:00:00Z  changed 2024-10-04T00:00:00Z  "
                "not ended  1 event\n");
}

TEST_F(CommandsTest, ExportHasCodesForPeopleAndNothingThatNamesThem) {
  Story story = Story::seated();
  story.go_to("discussion");
  ASSERT_TRUE(story.says(stepback::test::kFay, protocol::command::Advance{"return"}));
  keep(story, "the-identifier");

  EXPECT_EQ(export_session(folder, "the-identifier", out), 0);

  for (const std::string named : {"\"fay\"", "\"ada\"", "\"ben\"", "the-identifier", "A story"}) {
    EXPECT_THAT(out.str(), Not(HasSubstr(named)));
  }
  const json document = json::parse(out.str());
  EXPECT_EQ(document["format"], "stepback.export.1");
  const json& events = document["events"];
  ASSERT_EQ(events.size(), story.events().size());
  EXPECT_EQ(events[0]["revision"], 1);
  EXPECT_EQ(events[0]["event"]["type"], "sessionCreated");
  EXPECT_EQ(events[1]["event"]["participant"], "P1");
  EXPECT_EQ(events[1]["event"]["name"], "P1");
  std::vector<std::string> presenters;
  for (const json& each : events) {
    const json& event = each["event"];
    if (event["type"] == "presenterAppointed") presenters.push_back(event["participant"]);
  }
  EXPECT_THAT(presenters, testing::ElementsAre("P3")) << "Ada was the third to come";
}

TEST_F(CommandsTest, ExportRefusesWhatIsDamagedOrUnknownWithASentence) {
  keep(Story::seated(), "one");
  tamper("DELETE FROM entry WHERE revision = 4");

  EXPECT_EQ(export_session(folder, "one", out).error(),
            "session one, revision 4: expected an entry, found none before revision 5");
  EXPECT_EQ(export_session(folder, "two", out).error(), "session two: there is no such session");
  EXPECT_EQ(out.str(), "");
}

TEST_F(CommandsTest, PurgeSaysHowManyAndLeavesNothingOfThem) {
  Story ended{};
  ASSERT_TRUE(ended.comes("Unmistakable-Name", protocol::Role::member));
  ASSERT_TRUE(ended.server(protocol::command::End{}));
  keep(ended, "old");

  EXPECT_EQ(purge(folder, 24h, kStoryBegins + 23h, out), 0);
  EXPECT_EQ(out.str(), "0 sessions purged\n");
  EXPECT_TRUE(files_hold("Unmistakable-Name"));
  EXPECT_EQ(purge(folder, 24h, kStoryBegins + 25h, out), 0);

  EXPECT_EQ(out.str(), "0 sessions purged\n1 session purged\n");
  EXPECT_FALSE(files_hold("Unmistakable-Name"));
}

TEST_F(CommandsTest, AFolderWithoutAJournalIsTold) {
  EXPECT_THAT(verify(folder, out).error(), HasSubstr("there is no journal"));
  EXPECT_THAT(list_sessions(folder, out).error(), HasSubstr("there is no journal"));
  EXPECT_THAT(export_session(folder, "one", out).error(), HasSubstr("there is no journal"));
  EXPECT_THAT(purge(folder, 24h, kStoryBegins, out).error(), HasSubstr("there is no journal"));
}

}  // namespace
}  // namespace stepback::signalling::journal::test

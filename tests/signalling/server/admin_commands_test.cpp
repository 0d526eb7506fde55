// An operator's commands about a journal, and their output.

#include "signalling/server/admin_commands.hpp"

#include <nlohmann/json.hpp>
#include <sstream>

#include "signalling/journal/sqlite/offline_purge.hpp"
#include "tests/signalling/journal/journal_fixture.hpp"
#include "tests/support/fakes.hpp"

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
  /// The folder's archive as it is now.
  const Archive& archive() {
    opened_ = open_archive(folder).value();
    return *opened_;
  }
  /// Purges at this time after the story's beginning.
  Status purge(const PurgeRequest& request, protocol::Duration later) {
    signalling::test::HandTime time;
    time.jump(kStoryBegins + later - time.wall());
    const auto purged = purge_folder(folder, request, time);
    if (!purged) return tl::unexpected(purged.error());
    return report_purge(*purged, out);
  }

  std::ostringstream out;

 private:
  std::unique_ptr<Archive> opened_;
};

TEST_F(CommandsTest, TheLongestLinksAreThoseOfACourseAndAWeekAtLeast) {
  const auto longest = [this](protocol::Duration later) {
    return longest_links(archive(), kStoryBegins + later).value();
  };
  keep(Story{}, "usual");
  EXPECT_EQ(longest({}), 24h * 7);

  Change course = change_of(Story{}, "course");
  std::get<protocol::SessionCreated>(course.events.front()).links_until = kStoryBegins + 24h * 100;
  ASSERT_TRUE(write(*writer(), std::move(course)).kept);
  EXPECT_EQ(longest({}), 24h * 100);
  EXPECT_EQ(longest(24h * 30), 24h * 70);
  EXPECT_EQ(longest(24h * 99), 24h * 7);
}

TEST_F(CommandsTest, VerifySaysThatAllIsWhole) {
  keep(Story::seated(), "one");
  keep(Story{}, "two");

  EXPECT_EQ(verify(archive(), {}, out), 0);

  const auto entries = Story::seated().events().size() + 1;
  const std::string head = to_text(archive().ledger_head().value());
  EXPECT_THAT(head, testing::StartsWith("4 ")) << "two sessions, each created and kept";
  EXPECT_EQ(out.str(), "head " + head + "\n2 sessions: 2 whole with " + std::to_string(entries) +
                           " entries, 0 damaged\n");
}

TEST_F(CommandsTest, VerifySaysWhatIsWrongWhere) {
  keep(Story::seated(), "one");
  keep(Story::seated(), "two");
  tamper("UPDATE entry SET at = 1 WHERE revision = 3 AND session = 2");

  EXPECT_EQ(verify(archive(), {}, out), 1);

  EXPECT_THAT(out.str(), AllOf(HasSubstr("session two, revision 3: expected the hash "),
                               HasSubstr("2 sessions: 1 whole with "), HasSubstr(", 1 damaged\n")));
}

TEST_F(CommandsTest, VerifyLooksAtTheFileToo) {
  keep(Story::seated(), "one");
  tamper(
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = "
      "replace(sql, 'ended_at   INTEGER', 'ended_at INTEGER NOT NULL') WHERE name = 'session'");

  EXPECT_EQ(verify(archive(), {}, out), 1);

  EXPECT_THAT(out.str(), HasSubstr("the file: NULL value in session.ended_at\n"));
}

TEST_F(CommandsTest, VerifySaysWhatItCannotReadAtAll) {
  keep(Story{});
  tamper("DROP TABLE session");

  EXPECT_EQ(verify(archive(), {}, out), 1);

  EXPECT_THAT(out.str(), HasSubstr("the journal's list of sessions cannot be read: "));
}

TEST_F(CommandsTest, SessionsListsThemWithoutANameOrATitle) {
  Story ended = Story::seated();
  ASSERT_TRUE(ended.server(protocol::command::End{}));
  keep(ended, "ended-one");
  keep(Story{}, "waiting");

  EXPECT_EQ(list_sessions(archive(), out), 0);

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

  EXPECT_EQ(export_session(archive(), "the-identifier", out), 0);

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

  EXPECT_EQ(export_session(archive(), "one", out).error(),
            "session one, revision 4: expected an entry, found none before revision 5");
  EXPECT_EQ(export_session(archive(), "two", out).error(), "session two: there is no such session");
  EXPECT_EQ(out.str(), "");
}

TEST_F(CommandsTest, PurgeSaysHowManyAndLeavesNothingOfThem) {
  Story ended{};
  ASSERT_TRUE(ended.comes("Unmistakable-Name", protocol::Role::member));
  ASSERT_TRUE(ended.server(protocol::command::End{}));
  keep(ended, "old");

  EXPECT_EQ(purge({.older_than = 23h}, 22h), 0);
  EXPECT_EQ(out.str(), "0 sessions purged\n");
  EXPECT_TRUE(files_hold("Unmistakable-Name"));
  EXPECT_EQ(purge({.older_than = 23h}, 24h), 0);

  EXPECT_EQ(out.str(), "0 sessions purged\n1 session purged\n");
  EXPECT_FALSE(files_hold("Unmistakable-Name"));
}

TEST_F(CommandsTest, PurgeSaysIfAReaderKeepsTheDeletedRows) {
  const PurgeReport report{.sessions = 3, .set_aside = 0, .cleared = false};
  EXPECT_THAT(report_purge(report, out).error(), HasSubstr("purge once more"));
  EXPECT_EQ(out.str(), "3 sessions purged\n");
}

TEST_F(CommandsTest, PurgeAsksForAWordOfTheOperatorIfTheClockHasJumped) {
  Story ended{};
  ASSERT_TRUE(ended.server(protocol::command::End{}));
  keep(ended, "old");

  const auto ahead = purge({.older_than = 24h}, 24h * 40);
  const auto behind = purge({.older_than = 24h}, -1h);

  ASSERT_FALSE(ahead);
  EXPECT_EQ(
      ahead.error(),
      "the machine's clock is 3456000 s ahead of the time that the journal knows, and nothing "
      "was purged: look at the date, and use --clock-is-right if it is");
  ASSERT_FALSE(behind);
  EXPECT_THAT(behind.error(), HasSubstr("3600 s behind the time"));
  EXPECT_TRUE(read("old"));
  EXPECT_EQ(purge({.older_than = 24h, .clock_is_right = true}, 24h * 40), 0);
  EXPECT_EQ(out.str(), "1 session purged\n");
}

TEST_F(CommandsTest, PurgeSaysThatTheServerStillDoubtsTheDate) {
  keep(Story::seated(), "going on");
  signalling::test::HandTime time;
  time.jump(kStoryBegins + 1h - time.wall());
  ASSERT_TRUE(write(*writer(), ClockMark{.boot = time.boot(),
                                         .since_boot = time.since_boot(),
                                         .at = time.wall(),
                                         .doubted_until = time.since_boot() + 20h})
                  .kept);
  time.turn(1h);
  const std::string why =
      "the server still doubts the date, because the clock jumped or the machine was off for more "
      "than a day, and nothing was purged: look at the date, and use --clock-is-right if it is";

  EXPECT_EQ(purge_folder(folder, {.older_than = 24h}, time).error(), why);
  time.boot_again(1h);
  EXPECT_EQ(purge_folder(folder, {.older_than = 24h}, time).error(), why) << "not of the hour";
}

TEST_F(CommandsTest, PurgeLeavesADamagedSessionUnlessItIsWanted) {
  Story ended{};
  ASSERT_TRUE(ended.server(protocol::command::End{}));
  keep(ended, "old");
  keep(Story::seated(), "going on");
  tamper("UPDATE session SET ended_at = 1 WHERE id = 'going on'");

  EXPECT_EQ(purge({.older_than = 1h}, 2h), 0);
  EXPECT_EQ(out.str(),
            "1 session purged\n1 old session not purged: damaged, see verify; "
            "--damaged-too deletes them too\n");
  EXPECT_EQ(purge({.older_than = 1h, .damaged_too = true}, 2h), 0);

  EXPECT_EQ(archive().list()->size(), 0U);
  EXPECT_EQ(verify(archive(), {}, out), 0) << out.str();
}

TEST_F(CommandsTest, AFolderWithoutAJournalIsTold) {
  EXPECT_THAT(open_archive(folder).error(), HasSubstr("there is no journal"));
  EXPECT_THAT(purge({.older_than = 24h}, 0h).error(), HasSubstr("there is no journal"));
}

// The commands know nothing of a file: every journal's archive will do.
TEST(CommandsOnAnotherJournalTest, SayTheSame) {
  const Story story = Story::seated();
  History whole;
  whole.session = story.session();
  for (const protocol::Event& event : story.events()) {
    whole.entries.push_back({whole.entries.size() + 1, kStoryBegins, event});
  }
  const protocol::SessionId lost{"lost"};
  const signalling::test::FakeArchive archive(
      {{story.session().id, whole}, {lost, tl::unexpected(Damage{lost, 2, "expected an entry"})}});
  std::ostringstream verified;
  std::ostringstream listed;
  std::ostringstream exported;

  EXPECT_EQ(verify(archive, {}, verified), 1);
  EXPECT_EQ(list_sessions(archive, listed), 0);
  EXPECT_EQ(export_session(archive, story.session().id.str(), exported), 0);
  EXPECT_FALSE(export_session(archive, "unknown", exported));

  EXPECT_THAT(verified.str(), AllOf(HasSubstr("session lost, revision 2: expected an entry\n"),
                                    HasSubstr("2 sessions: 1 whole with "), HasSubstr(", 1 dam")));
  EXPECT_THAT(listed.str(), HasSubstr(story.session().id.str() + "  created 2024-10-04"));
  EXPECT_EQ(json::parse(exported.str())["events"].size(), story.events().size());
}

}  // namespace
}  // namespace stepback::signalling::journal::test

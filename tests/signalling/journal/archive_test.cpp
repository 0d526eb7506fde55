// Every kind of damage to a journal is found, its place is told, and it does no more harm than it
// must.

#include "signalling/journal/sqlite/sqlite_archive.hpp"

#include "signalling/journal/chain.hpp"

#include "journal_fixture.hpp"

namespace stepback::signalling::journal::test {
namespace {

using namespace std::chrono_literals;
using stepback::test::kStoryBegins;
using testing::HasSubstr;
using testing::IsEmpty;

class ArchiveTest : public JournalTest {
 protected:
  void SetUp() override {
    Story story = Story::seated();
    story.go_to("discussion");
    told = keep(story);
  }
  /// The damage that is found after the file was tampered with.
  Damage damage_after(const std::string& sql) const {
    tamper(sql);
    const auto history = read();
    if (history) return {.session = {}, .revision = 0, .what = "nothing was found"};
    EXPECT_EQ(history.error().session, protocol::SessionId{"story"});
    return history.error();
  }
  /// Replaces an event and every hash from there on, as a forger with the program's source would.
  void forge(protocol::Revision revision, const std::string& event) const;

  protocol::Session told;
};

void ArchiveTest::forge(protocol::Revision revision, const std::string& event) const {
  tamper("UPDATE entry SET event = '" + event + "' WHERE revision = " + std::to_string(revision));
  SQLite::Database database((folder / "journal.sqlite").string(), SQLite::OPEN_READWRITE);
  Hash head = kBeginning;
  SQLite::Statement row(database, "SELECT revision, at, event FROM entry ORDER BY revision");
  SQLite::Statement set(database, "UPDATE entry SET hash = ? WHERE revision = ?");
  while (row.executeStep()) {
    const auto each = static_cast<protocol::Revision>(row.getColumn(0).getInt64());
    head = chain_hash(head, protocol::SessionId{"story"}, each,
                      protocol::from_epoch_ms(row.getColumn(1).getInt64()),
                      row.getColumn(2).getString());
    set.bind(1, head.data(), static_cast<int>(head.size()));
    set.bind(2, static_cast<std::int64_t>(each));
    set.exec();
    set.reset();
  }
  SQLite::Statement last(database, "UPDATE session SET head = ?");
  last.bind(1, head.data(), static_cast<int>(head.size()));
  last.exec();
}

TEST_F(ArchiveTest, AWholeJournalHasNothingWrong) {
  auto database = open_to_read(folder).value();

  EXPECT_TRUE(SqliteArchive(database).read(protocol::SessionId{"story"}));
  EXPECT_THAT(SqliteArchive(database).check_storage(), IsEmpty());
}

TEST_F(ArchiveTest, AChangedEventIsFoundAtItsRevision) {
  const Damage damage =
      damage_after("UPDATE entry SET event = replace(event, 'ben', 'bea') WHERE revision = 9");

  EXPECT_EQ(damage.revision, 9U) << damage.what;
  EXPECT_THAT(damage.what, HasSubstr("expected the hash "));
}

TEST_F(ArchiveTest, AChangedTimeIsFoundAtItsRevision) {
  EXPECT_EQ(damage_after("UPDATE entry SET at = at + 1 WHERE revision = 3").revision, 3U);
}

TEST_F(ArchiveTest, AChangedHashIsFoundAtItsRevision) {
  const Damage damage = damage_after("UPDATE entry SET hash = x'00' WHERE revision = 2");

  EXPECT_EQ(damage.revision, 2U);
  EXPECT_THAT(damage.what, HasSubstr("found something else"));
}

TEST_F(ArchiveTest, AnEntryThatWasLeftOutIsMissed) {
  const Damage damage = damage_after("DELETE FROM entry WHERE revision = 5");

  EXPECT_EQ(damage.revision, 5U);
  EXPECT_THAT(damage.what, HasSubstr("expected an entry, found none before revision 6"));
}

TEST_F(ArchiveTest, EntriesThatAreMissingAtTheEndAreMissed) {
  const auto last = std::to_string(told.revision);
  const Damage damage = damage_after("DELETE FROM entry WHERE revision = " + last);

  EXPECT_EQ(damage.revision, told.revision);
  EXPECT_THAT(damage.what, HasSubstr("expected entries up to revision " + last));
}

TEST_F(ArchiveTest, AnEntryThatWasPutInIsFound) {
  const Damage damage = damage_after(
      "INSERT INTO entry SELECT session, revision + 1, at, event, hash FROM entry "
      "ORDER BY revision DESC LIMIT 1");

  EXPECT_EQ(damage.revision, told.revision + 1);
}

TEST_F(ArchiveTest, ASessionWithoutEntriesIsDamaged) {
  EXPECT_THAT(damage_after("DELETE FROM entry; UPDATE session SET revision = 0").what,
              HasSubstr("at least one entry"));
}

TEST_F(ArchiveTest, AnEventThatIsNoneIsFoundThoughItsHashesAreRight) {
  forge(4, R"({"type":"sessionLocked","version":1,"on":"yes"})");
  EXPECT_EQ(read().error().revision, 4U);
  EXPECT_EQ(read().error().what, "/on: expected true or false, found a string");
  forge(4, "no JSON at all");
  EXPECT_EQ(read().error().revision, 4U);
}

TEST_F(ArchiveTest, AnEventThatCannotFollowIsFoundThoughItsHashesAreRight) {
  forge(4, R"({"type":"phaseEntered","version":1,"phase":99,"by":"leader","at":1})");
  EXPECT_EQ(read().error().what, "expected a phase from 0 to 6, found 99");
  forge(1, R"({"type":"caseBegun","version":1,"case":2})");
  EXPECT_EQ(read().error().what, "expected sessionCreated, found caseBegun");
}

TEST_F(ArchiveTest, AForwardedPacketOfASteppedBackPresenterIsFound) {
  forge(told.revision, R"({"type":"stepBackCounted","version":1,"participant":"ada","since":1,)"
                       R"("refused":{"audio":7,"video":0},"forwarded":{"audio":1,"video":0}})");

  EXPECT_EQ(read().error().revision, told.revision);
  EXPECT_THAT(read().error().what, HasSubstr("forwarded 1 sound packets"));
}

TEST_F(ArchiveTest, AnUnknownSessionIsTold) {
  EXPECT_THAT(read("nobody").error().what, HasSubstr("no such session"));
}

TEST_F(ArchiveTest, RecoveryTakesTheWholeSessionsAndSetsTheOthersAside) {
  keep(Story{}, "whole");
  tamper("UPDATE entry SET at = 1 WHERE revision = 3");
  auto database = open_to_read(folder).value();

  const auto recovered = read_sessions(SqliteArchive(database), kStoryBegins);

  ASSERT_TRUE(recovered);
  ASSERT_EQ(recovered->sessions.size(), 1U);
  EXPECT_EQ(recovered->sessions[0].id, protocol::SessionId{"whole"});
  ASSERT_EQ(recovered->set_aside.size(), 1U);
  EXPECT_EQ(recovered->set_aside[0].session, protocol::SessionId{"story"});
}

TEST_F(ArchiveTest, RecoveryLeavesOutWhatEndedBefore) {
  Story ended{};
  ASSERT_TRUE(ended.server(protocol::command::End{}));
  keep(ended, "ended");
  auto database = open_to_read(folder).value();

  EXPECT_EQ(read_sessions(SqliteArchive(database), kStoryBegins)->sessions.size(), 2U);
  EXPECT_EQ(read_sessions(SqliteArchive(database), kStoryBegins + 1ms)->sessions.size(), 1U);
}

TEST_F(ArchiveTest, ADamagedFileIsToldAndNotTakenForAnEmptyOne) {
  std::filesystem::resize_file(folder / "journal.sqlite", 4096);
  const auto database = open_to_read(folder);
  const bool told_at_once = !database;
  const bool told_by_list =
      database && !SqliteArchive(const_cast<SQLite::Database&>(*database)).list();
  EXPECT_TRUE(told_at_once || told_by_list);
}

}  // namespace
}  // namespace stepback::signalling::journal::test

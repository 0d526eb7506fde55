// The journal's file: its owner, its form, and its lock.

#include "signalling/journal/sqlite/database.hpp"

#include <sys/stat.h>

#include <array>
#include <fstream>

#include "first_form.hpp"
#include "journal_fixture.hpp"
#include "second_form.hpp"
#include "signalling/journal/sqlite/folder_lock.hpp"
#include "signalling/journal/sqlite/migrations.hpp"

namespace stepback::signalling::journal::test {
namespace {

using testing::HasSubstr;

using DatabaseTest = JournalTest;

TEST_F(DatabaseTest, ItsFilesAreForTheirOwnerAlone) {
  keep(Story{});
  const auto open = open_to_read(folder).value();
  for (const auto& each : std::filesystem::directory_iterator(folder)) {
    struct stat status {};
    ASSERT_EQ(::stat(each.path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U) << each.path();
  }
}

TEST_F(DatabaseTest, ItOutlastsAPowerCutAndOverwritesWhatIsDeleted) {
  auto database = open_to_write(folder).value();

  EXPECT_EQ(database.execAndGet("PRAGMA journal_mode").getString(), "wal");
  EXPECT_EQ(database.execAndGet("PRAGMA synchronous").getInt(), 2) << "FULL";
  EXPECT_EQ(database.execAndGet("PRAGMA secure_delete").getInt(), 1);
}

TEST_F(DatabaseTest, WhatIsNoDatabaseIsRefusedAndLeftAsItIs) {
  const auto path = folder / "journal.sqlite";
  std::ofstream(path) << std::string(5000, 'x');

  const auto written = open_to_write(folder);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error(),
            "cannot use the journal " + path.string() + ": it is not an SQLite database");
  EXPECT_FALSE(open_to_read(folder));
  EXPECT_EQ(std::filesystem::file_size(path), 5000U);
}

TEST_F(DatabaseTest, AFolderThatCannotBeWrittenIsTold) {
  const auto written = open_to_write("/proc");  // not even root can write there
  ASSERT_FALSE(written);
  EXPECT_THAT(written.error(), HasSubstr("cannot write the journal /proc/journal.sqlite: "));
}

TEST_F(DatabaseTest, AFolderWithoutAJournalIsToldToWhoWantsToRead) {
  const auto read = open_to_read(folder);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error(), "there is no journal " + (folder / "journal.sqlite").string() +
                              ": expected the data folder of a server");
  EXPECT_FALSE(std::filesystem::exists(folder / "journal.sqlite")) << "and none is made";
}

TEST_F(DatabaseTest, ALaterFormIsRefusedByAnOlderProgram) {
  keep(Story{});
  tamper("PRAGMA user_version = 1000");

  const std::string why = "its tables have form 1000, and this program knows up to " +
                          std::to_string(migrations().size());
  ASSERT_FALSE(open_to_write(folder));
  EXPECT_THAT(open_to_write(folder).error(), HasSubstr(why));
  ASSERT_FALSE(open_to_read(folder));
  EXPECT_THAT(open_to_read(folder).error(), HasSubstr(why));
}

TEST_F(DatabaseTest, TheFirstFormIsReadAndWrittenByThisProgram) {
  {
    SQLite::Database old((folder / "journal.sqlite").string(),
                         SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    old.exec(kFirstForm);
    old.exec(kFirstSession);
  }

  const auto kept = write(*writer(), Change{.session = protocol::SessionId{"first"},
                                            .first = 3,
                                            .at = stepback::test::kStoryBegins,
                                            .events = {protocol::SessionLocked{true}}})
                        .kept;

  EXPECT_TRUE(kept) << kept.error().why;
  const auto history = read("first");
  ASSERT_TRUE(history) << history.error().what;
  EXPECT_EQ(history->session.title, "The first");
  EXPECT_EQ(history->session.participants.at(0).name, "Zoë");
  EXPECT_TRUE(history->session.locked);
  const auto archive = open_archive(folder).value();
  const auto ledger = archive->check_ledger({}).value();
  EXPECT_THAT(ledger.faults, testing::IsEmpty());
  EXPECT_EQ(ledger.head.number, 3U) << "created and kept by the migration, and one change";
}

TEST_F(DatabaseTest, ADamagedRowOfTheFirstFormHidesNothingBehindItFromVerify) {
  {
    SQLite::Database old((folder / "journal.sqlite").string(),
                         SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    old.exec(kFirstForm);
    old.exec(
        "INSERT INTO session VALUES (-1, 'a', 1, 1, NULL, -3, x''), "
        "(0, 'b', 1, 1, NULL, 0, x'')");
    old.exec(kFirstSession);
  }
  ASSERT_TRUE(open_to_write(folder));
  tamper("DELETE FROM session WHERE id = 'first'");

  const auto ledger = open_archive(folder).value()->check_ledger({}).value();

  EXPECT_THAT(ledger.faults, testing::ElementsAre(
                                 HasSubstr("session number -1: expected its last revision to be 0"),
                                 HasSubstr("session number 0: expected its last hash"),
                                 HasSubstr("session number 1 is missing: expected 2 entries")));
}

TEST_F(DatabaseTest, TheSecondFormIsReadAndWrittenByThisProgram) {
  {
    SQLite::Database old((folder / "journal.sqlite").string(),
                         SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    old.exec(kFirstForm);
    old.exec(kFirstSession);
    old.exec(kSecondForm);
  }

  auto archive = open_archive(folder).value();
  EXPECT_TRUE(archive->read(protocol::SessionId{"first"}));
  const auto ledger = archive->check_ledger({}).value();
  EXPECT_THAT(ledger.faults, testing::IsEmpty());
  EXPECT_EQ(to_text(ledger.head), std::string("2 ") + kSecondFormsHead);
  const KnownTimes known = archive->known_times().value();
  ASSERT_TRUE(known.mark);
  EXPECT_EQ(known.mark->boot, "d3b0");
  EXPECT_EQ(known.mark->since_boot, std::chrono::milliseconds{5000});
  EXPECT_EQ(known.mark->at, protocol::from_epoch_ms(1700000000003));
  EXPECT_EQ(known.mark->doubted_until, std::chrono::milliseconds{86'405'000});
  EXPECT_EQ(known.newest_entry, protocol::from_epoch_ms(1700000000002));
  archive.reset();
  EXPECT_TRUE(write(*writer(), Remove{protocol::SessionId{"first"}, {}}).kept);
  EXPECT_FALSE(files_hold("Zo")) << "nor the signal";
}

TEST(Migrations, TakeADatabaseThroughEveryFormAtOnceOrNotAtAll) {
  SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  constexpr Migration make{"CREATE TABLE word (text TEXT); INSERT INTO word VALUES ('a')"};
  constexpr Migration change{"UPDATE word SET text = 'B'", [](SQLite::Database& made) {
                               made.exec("UPDATE word SET text = lower(text)");
                             }};
  constexpr std::array<Migration, 1> first{make};
  constexpr std::array<Migration, 3> broken{make, change, Migration{"no SQL"}};
  constexpr std::array<Migration, 3> whole{make, change,
                                           Migration{"ALTER TABLE word ADD COLUMN more TEXT"}};
  ASSERT_TRUE(migrate(database, first));

  EXPECT_THROW(static_cast<void>(migrate(database, broken)), SQLite::Exception);
  EXPECT_EQ(database.execAndGet("SELECT text FROM word").getString(), "a");
  EXPECT_EQ(database.execAndGet("PRAGMA user_version").getInt(), 1);
  ASSERT_TRUE(migrate(database, whole));

  EXPECT_EQ(database.execAndGet("SELECT text || coalesce(more, '!') FROM word").getString(), "b!");
  EXPECT_EQ(database.execAndGet("PRAGMA user_version").getInt(), 3);
  EXPECT_TRUE(migrate(database, whole)) << "there is nothing to do any more";
  EXPECT_FALSE(migrate(database, first)) << "an older program";
}

TEST_F(DatabaseTest, AFolderIsOneServersAtATime) {
  {
    const auto lock = FolderLock::take(folder);
    ASSERT_TRUE(lock);
    const auto second = FolderLock::take(folder);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error(), "the data folder " + folder.string() +
                                  " is in use: expected no other stepbackd on it");
  }
  EXPECT_TRUE(FolderLock::take(folder));
}

TEST_F(DatabaseTest, ALockThatCannotBeWrittenIsTold) {
  const auto lock = FolderLock::take("/proc");
  ASSERT_FALSE(lock);
  EXPECT_THAT(lock.error(), HasSubstr("cannot write /proc/journal.lock"));
}

}  // namespace
}  // namespace stepback::signalling::journal::test

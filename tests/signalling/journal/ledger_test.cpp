// The ledger: what it holds, and what an operator's `verify` finds by it.

#include "signalling/journal/ledger.hpp"

#include <atomic>
#include <fstream>
#include <sstream>
#include <thread>

#include "journal_fixture.hpp"
#include "signalling/server/admin_commands.hpp"
#include "tests/support/from_environment.hpp"

namespace stepback::signalling::journal::test {
namespace {

using namespace std::chrono_literals;
using stepback::test::kStoryBegins;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr protocol::Instant kNoon{1'700'000'000'123ms};

// (head -c 32 /dev/zero; printf '1\n1700000000123\nkept\n7\n3\n'; head -c 32 /dev/zero) | sha256sum
TEST(Ledger, AHashIsWhatAnyOtherToolMakesOfTheSameBytes) {
  const LedgerRow row{
      .number = 1, .at = kNoon, .what = LedgerWhat::kept, .session = 7, .revision = 3};
  EXPECT_EQ(to_hex(ledger_hash(kBeginning, row)),
            "b467fecdca730a44f4e4737b8967ecea99f56a925d7661dce387e9e7a05a3816");
}

TEST(Ledger, AHeadIsReadAsItIsWritten) {
  const LedgerHead head{12, chain_hash(kBeginning, protocol::SessionId{"s"}, 1, kNoon, "{}")};

  EXPECT_EQ(parse_ledger_head(to_text(head)), head);
  for (const std::string& wrong :
       std::vector<std::string>{"", "12", "12 ", " 12", "x", "-1 " + to_hex(head.hash)}) {
    EXPECT_EQ(parse_ledger_head(wrong), std::nullopt) << wrong;
  }
  EXPECT_EQ(parse_ledger_head(to_text(head) + "0"), std::nullopt);
}

class LedgerTest : public JournalTest {
 protected:
  struct Found {
    int status = 0;
    std::string text;
  };
  /// What an operator's `verify` finds.
  Found verified(const std::optional<LedgerHead>& expected = {}) const {
    std::ostringstream out;
    const auto archive = open_archive(folder).value();
    const int status = verify(*archive, expected, out).value();
    return {status, out.str()};
  }
  std::string fault_after(const std::string& sql) const {
    tamper(sql);
    const Found found = verified();
    EXPECT_EQ(found.status, 1) << sql;
    return found.text;
  }
  LedgerHead head() const { return open_archive(folder).value()->ledger_head().value(); }
  std::vector<std::string> rows() const {
    auto database = open_to_read(folder).value();
    SQLite::Statement row(database, "SELECT number, what, session, revision FROM ledger");
    std::vector<std::string> rows;
    while (row.executeStep()) {
      rows.push_back(row.getColumn(0).getString() + " " + row.getColumn(1).getString() + " " +
                     row.getColumn(2).getString() + " " + row.getColumn(3).getString());
    }
    return rows;
  }
  static Change lock(protocol::Revision revision, const std::string& session) {
    return {.session = protocol::SessionId{session},
            .first = revision + 1,
            .at = kStoryBegins + 1s,
            .events = {protocol::SessionLocked{revision % 2 == 0}}};
  }
};

TEST_F(LedgerTest, HasARowForEachSessionAndBatchAndNothingThatNamesAnybody) {
  const auto to = writer();
  Story ended{};
  ASSERT_TRUE(ended.server(protocol::command::End{}));
  const std::vector<Order> first{change_of(Story{}, "one"), change_of(ended, "two"), lock(1, "one"),
                                 Flush{}};
  const std::vector<Order> second{Remove{protocol::SessionId{"unknown"}, kNoon}, lock(2, "one"),
                                  Remove{protocol::SessionId{"one"}, kNoon},
                                  change_of(Story{}, "three")};

  const auto after_first = to->write(first).head;
  ASSERT_TRUE(to->write(second).head);
  ASSERT_EQ(write(*to, PurgeRule{.before = kStoryBegins + 1h, .now = kStoryBegins + 2h})
                .purged.sessions.size(),
            1U);

  EXPECT_THAT(rows(), ElementsAre("1 created 1 0", "2 created 2 0", "3 kept 1 2", "4 kept 2 2",
                                  "5 deletedByCall 1 3", "6 created 3 0", "7 kept 3 1",
                                  "8 deletedByAge 2 2"));
  EXPECT_EQ(after_first->number, 4U);
  EXPECT_EQ(verified(after_first).status, 0) << verified(after_first).text;
}

TEST_F(LedgerTest, ASessionsNumberMayBeUsedAgain) {
  for (int i = 0; i < 3; ++i) {
    keep(Story{}, "again");
    ASSERT_TRUE(write(*writer(), Remove{protocol::SessionId{"again"}, kNoon}).kept);
  }
  keep(Story{}, "again");

  EXPECT_EQ(verified().status, 0) << verified().text;
}

TEST_F(LedgerTest, AnOrderThatFailsLeavesNoRow) {
  const auto to = writer();
  {
    const FullDisk full;
    ASSERT_FALSE(write(*to, change_of(Story{}, "one")).kept);
  }
  ASSERT_TRUE(write(*to, change_of(Story{}, "two")).kept);

  EXPECT_THAT(rows(), ElementsAre("1 created 1 0", "2 kept 1 1"));
}

// The eight ways in which somebody with an editor could change the record of a session.
class Tampering : public LedgerTest {
 protected:
  void SetUp() override {
    last = keep(Story::seated(), "one").revision;
    keep(Story::seated(), "two");
    before = head();
    std::filesystem::copy_file(folder / "journal.sqlite", folder / "older");
    ASSERT_TRUE(write(*writer(), lock(last, "one")).kept);
    ASSERT_EQ(verified(before).status, 0) << "nothing is found where nothing is";
  }

  protocol::Revision last = 0;
  LedgerHead before;
};

TEST_F(Tampering, AChangedNameIsFound) {
  EXPECT_THAT(fault_after("UPDATE entry SET event = replace(event, 'ben', 'bea')"),
              HasSubstr("session one, revision "));
}

TEST_F(Tampering, AMissingLastEntryIsFound) {
  EXPECT_THAT(
      fault_after("DELETE FROM entry WHERE session = 1 AND revision > " + std::to_string(last)),
      HasSubstr("expected entries up to revision " + std::to_string(last + 1)));
}

TEST_F(Tampering, OverwrittenBytesAreFound) {
  const auto path = folder / "journal.sqlite";
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  for (std::size_t at = 4096; at < std::filesystem::file_size(path); at += 512) {
    file.seekp(static_cast<std::streamoff>(at + 100));
    file << "overwritten bytes";
  }
  file.close();
  const auto archive = open_archive(folder);
  std::ostringstream out;
  EXPECT_TRUE(!archive || verify(**archive, {}, out) == 1) << out.str();
}

TEST_F(Tampering, ACutFileIsFound) {
  std::filesystem::resize_file(folder / "journal.sqlite",
                               std::filesystem::file_size(folder / "journal.sqlite") / 2);
  const auto archive = open_archive(folder);
  std::ostringstream out;
  EXPECT_TRUE(!archive || verify(**archive, {}, out) == 1) << out.str();
}

TEST_F(Tampering, ADeletedSessionIsFound) {
  EXPECT_THAT(fault_after("PRAGMA foreign_keys = ON; DELETE FROM session WHERE id = 'two'"),
              HasSubstr("the ledger: session number 2 is missing: expected "));
}

TEST_F(Tampering, ALastEntryThatWasTakenBackWithItsSessionsRowIsFound) {
  const std::string back = std::to_string(last);
  EXPECT_THAT(
      fault_after(
          "DELETE FROM entry WHERE session = 1 AND revision > " + back +
          "; UPDATE session SET revision = " + back +
          ", head = (SELECT hash FROM entry WHERE session = 1 ORDER BY revision DESC LIMIT 1), "
          "changed_at = (SELECT max(at) FROM entry WHERE session = 1) WHERE number = 1"),
      AllOf(HasSubstr("2 whole"), HasSubstr("the ledger: session number 1: expected its last "
                                            "revision to be " +
                                            std::to_string(last + 1) + ", found " + back)));
}

TEST_F(Tampering, ChangedColumnsAreFound) {
  const std::string original =
      "UPDATE session SET created_at = (SELECT min(at) FROM entry), "
      "changed_at = (SELECT max(at) FROM entry WHERE session = number), "
      "ended_at = NULL";
  for (const std::string column : {"created_at", "changed_at", "ended_at"}) {
    EXPECT_THAT(fault_after("UPDATE session SET " + column + " = 1 WHERE number = 1"),
                AllOf(HasSubstr("session one: expected "), HasSubstr("1 damaged")));
    tamper(original);
    EXPECT_EQ(verified().status, 0) << verified().text;
  }
}

TEST_F(Tampering, AnOlderCopyOfTheFileIsFoundByAHeadThatWasKeptElsewhere) {
  const LedgerHead now = head();
  std::filesystem::copy_file(folder / "older", folder / "journal.sqlite",
                             std::filesystem::copy_options::overwrite_existing);
  std::filesystem::remove(folder / "journal.sqlite-wal");
  std::filesystem::remove(folder / "journal.sqlite-shm");

  EXPECT_EQ(verified().status, 0) << "the copy itself is whole";
  EXPECT_EQ(verified(before).status, 0);
  EXPECT_EQ(verified(now).status, 1);
  EXPECT_THAT(verified(now).text, HasSubstr("the ledger: expected row " + to_text(now) +
                                            ", found "
                                            "none"));
}

TEST_F(Tampering, TheLedgersOwnRowsAreChecked) {
  EXPECT_THAT(fault_after("UPDATE ledger SET at = at + 1 WHERE number = 2"),
              HasSubstr("the ledger: row 2: expected the hash "));
  EXPECT_THAT(fault_after("UPDATE ledger SET at = at - 1, what = 'other' WHERE number = 2"),
              HasSubstr("the ledger: row 2: it is no row that this program writes"));
  EXPECT_THAT(fault_after("DELETE FROM ledger WHERE number = 2"),
              HasSubstr("the ledger: row 2: expected it, found row 3"));
  EXPECT_THAT(fault_after("DELETE FROM ledger"),
              AllOf(HasSubstr("session number 1 is in the journal, and was never created"),
                    HasSubstr("session number 2 is in")));
  open_to_write(folder).value();
  EXPECT_EQ(verified().status, 1) << "a start of the server does not make a new ledger";
}

TEST_F(Tampering, AWrongEndIsNotTrusted) {
  tamper("UPDATE session SET ended_at = 1");
  const auto archive = open_archive(folder).value();
  EXPECT_EQ(archive->list()->front().ended_at, std::nullopt);

  const auto recovered = read_sessions(*archive, kStoryBegins);
  EXPECT_EQ(recovered->set_aside.size(), 2U) << "neither served nor forgotten";
  const auto purged =
      write(*writer(), PurgeRule{.before = kStoryBegins, .now = kStoryBegins + 1h}).purged;
  EXPECT_THAT(purged.sessions, IsEmpty());
  EXPECT_EQ(purged.set_aside, 2U);
  EXPECT_TRUE(files_hold("\"ben\""));
}

// Nothing is found where nothing is, also while somebody writes.
TEST_F(LedgerTest, AWholeJournalIsFoundWholeWhileItIsWritten) {
  const int times = stepback::test::from_environment("STEPBACK_VERIFICATIONS", 50);
  keep(Story::seated(), "lasting");
  std::atomic<bool> going_on = true;
  std::thread other([&] {
    const auto to = writer();
    for (protocol::Revision i = 1; going_on; ++i) {
      const std::string name = "s" + std::to_string(i);
      write(*to, change_of(Story{}, name));
      write(*to, lock(1, name));
      if (i % 2 == 0) write(*to, Remove{protocol::SessionId{name}, kNoon});
      if (i % 16 == 0)
        to->write(std::vector<Order>{
            PurgeRule{.before = kStoryBegins + 24h * 30, .now = kStoryBegins + 24h * 60}});
    }
  });
  LedgerHead newest;
  int wrong = 0;
  for (int i = 0; i < times; ++i) {
    const Found found = verified(newest);
    if (found.status != 0 && wrong++ == 0) ADD_FAILURE() << found.text;
    newest = head();
  }
  going_on = false;
  other.join();
  EXPECT_EQ(wrong, 0) << "of " << times;
}

}  // namespace
}  // namespace stepback::signalling::journal::test

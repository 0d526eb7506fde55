// The writing thread and the loop: their waiting for each other, and the answers.

#include "signalling/journal/sqlite/disk_journal.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>

#include "journal_fixture.hpp"
#include "tests/support/fakes.hpp"

namespace stepback::signalling::journal::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

/// The loop under the test's control: posted tasks run when the test says so.
class Loop {
 public:
  void post(std::function<void()> task) {
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
    changed_.notify_all();
  }
  /// Runs posted tasks until `done` returns true. Returns false if it does not within 30 seconds.
  bool run_until(const std::function<bool()>& done) {
    while (!done()) {
      std::unique_lock lock(mutex_);
      if (!changed_.wait_for(lock, 30s, [&] { return !tasks_.empty(); })) return false;
      const auto task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      task();
    }
    return true;
  }
  /// Waits for a posted task and does not run it.
  bool wait_for_task() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, 30s, [&] { return !tasks_.empty(); });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> tasks_;
};

class DiskJournalTest : public JournalTest {
 protected:
  /// Records the result of an order under this name.
  Journal::Done note(const std::string& name) {
    return [this, name](const Journal::Kept& kept) {
      told.push_back(name + (kept ? " kept" : " refused: " + kept.error().why));
    };
  }
  void append(const std::string& session) {
    journal.append(change_of(Story{}, session), note(session));
  }
  bool all_told(std::size_t count) {
    return loop.run_until([&] { return told.size() >= count; });
  }
  bool counted(const std::string& line) const {
    return metrics.text().find(line + "\n") != std::string::npos;
  }

  signalling::test::HandClock clock;
  Metrics metrics;
  Loop loop;
  std::vector<std::string> told;
  DiskJournal journal{
      folder, open_to_write(folder).value(), {clock, metrics, [this](std::function<void()> task) {
                                                loop.post(std::move(task));
                                              }}};
};

TEST_F(DiskJournalTest, TellsInTheOrderInWhichItWasAsked) {
  append("one");
  append("two");
  journal.flush([this] { told.emplace_back("flushed"); });
  journal.remove(protocol::SessionId{"one"}, note("removal"));

  ASSERT_TRUE(all_told(4));

  EXPECT_THAT(told, ElementsAre("one kept", "two kept", "flushed", "removal kept"));
  EXPECT_FALSE(read("one"));
  EXPECT_TRUE(read("two"));
}

TEST_F(DiskJournalTest, NothingIsToldBeforeTheLoopGetsToIt) {
  append("one");

  ASSERT_TRUE(loop.wait_for_task());
  EXPECT_TRUE(read("one")) << "it is on disk";
  EXPECT_TRUE(told.empty()) << "and the loop has not run what was posted";
  ASSERT_TRUE(all_told(1));
}

TEST_F(DiskJournalTest, WhatWaitsIsWrittenTogether) {
  auto other = open_to_write(folder).value();
  other.exec("BEGIN IMMEDIATE");  // the first batch hangs, later orders form the second
  for (int i = 0; i < 100; ++i) append("s" + std::to_string(i));
  other.exec("COMMIT");

  ASSERT_TRUE(all_told(100));

  EXPECT_TRUE(counted("stepback_journal_write_seconds_count 1") ||
              counted("stepback_journal_write_seconds_count 2"));
  EXPECT_TRUE(counted("stepback_journal_failures_total 0"));
}

TEST_F(DiskJournalTest, AFullDiskIsToldAndItsEndIsNoticed) {
  append("before");
  ASSERT_TRUE(all_told(1));
  EXPECT_FALSE(journal.trouble());
  {
    const FullDisk full;
    append("during");
    ASSERT_TRUE(all_told(2));
    EXPECT_THAT(told.back(), HasSubstr("during refused: "));
    ASSERT_TRUE(journal.trouble());
    EXPECT_EQ(journal.trouble()->kind, JournalTrouble::Kind::unavailable);
    EXPECT_THAT(journal.trouble()->why, HasSubstr("the journal cannot be written: "));
    EXPECT_TRUE(counted("stepback_journal_failures_total 1"));
  }

  EXPECT_TRUE(loop.run_until([&] { return !journal.trouble(); }))
      << "nobody had to ask for anything";

  append("during");
  ASSERT_TRUE(all_told(3));
  EXPECT_EQ(told.back(), "during kept");
}

TEST_F(DiskJournalTest, AnOrderThatTheDiskDoesNotAnswerIsUnknownUntilItDoes) {
  auto other = open_to_write(folder).value();
  other.exec("BEGIN IMMEDIATE");
  append("one");
  clock.turn(kOverdue);
  EXPECT_FALSE(journal.trouble());
  clock.turn(1ms);
  ASSERT_TRUE(journal.trouble());
  EXPECT_EQ(journal.trouble()->kind, JournalTrouble::Kind::unknown);
  EXPECT_THAT(journal.trouble()->why, HasSubstr("the disk does not answer"));
  EXPECT_TRUE(told.empty()) << "nobody is told that the change was not made";
  other.exec("COMMIT");

  ASSERT_TRUE(all_told(1));
  EXPECT_FALSE(journal.trouble());
  EXPECT_THAT(told, ElementsAre("one kept"));
}

TEST_F(DiskJournalTest, StopWritesWhatWaitsAndRefusesWhatComesLater) {
  append("one");
  journal.stop();
  append("two");

  EXPECT_TRUE(read("one"));
  EXPECT_FALSE(read("two"));
  EXPECT_THAT(told, ElementsAre("two refused: the server is going down"));
}

TEST_F(DiskJournalTest, KeepsSignalsOfAFullDiskWhenItWorksAgain) {
  keep(Story::seated());
  {
    const FullDisk full;
    journal.keep_signals(open_signals("story", {help_of("ada")}));
    ASSERT_TRUE(loop.run_until([&] { return journal.trouble().has_value(); }));
  }

  EXPECT_TRUE(loop.run_until([&] { return !journal.trouble(); }));
  bool flushed = false;
  journal.flush([&] { flushed = true; });
  ASSERT_TRUE(loop.run_until([&] { return flushed; }));

  EXPECT_EQ(signals()->records, std::vector{help_of("ada")});
}

TEST_F(DiskJournalTest, GivesTheSignalsOfAnEarlierServerBack) {
  keep(Story::seated(), "one");
  keep(Story::seated(), "two");
  keep(Story::seated(), "three");
  write(*writer(), open_signals("one", {help_of("ada")}));
  tamper("INSERT INTO signal VALUES (2, 'id', 'ada', 'wave', 1, 1, '[]')");

  const auto recovered = journal.recover(stepback::test::kStoryBegins);

  ASSERT_TRUE(recovered) << recovered.error();
  EXPECT_EQ(recovered->sessions.size(), 3U) << "a damaged signal keeps no session back";
  ASSERT_EQ(recovered->signals.size(), 1U);
  EXPECT_EQ(recovered->signals.at(protocol::SessionId{"one"}).records, std::vector{help_of("ada")});
  EXPECT_EQ(recovered->unreadable_signals, 1U);
}

TEST_F(DiskJournalTest, GivesTheSessionsOfAnEarlierServerBack) {
  Story ended = Story::seated();
  ASSERT_TRUE(ended.server(protocol::command::End{}));
  const auto goes_on = keep(Story::seated(), "one");
  keep(ended, "ended");
  keep(Story{}, "damaged");
  tamper("UPDATE entry SET at = 1 WHERE session = 3");

  const auto recovered = journal.recover(stepback::test::kStoryBegins + 1h);

  ASSERT_TRUE(recovered) << recovered.error();
  EXPECT_THAT(recovered->sessions, ElementsAre(goes_on)) << "what ended earlier is not continued";
  ASSERT_EQ(recovered->set_aside.size(), 1U);
  EXPECT_EQ(recovered->set_aside.front().session, protocol::SessionId{"damaged"});
}

TEST_F(DiskJournalTest, ItsArchiveReadsWhatHasBeenKeptSoFar) {
  append("one");
  ASSERT_TRUE(all_told(1));

  const auto archive = journal.archive();

  ASSERT_TRUE(archive) << archive.error();
  EXPECT_TRUE((*archive)->read(protocol::SessionId{"one"}));
  EXPECT_EQ((*archive)->list()->size(), 1U);
}

TEST_F(DiskJournalTest, AJournalThatCannotBeReadIsToldWithASentence) {
  tamper("DROP TABLE session");

  EXPECT_THAT(journal.recover({}).error(), HasSubstr("list of sessions cannot be read"));
}

TEST_F(DiskJournalTest, PurgeSaysWhatIsGone) {
  append("old");
  ASSERT_TRUE(all_told(1));
  clock.turn(24h * 365 * 100);
  std::optional<std::vector<protocol::SessionId>> gone;

  journal.purge(24h * 30, [&](auto outcome) { gone = std::move(outcome.sessions); });

  ASSERT_TRUE(loop.run_until([&] { return gone.has_value(); }));
  EXPECT_THAT(*gone, ElementsAre(protocol::SessionId{"old"}));
  EXPECT_FALSE(read("old"));
}

TEST_F(DiskJournalTest, TheHeadIsThatOfTheNewestBatchAndIsKnownAfterTheStop) {
  EXPECT_EQ(journal.head(), std::nullopt);
  keep(Story{}, "earlier");
  ASSERT_TRUE(journal.recover({}));
  const auto before = journal.head();
  append("one");
  journal.stop();

  const auto archive = open_archive(folder).value();
  EXPECT_EQ(before->number, 2U) << "created and kept";
  EXPECT_EQ(journal.head(), archive->ledger_head().value());
  EXPECT_EQ(journal.head()->number, 4U);
  EXPECT_THAT(archive->check_ledger(before)->faults, testing::IsEmpty());
}

TEST_F(DiskJournalTest, TheTimeIsRemembered) {
  const ClockMark first{.boot = "b", .since_boot = 5ms, .at = clock.now(), .doubted_until = 7h};
  const ClockMark second{.boot = "c", .since_boot = 6ms, .at = clock.now(), .doubted_until = {}};
  journal.mark(first);
  append("one");
  ASSERT_TRUE(all_told(1));
  EXPECT_EQ(journal.archive().value()->known_times()->mark, first);
  journal.mark(second);
  journal.stop();

  const auto known = open_archive(folder).value()->known_times().value();
  EXPECT_EQ(known.mark, second);
  EXPECT_EQ(known.newest_entry, stepback::test::kStoryBegins);
}

}  // namespace
}  // namespace stepback::signalling::journal::test

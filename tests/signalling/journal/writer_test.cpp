// Writing: all or nothing, several changes together if possible, and data gone for good if it must
// be.

#include "journal_fixture.hpp"

namespace stepback::signalling::journal::test {
namespace {

using namespace std::chrono_literals;
using stepback::test::kStoryBegins;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using WriterTest = JournalTest;

/// The next change of a session at this revision.
Change lock(protocol::Revision revision, bool on = true, const std::string& session = "story") {
  return {.session = protocol::SessionId{session},
          .first = revision + 1,
          .at = kStoryBegins + 1s,
          .events = {protocol::SessionLocked{on}}};
}

TEST_F(WriterTest, WhatIsKeptIsReadBackAsItWas) {
  Story story = Story::seated();
  story.go_to("discussion");

  const auto told = keep(story);

  const auto history = read();
  ASSERT_TRUE(history) << history.error().what;
  EXPECT_EQ(history->session, told);
  EXPECT_EQ(history->entries.size(), story.events().size());
}

TEST_F(WriterTest, ManyOrdersAreOneTransactionAndOneThatCannotBeTakesNoOtherWithIt) {
  const auto to = writer();
  const std::vector<Order> orders{change_of(Story{}, "one"), lock(7, true, "unknown"),
                                  change_of(Story{}, "two"), Flush{}};

  const Batch batch = to->write(orders);

  ASSERT_EQ(batch.results.size(), 4U);
  EXPECT_TRUE(batch.results[0].kept);
  ASSERT_FALSE(batch.results[1].kept);
  EXPECT_EQ(batch.results[1].kept.error().kind, JournalFault::Kind::conflict);
  EXPECT_THAT(batch.results[1].kept.error().why, HasSubstr("does not know this session"));
  EXPECT_TRUE(batch.results[2].kept);
  EXPECT_TRUE(batch.results[3].kept);
  EXPECT_EQ(batch.trouble, std::nullopt) << "the disk is not at fault";
  EXPECT_TRUE(read("one"));
  EXPECT_TRUE(read("two"));
}

TEST_F(WriterTest, AChangeThatDoesNotFollowTheLastIsRefused) {
  const protocol::Revision last = keep(Story::seated()).revision;
  const auto to = writer();

  for (const protocol::Revision wrong : {last - 1, last + 1}) {
    const auto kept = write(*to, lock(wrong)).kept;
    ASSERT_FALSE(kept);
    EXPECT_EQ(kept.error().kind, JournalFault::Kind::conflict);
    EXPECT_THAT(kept.error().why, HasSubstr("is at revision " + std::to_string(last)));
  }
  EXPECT_TRUE(write(*to, lock(last)).kept);
  EXPECT_FALSE(write(*to, lock(last)).kept) << "the same change twice";
  EXPECT_EQ(read()->session.revision, last + 1);
}

TEST_F(WriterTest, AFullDiskRefusesEverythingAndLeavesWhatWasThere) {
  const auto told = keep(Story::seated());
  const auto to = writer();
  {
    const FullDisk full;
    const std::vector<Order> orders{lock(told.revision),
                                    Remove{protocol::SessionId{"story"}, kStoryBegins}};

    const Batch batch = to->write(orders);

    for (const Result& each : batch.results) {
      ASSERT_FALSE(each.kept);
      EXPECT_EQ(each.kept.error().kind, JournalFault::Kind::unavailable);
    }
    ASSERT_TRUE(batch.trouble);
    EXPECT_THAT(*batch.trouble, HasSubstr("disk"));
    EXPECT_TRUE(to->probe());
  }
  EXPECT_EQ(to->probe(), std::nullopt) << "there is room again";
  EXPECT_TRUE(write(*to, lock(told.revision)).kept);
  const auto history = read();
  ASSERT_TRUE(history) << history.error().what;
  EXPECT_EQ(history->session.revision, told.revision + 1);
}

TEST_F(WriterTest, AnotherWriterIsWaitedFor) {
  const auto told = keep(Story::seated());
  const auto to = writer();
  auto other = open_to_write(folder).value();
  other.exec("BEGIN IMMEDIATE");
  std::thread later([&] {
    std::this_thread::sleep_for(50ms);  // the writer is waiting by then, or does not have to
    other.exec("COMMIT");
  });

  EXPECT_TRUE(write(*to, lock(told.revision)).kept);
  later.join();
}

TEST_F(WriterTest, WhatIsRemovedIsGoneFromTheFiles) {
  Story story{};
  ASSERT_TRUE(story.comes("Unmistakable-Name", protocol::Role::member));
  const auto to = writer();
  ASSERT_TRUE(write(*to, change_of(story)).kept);
  ASSERT_TRUE(write(*to, change_of(Story{}, "other")).kept);
  ASSERT_TRUE(files_hold("Unmistakable-Name"));

  ASSERT_TRUE(write(*to, Remove{protocol::SessionId{"story"}, kStoryBegins}).kept);
  EXPECT_TRUE(to->clear(Patience::some));

  EXPECT_FALSE(files_hold("Unmistakable-Name"));
  EXPECT_FALSE(read());
  EXPECT_TRUE(read("other"));
}

TEST_F(WriterTest, AReaderKeepsWhatWasRemovedInTheLogUntilTheyAreDone) {
  Story story{};
  ASSERT_TRUE(story.comes("Unmistakable-Name", protocol::Role::member));
  const auto to = writer();
  ASSERT_TRUE(write(*to, change_of(story)).kept);
  auto reader = open_to_read(folder).value();
  reader.exec("BEGIN");
  EXPECT_EQ(reader.execAndGet("SELECT count(*) FROM session").getInt(), 1);
  Writer hurried(open_to_write(folder).value());

  ASSERT_TRUE(write(hurried, Remove{protocol::SessionId{"story"}, kStoryBegins}).kept);
  EXPECT_FALSE(hurried.clear(Patience::none));
  reader.exec("COMMIT");
  EXPECT_TRUE(hurried.clear(Patience::none));

  EXPECT_FALSE(files_hold("Unmistakable-Name"));
}

TEST_F(WriterTest, PurgeTakesWhatEndedLongAgoAndWhatNobodyHasTouchedForAWeek) {
  const auto to = writer();
  Story ended{};
  ASSERT_TRUE(ended.server(protocol::command::End{}));
  ASSERT_TRUE(write(*to, change_of(ended, "ended")).kept);
  ASSERT_TRUE(write(*to, change_of(Story{}, "waiting")).kept);
  const auto purged_at = [&](protocol::Duration later) {
    return write(*to, PurgeRule{.before = kStoryBegins + later - 1h, .now = kStoryBegins + later})
        .purged.sessions;
  };

  EXPECT_THAT(purged_at(1h), IsEmpty());
  EXPECT_THAT(purged_at(1h + 1ms), ElementsAre(protocol::SessionId{"ended"}));
  EXPECT_THAT(purged_at(24h * 7), IsEmpty());
  EXPECT_THAT(purged_at(24h * 7 + 1ms), ElementsAre(protocol::SessionId{"waiting"}));
  EXPECT_TRUE(to->clear(Patience::some));
  EXPECT_FALSE(files_hold("ended\""));
}

TEST_F(WriterTest, PurgesNoSessionWhoseCreatorWantsItsLinksToWork) {
  const auto to = writer();
  Change course = change_of(Story{}, "course");
  std::get<protocol::SessionCreated>(course.events.front()).links_until = kStoryBegins + 24h * 28;
  ASSERT_TRUE(write(*to, std::move(course)).kept);
  const auto purged_at = [&](protocol::Duration later) {
    return write(*to, PurgeRule{.before = kStoryBegins + later - 1h, .now = kStoryBegins + later})
        .purged.sessions;
  };

  EXPECT_THAT(purged_at(24h * 28 - 1ms), IsEmpty());
  EXPECT_THAT(purged_at(24h * 28), ElementsAre(protocol::SessionId{"course"}));
}

TEST_F(WriterTest, AnOperatorsPurgeIsRefusedByAFullDiskWithASentence) {
  const auto to = writer();
  ASSERT_TRUE(write(*to, change_of(Story{})).kept);
  const FullDisk full;

  const PurgeRule rule{.before = kStoryBegins + 24h * 30, .now = kStoryBegins + 24h * 60};
  const auto kept = write(*to, rule).kept;

  ASSERT_FALSE(kept);
  EXPECT_THAT(kept.error().why, HasSubstr("disk"));
}

TEST_F(WriterTest, OpenSignalsAreReadBackAndTheNewestReplaceTheOthers) {
  keep(Story::seated());
  const auto to = writer();

  ASSERT_TRUE(write(*to, open_signals("story", {help_of("ada"), help_of("ben")})).kept);
  EXPECT_EQ(signals()->records, (std::vector{help_of("ada"), help_of("ben")}));
  ASSERT_TRUE(write(*to, open_signals("story", {help_of("ben")})).kept);

  EXPECT_EQ(signals()->records, std::vector{help_of("ben")});
  EXPECT_TRUE(to->clear(Patience::some));
  EXPECT_FALSE(files_hold("signal-of-ada")) << "a call for help that was dealt with is forgotten";
}

TEST_F(WriterTest, SignalsOfASessionThatHasEndedOrIsUnknownAreNotKept) {
  Story over = Story::seated();
  ASSERT_TRUE(over.server(protocol::command::End{}));
  keep(over, "over");
  const auto to = writer();

  EXPECT_TRUE(write(*to, open_signals("over", {help_of("ada")})).kept);
  EXPECT_TRUE(write(*to, open_signals("unknown", {help_of("ada")})).kept);

  EXPECT_EQ(signals("over")->records.size(), 0U);
  EXPECT_FALSE(files_hold("signal-of-ada"));
}

TEST_F(WriterTest, RefusedSignalsAreKeptLaterAndOnlyTheNewest) {
  keep(Story::seated());
  const auto to = writer();
  ASSERT_TRUE(to->keep_refused_signals()) << "there are none";
  {
    const FullDisk full;
    ASSERT_FALSE(write(*to, open_signals("story", {help_of("ada")})).kept);
    ASSERT_FALSE(write(*to, open_signals("story", {help_of("ben")})).kept);
    EXPECT_FALSE(to->keep_refused_signals());
  }

  EXPECT_TRUE(to->keep_refused_signals());

  EXPECT_EQ(signals()->records, std::vector{help_of("ben")});
}

TEST_F(WriterTest, SignalsThatCannotBeReadAreTold) {
  keep(Story::seated());
  for (const std::string row : {"'wave', 1, 1, '[]'", "'help', 1, 0, '[]'", "'help', 1, 1, '{}'",
                                "'help', 1, 1, '[1]'", "'help', 1, 1, 'x'"}) {
    tamper("DELETE FROM signal");
    tamper("INSERT INTO signal SELECT number, 'id', 'ada', " + row + " FROM session");
    const auto read = signals();
    ASSERT_FALSE(read) << row;
    EXPECT_THAT(read.error(), HasSubstr("a private signal cannot be read: expected "));
  }
}

TEST_F(WriterTest, ASessionsSignalsGoWithItsEndAndWithTheSession) {
  const protocol::Revision last = keep(Story::seated(), "ends").revision;
  keep(Story::seated(), "goes");
  keep(Story::seated(), "stays");
  for (const std::string each : {"ends", "goes", "stays"}) {
    tamper("INSERT INTO signal SELECT number, 'signal-of-" + each +
           "', 'ada', 'help', 1, 1, '[]' "
           "FROM session WHERE id = '" +
           each + "'");
  }
  const auto to = writer();

  ASSERT_TRUE(write(*to, Remove{protocol::SessionId{"goes"}, kStoryBegins}).kept);
  ASSERT_TRUE(write(*to, Change{.session = protocol::SessionId{"ends"},
                                .first = last + 1,
                                .at = kStoryBegins,
                                .events = {protocol::SessionEnded{
                                    protocol::SessionEnded::By::coordinator, kStoryBegins}}})
                  .kept);
  EXPECT_TRUE(to->clear(Patience::some));

  EXPECT_FALSE(files_hold("signal-of-ends"));
  EXPECT_FALSE(files_hold("signal-of-goes"));
  EXPECT_TRUE(files_hold("signal-of-stays"));
}

}  // namespace
}  // namespace stepback::signalling::journal::test

#include "signalling/sessions/directory.hpp"

#include "tests/signalling/sessions/directory_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
namespace to_server = protocol::to_server;
using protocol::Role;
using stepback::test::id_of;
using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(DirectoryTest, ANewSessionIsKeptInTheJournalAndFound) {
  const auto id = create();

  ASSERT_NE(directory.find(id), nullptr);
  EXPECT_EQ(directory.find(id)->session().id, id);
  EXPECT_EQ(directory.find(id)->session().title, "Tuesday");
  EXPECT_EQ(directory.find(id)->session().revision, 1U);
  EXPECT_EQ(journal.kept.size(), 1U);
  EXPECT_THAT(journal.firsts, ElementsAre(1U));
}

TEST_F(DirectoryTest, ASessionThatTheJournalRefusesDoesNotExist) {
  journal.refuses = true;

  const auto created = try_to_create();

  ASSERT_FALSE(created);
  EXPECT_EQ(created.error(), "the journal is full");
  EXPECT_THAT(directory.list(), IsEmpty());
}

TEST_F(DirectoryTest, AnUnknownSessionIsNotFound) {
  const protocol::SessionId unknown{"unknown"};

  EXPECT_EQ(directory.find(unknown), nullptr);
  EXPECT_EQ(directory.summary(unknown), std::nullopt);
  EXPECT_FALSE(end(unknown));
}

TEST_F(DirectoryTest, EachSessionIsOneOfItsOwn) {
  const auto one = create("one");
  const auto two = create("two");
  enter(one, "ada", Role::member, ada);

  EXPECT_NE(one, two);
  EXPECT_EQ(directory.summary(one)->connected, 1U);
  EXPECT_EQ(directory.summary(two)->connected, 0U);
}

TEST_F(DirectoryTest, SessionsAreListedInTheOrderOfTheirCreation) {
  for (const std::string title : {"one", "two", "three"}) {
    create(title);
    clock.turn(1s);
  }

  std::vector<std::string> titles;
  for (const auto& each : directory.list()) titles.push_back(each.title);
  EXPECT_THAT(titles, ElementsAre("one", "two", "three"));
}

TEST_F(DirectoryTest, ASummarySaysWhereTheSessionIsAndHowManyPeopleAreWhere) {
  const auto id = create();
  const protocol::Instant created = clock.now();
  enter(id, "fay", Role::facilitator, fay);
  enter(id, "ada", Role::member, ada);
  enter(id, "oli", Role::observer, oli);
  enter(id, "zoe", Role::member, zoe, false);
  clock.turn(1min);
  says(id, "fay", to_server::Advance{"presentation"});

  const auto summary = directory.summary(id);

  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->template_id, "small");
  EXPECT_EQ(summary->created_at, created);
  EXPECT_EQ(summary->begun_at, created + 1min);
  EXPECT_EQ(summary->ended_at, std::nullopt);
  EXPECT_EQ(summary->phase, "presentation");
  EXPECT_FALSE(summary->held);
  EXPECT_EQ(summary->connected, 4U);
  EXPECT_EQ(summary->lobby, 1U);
  EXPECT_EQ(summary->circle, 2U);
  EXPECT_EQ(summary->observer, 1U);
}

TEST_F(DirectoryTest, WhoIsNotConnectedIsNotCounted) {
  const auto id = create();
  enter(id, "fay", Role::facilitator, fay);
  directory.find(id)->lost(id_of("fay"), fay);

  EXPECT_EQ(directory.summary(id)->connected, 0U);
  EXPECT_EQ(directory.summary(id)->circle, 0U);
}

TEST_F(DirectoryTest, EndingASessionSendsEverybodyHomeAndForgetsIt) {
  const auto id = create();
  enter(id, "fay", Role::facilitator, fay);

  EXPECT_TRUE(end(id));

  EXPECT_THAT(fay.farewells, ElementsAre(protocol::Code::sessionEnded));
  EXPECT_EQ(directory.find(id), nullptr);
  EXPECT_THAT(journal.removed, ElementsAre(id));
  EXPECT_FALSE(end(id));
}

TEST_F(DirectoryTest, ASessionThatEndedIsForgottenAfterADay) {
  const auto id = create();
  enter(id, "fay", Role::facilitator, fay);
  says(id, "fay", to_server::Advance{"ended"});

  clock.turn(24h);
  directory.tick();
  ASSERT_TRUE(directory.summary(id));
  EXPECT_EQ(directory.summary(id)->phase, "ended");
  clock.turn(1ms);
  directory.tick();

  EXPECT_EQ(directory.find(id), nullptr);
}

TEST_F(DirectoryTest, ASessionThatHasNotEndedIsNeverForgotten) {
  const auto id = create();

  clock.turn(24h * 365);
  directory.tick();

  EXPECT_NE(directory.find(id), nullptr);
}

TEST_F(DirectoryTest, ATickLetsTimePassInEveryRoom) {
  const auto one = create();
  const auto two = create();
  for (const auto& id : {one, two}) {
    enter(id, "fay", Role::facilitator, fay);
    says(id, "fay", to_server::Advance{"clarification"});
    directory.find(id)->lost(id_of("fay"), fay);
  }

  clock.turn(2min);
  directory.tick();

  EXPECT_TRUE(directory.summary(one)->held);
  EXPECT_TRUE(directory.summary(two)->held);
}

TEST_F(DirectoryTest, ATickSetsTheGauges) {
  create();
  const auto running = create();
  const auto ended = create();
  enter(running, "fay", Role::facilitator, fay);
  enter(running, "oli", Role::observer, oli);
  enter(running, "zoe", Role::member, zoe, false);
  says(running, "fay", to_server::Advance{"presentation"});
  directory.find(ended)->end([](const auto& outcome) { EXPECT_TRUE(outcome); });

  directory.tick();

  EXPECT_TRUE(counted(R"(stepback_sessions{phase="waiting"} 1)"));
  EXPECT_TRUE(counted(R"(stepback_sessions{phase="running"} 1)"));
  EXPECT_TRUE(counted(R"(stepback_sessions{phase="ended"} 1)"));
  EXPECT_TRUE(counted(R"(stepback_participants{channel="lobby"} 1)"));
  EXPECT_TRUE(counted(R"(stepback_participants{channel="circle"} 1)"));
  EXPECT_TRUE(counted(R"(stepback_participants{channel="observer"} 1)"));
}

TEST_F(DirectoryTest, ARestartSaysGoodbyeInEveryRoomAndChangesNoSession) {
  const auto one = create();
  const auto two = create();
  enter(one, "fay", Role::facilitator, fay);
  enter(two, "ada", Role::member, ada);
  const auto kept = journal.kept.size();

  int ready = 0;
  directory.restart([&] { ++ready; });

  EXPECT_EQ(ready, 1);
  EXPECT_THAT(fay.farewells, ElementsAre(protocol::Code::restarting));
  EXPECT_THAT(ada.farewells, ElementsAre(protocol::Code::restarting));
  EXPECT_EQ(journal.kept.size(), kept);
}

}  // namespace
}  // namespace stepback::signalling::test

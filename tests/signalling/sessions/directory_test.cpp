#include "signalling/sessions/directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fakes.hpp"
#include "tests/support/story.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
namespace to_server = protocol::to_server;
using protocol::Role;
using stepback::test::id_of;
using testing::ElementsAre;
using testing::IsEmpty;

class DirectoryTest : public testing::Test {
 protected:
  using Created = tl::expected<protocol::SessionId, std::string>;

  Created try_to_create(const std::string& title = "Tuesday") {
    std::optional<Created> created;
    directory.create(title, stepback::test::small_template(),
                     [&](const Created& answer) { created = answer; });
    return created.value();
  }
  protocol::SessionId create(const std::string& title = "Tuesday") {
    return try_to_create(title).value();
  }
  /// Returns whether there was such a session and the journal recorded its end.
  bool end(const protocol::SessionId& session) {
    bool ended = false;
    const bool known = directory.end(session, [&](const auto& answer) { ended = bool{answer}; });
    return known && ended;
  }
  void says(const protocol::SessionId& session, const std::string& who,
            const protocol::ClientMessage& message) {
    directory.find(session)->handle(id_of(who), message,
                                    [](const auto& outcome) { EXPECT_TRUE(outcome); });
  }
  void enter(const protocol::SessionId& session, const std::string& who, Role role, FakePeer& peer,
             bool named = true) {
    directory.find(session)->enter({id_of(who), who, role, named}, peer, peer,
                                   [](const auto& outcome) { EXPECT_TRUE(outcome); });
  }
  bool counted(const std::string& line) const {
    return metrics.text().find(line + "\n") != std::string::npos;
  }

  HandClock clock;
  CountingRandom random;
  FakeJournal journal;
  Metrics metrics;
  Access access{std::string(32, 's')};
  Directory directory{clock, random, journal, metrics, access};
  FakePeer fay{"fay"};
  FakePeer ada{"ada"};
  FakePeer zoe{"zoe"};
  FakePeer oli{"oli"};
};

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
  EXPECT_EQ(summary->plan, "small");
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

TEST_F(DirectoryTest, ASessionWhoseRecordCannotBeForgottenStaysAndCanBeEndedAgain) {
  const auto id = create();
  journal.refuses = true;

  EXPECT_FALSE(end(id));

  ASSERT_NE(directory.find(id), nullptr);
  EXPECT_EQ(directory.summary(id)->ended_at, std::nullopt);
  journal.refuses = false;
  EXPECT_TRUE(end(id));
}

TEST_F(DirectoryTest, ASessionThatTheJournalHasForAnotherServerIsNotFoundAnyMore) {
  const auto id = create();
  const auto other = create();
  enter(id, "fay", Role::facilitator, fay);
  journal.refuses = true;
  journal.fault = JournalFault::Kind::conflict;
  directory.find(id)->handle(id_of("fay"), to_server::Lock{true},
                             [](const auto& outcome) { EXPECT_FALSE(outcome); });

  EXPECT_EQ(directory.find(id), nullptr);
  EXPECT_EQ(directory.summary(id), std::nullopt);
  EXPECT_EQ(directory.list().size(), 1U);
  EXPECT_NE(directory.find(other), nullptr) << "the other session goes on";
  EXPECT_THAT(fay.farewells, ElementsAre(protocol::Code::restarting));
  directory.tick();
  EXPECT_EQ(directory.find(id), nullptr);
}

TEST_F(DirectoryTest, ASessionThatIsAnotherServersCannotBeForgottenHere) {
  const auto id = create();
  journal.hesitates = true;
  std::optional<bool> ended;
  directory.end(id, [&](const auto& answer) { ended = bool{answer}; });
  journal.answer_one();  // the end is kept; to forget the session is another order
  journal.refuses = true;
  journal.fault = JournalFault::Kind::conflict;
  journal.answer_one();

  EXPECT_EQ(ended, false);
  EXPECT_EQ(directory.find(id), nullptr);
}

TEST_F(DirectoryTest, ASessionExistsOnceTheJournalHasKeptIt) {
  journal.hesitates = true;
  std::optional<Created> created;
  directory.create("Tuesday", stepback::test::small_template(),
                   [&](const Created& answer) { created = answer; });

  EXPECT_FALSE(created);
  EXPECT_THAT(directory.list(), IsEmpty());
  journal.answer_all();

  ASSERT_TRUE(created);
  EXPECT_NE(directory.find(created->value()), nullptr);
}

TEST_F(DirectoryTest, SessionsThatTheJournalForgotAreForgottenUnlessSomebodyIsInThem) {
  const auto empty = create();
  const auto full = create();
  enter(full, "fay", Role::facilitator, fay);

  directory.forget({empty, full, protocol::SessionId{"unknown"}});

  EXPECT_EQ(directory.find(empty), nullptr);
  EXPECT_NE(directory.find(full), nullptr);
}

TEST_F(DirectoryTest, LocateAnswersHereAtOnceAndPassesOnWhatThePlacementSays) {
  const auto id = create();
  const protocol::SessionId absent{"absent"};
  journal.placed.at_once.reset();
  std::vector<Directory::Location> answers;
  const auto ask = [&](const protocol::SessionId& session) {
    directory.locate(session, [&](const auto& where) { answers.push_back(where); });
  };

  ask(id);
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(std::get<Room*>(answers[0]), directory.find(id));
  for (int i = 0; i < 3; ++i) ask(absent);
  EXPECT_EQ(answers.size(), 1U) << "the others come later";
  journal.placed.answer(Placement::At{"/n/b/"});
  journal.placed.answer(Placement::Unknown{});
  journal.placed.answer(Placement::Unavailable{});

  ASSERT_EQ(answers.size(), 4U);
  EXPECT_EQ(std::get<Placement::At>(answers[1]).url, "/n/b/");
  EXPECT_TRUE(std::holds_alternative<Placement::Unknown>(answers[2]));
  EXPECT_TRUE(std::holds_alternative<Placement::Unavailable>(answers[3]));
}

TEST_F(DirectoryTest, AnAnswerAfterTheDirectorysEndReachesNobody) {
  journal.placed.at_once.reset();
  bool answered = false;
  {
    Directory brief{clock, random, journal, metrics, access};
    brief.locate(protocol::SessionId{"absent"}, [&](const auto&) { answered = true; });
  }

  journal.placed.answer(Placement::Unknown{});

  EXPECT_FALSE(answered);
}

TEST_F(DirectoryTest, SessionsThatAnyJournalGivesBackAreContinued) {
  stepback::test::Story story = stepback::test::Story::seated();
  const protocol::SessionId id = story.session().id;
  const protocol::SessionId lost{"lost"};
  journal.archived.emplace(id, journal::History{{}, story.session()});
  journal.archived.emplace(lost, tl::unexpected(journal::Damage{lost, 1, "no entry"}));

  auto recovered = journal.recover({});
  directory.restore(std::move(recovered->sessions));

  ASSERT_NE(directory.find(id), nullptr);
  EXPECT_EQ(directory.summary(id)->connected, 0U);
  EXPECT_EQ(directory.find(lost), nullptr);
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

  directory.restart();

  EXPECT_THAT(fay.farewells, ElementsAre(protocol::Code::restarting));
  EXPECT_THAT(ada.farewells, ElementsAre(protocol::Code::restarting));
  EXPECT_EQ(journal.kept.size(), kept);
}

}  // namespace
}  // namespace stepback::signalling::test

// The directory and its journal: what is kept, forgotten, given back, and another server's.

#include "tests/signalling/sessions/directory_fixture.hpp"

namespace stepback::signalling::test {
namespace {

namespace to_server = protocol::to_server;
using protocol::Role;
using stepback::test::id_of;
using testing::ElementsAre;
using testing::IsEmpty;

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

TEST_F(DirectoryTest, ASessionThatIsLostAsItIsTakenOverIsNotHere) {
  const stepback::test::Story story = stepback::test::Story::seated();
  journal.placed.at_once = Placement::Taken{story.session()};
  journal.refuses = true;
  journal.fault = JournalFault::Kind::conflict;
  std::optional<Directory::Location> where;

  directory.locate(story.session().id, [&](const auto& answer) { where = answer; });

  ASSERT_TRUE(where);
  EXPECT_TRUE(std::holds_alternative<Placement::Unavailable>(*where));
}

TEST_F(DirectoryTest, AServerThatGoesDownTakesNoSessionOver) {
  const stepback::test::Story story = stepback::test::Story::seated();
  journal.placed.at_once = Placement::Taken{story.session()};
  std::optional<Directory::Location> where;

  directory.restart();
  directory.locate(story.session().id, [&](const auto& answer) { where = answer; });

  ASSERT_TRUE(where);
  EXPECT_TRUE(std::holds_alternative<Placement::Unavailable>(*where));
  EXPECT_EQ(directory.find(story.session().id), nullptr);
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

TEST_F(DirectoryTest, ASessionWhoseRecordCannotBeForgottenStaysAndCanBeEndedAgain) {
  const auto id = create();
  journal.refuses = true;

  EXPECT_FALSE(end(id));

  ASSERT_NE(directory.find(id), nullptr);
  EXPECT_EQ(directory.summary(id)->ended_at, std::nullopt);
  journal.refuses = false;
  EXPECT_TRUE(end(id));
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

}  // namespace
}  // namespace stepback::signalling::test

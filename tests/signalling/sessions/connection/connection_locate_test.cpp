// A connection joins a session that this server does not serve yet, or that another one serves.

#include "tests/signalling/sessions/connection/connection_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

class Locating : public ConnectionTest {
 protected:
  Locating() { journal.placed.at_once.reset(); }

  /// A request to join a session that is not here.
  std::string join_absent(const std::string& who, std::string_view more = "") const {
    protocol::Claims claims = claims_of(who, Role::facilitator);
    claims.session = absent;
    return join_with(claims, more);
  }
  /// The absent session, as this server takes it over.
  Placement::Taken taken() const {
    return {protocol::apply(
        {},
        protocol::create_session(absent, "Absent", stepback::test::small_template(), clock.now()))};
  }

  const protocol::SessionId absent{"absent"};
};

TEST_F(Locating, ASessionThatIsHereIsJoinedWithoutAQuestion) {
  join("ada", Role::member);

  EXPECT_THAT(journal.placed.asked, IsEmpty());
}

TEST_F(Locating, ASessionThatIsTakenOverLaterIsJoinedThen) {
  Client ada = connect();
  ada.says(join_absent("ada", R"(,"id":1)"));
  EXPECT_THAT(ada.read_types(), IsEmpty());
  EXPECT_THAT(journal.placed.asked, ElementsAre(absent));

  journal.placed.answer(taken());

  EXPECT_THAT(ada.read_types(), ElementsAre("welcome", "state"));
  ASSERT_NE(directory.find(absent), nullptr);
  ada.says(R"({"type":"lock","id":2,"on":true})");
  EXPECT_THAT(ada.read_types(), ElementsAre("state", "ok 2"));
}

TEST_F(Locating, NothingElseIsAcceptedMeanwhile) {
  Client ada = connect();
  ada.says(join_absent("ada"));

  ada.says(join_absent("ada", R"(,"id":1)"));
  ada.says(kPing);
  ada.sends(audio_bytes(1));

  EXPECT_THAT(ada.read_types(),
              ElementsAre("error badMessage 1", "error notJoined 1", "error notJoined"));
  EXPECT_EQ(journal.placed.asked.size(), 1U);
  journal.placed.answer(taken());
  EXPECT_THAT(ada.read_types(), ElementsAre("welcome", "state"));
}

TEST_F(Locating, ASessionOfAnotherServerOrOfNobodyYetIsTriedAgain) {
  const std::vector<Placement::Answer> answers{Placement::At{"/n/b/"}, Placement::Unavailable{}};
  for (const auto& answer : answers) {
    Client ada = connect();
    ada.says(join_absent("ada", R"(,"id":1)"));

    journal.placed.answer(answer);

    EXPECT_THAT(ada.read_types(), ElementsAre("error restarting 1", "bye restarting"));
    EXPECT_TRUE(ada.socket().closed);
  }
}

TEST_F(Locating, ASessionThatTheJournalDoesNotHaveIsUnknownForGood) {
  Client ada = connect();
  ada.says(join_absent("ada", R"(,"id":1)"));

  journal.placed.answer(Placement::Unknown{});

  EXPECT_THAT(ada.read_types(), ElementsAre("error unknownSession 1", "bye unknownSession"));
}

TEST_F(Locating, AConnectionThatHasGoneMeanwhileIsNotCalledAgain) {
  auto gone = std::make_unique<Client>(dependencies);
  gone->says(join_absent("ada"));
  Client closed = connect();
  closed.says(join_absent("ben"));
  gone->vanishes();
  gone->is_destroyed();
  closed.vanishes();

  journal.placed.answer(taken());
  journal.placed.answer(taken());

  EXPECT_THAT(closed.read_types(), IsEmpty());
  ASSERT_NE(directory.find(absent), nullptr) << "the session was taken over all the same";
  EXPECT_THAT(directory.find(absent)->session().participants, IsEmpty());
}

TEST_F(Locating, APlacementThatDoesNotAnswerInTimeSendsAwayToComeAgain) {
  Client ada = connect();
  ada.says(join_absent("ada"));

  run_tasks(10s);

  EXPECT_THAT(ada.read_types(), ElementsAre("bye restarting"));
  journal.placed.answer(taken());
  EXPECT_THAT(ada.read_types(), IsEmpty());
  EXPECT_THAT(directory.find(absent)->session().participants, IsEmpty());
}

TEST_F(Locating, TwoWhoAskAtOnceComeIntoOneRoom) {
  Client ada = connect();
  Client ben = connect();
  ada.says(join_absent("ada"));
  ben.says(join_absent("ben"));

  journal.placed.answer(taken());
  Room* const room = directory.find(absent);
  journal.placed.answer(taken());

  EXPECT_EQ(directory.find(absent), room);
  EXPECT_EQ(directory.summary(absent)->connected, 2U);
}

TEST_F(Locating, AJoinThatWasRefusedForItsNameCanBeTriedAgain) {
  Client ada = connect();
  protocol::Claims claims = shared_link();
  claims.session = absent;
  ada.says(join_with(claims, R"(,"id":1)"));
  journal.placed.answer(taken());
  EXPECT_THAT(ada.read_types(), ElementsAre("error badMessage 1"));

  ada.says(join_with(claims, R"(,"name":"Ada")"));

  EXPECT_THAT(ada.read_types(), ElementsAre("welcome", "state"));
}

TEST_F(Locating, ASessionIsNotTakenOverAfterTheLeaseEnded) {
  Client ada = connect();
  ada.says(join_absent("ada"));
  journal.leased.holds = false;

  journal.placed.answer(taken());

  EXPECT_THAT(ada.read_types(), ElementsAre("error restarting", "bye restarting"));
  EXPECT_EQ(directory.find(absent), nullptr);
}

TEST_F(Locating, AForsakenSessionIsLookedForAgain) {
  auto ada = join("ada", Role::facilitator);
  const protocol::Session kept = directory.find(session)->session();
  directory.find(session)->forsake();
  EXPECT_THAT(ada->read_types(), ElementsAre("bye restarting"));

  Client again = connect();
  again.says(join_with(claims_of("ada", Role::facilitator)));
  journal.placed.answer(Placement::Taken{kept});

  EXPECT_THAT(again.read_types(), ElementsAre("welcome", "state"));
  EXPECT_FALSE(directory.find(session)->is_forsaken());
}

}  // namespace
}  // namespace stepback::signalling::test

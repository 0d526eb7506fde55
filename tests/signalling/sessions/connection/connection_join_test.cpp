// A connection joins as a person, and ends.

#include "tests/signalling/net/addresses.hpp"
#include "tests/signalling/sessions/connection/connection_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

using Joining = ConnectionTest;

TEST_F(Joining, IsAnsweredByWelcomeAndState) {
  Client client = connect();

  client.says(join_with(claims_of("ada"), R"(,"id":1)"));

  EXPECT_THAT(client.read_types(), ElementsAre("welcome", "state"));
  EXPECT_GT(client.socket().wakes, 0);
  EXPECT_FALSE(client.socket().closed);
}

TEST_F(Joining, BeforeItNothingElseIsAccepted) {
  Client client = connect();

  for (const std::string_view request :
       {R"({"type":"leave","id":1})", R"({"type":"ping","id":1,"sent":1})",
        R"({"type":"advance","id":1,"phase":"closing"})", R"({"type":"chat","id":1,"text":"hi"})",
        R"({"type":"signal","id":1,"kind":"help"})",
        R"({"type":"publish","id":1,"audio":true,"video":true})"}) {
    client.says(request);
    EXPECT_THAT(client.read_types(), ElementsAre("error notJoined 1")) << request;
  }
  client.sends(audio_bytes(1));
  EXPECT_THAT(client.read_types(), ElementsAre("error notJoined"));
  EXPECT_TRUE(counted(R"(stepback_packets_refused_total{reason="notJoined"} 1)"));
  EXPECT_THAT(directory.find(session)->session().participants, IsEmpty());
}

TEST_F(Joining, UntilItIsKeptNothingElseIsAccepted) {
  journal.hesitates = true;
  Client client = connect();
  client.says(join_with(claims_of("ada", Role::facilitator)));

  client.says(R"({"type":"ping","id":1,"sent":1})");
  client.says(R"({"type":"signal","id":2,"kind":"help"})");
  client.says(join_with(claims_of("ada")));
  client.sends(audio_bytes(1));
  run_tasks(10s);  // the join came in time: the disk is slow

  EXPECT_THAT(client.read_types(), ElementsAre("error notJoined 1", "error notJoined 2",
                                               "error badMessage", "error notJoined"));
  journal.answer_all();
  EXPECT_THAT(client.read_types(), ElementsAre("welcome", "state"));
  client.says(R"({"type":"lock","id":3,"on":true})");
  EXPECT_THAT(client.read_types(), ElementsAre("state", "ok 3"));
}

TEST_F(Joining, WhoGoesBeforeItIsKeptIsNotCalledAgain) {
  journal.hesitates = true;
  auto client = std::make_unique<Client>(dependencies);
  client->says(join_with(claims_of("ada")));

  client->vanishes();
  client.reset();
  journal.answer_all();

  EXPECT_FALSE(directory.summary(session)->connected);
}

TEST_F(Joining, AnAnswerThatComesWhenNobodyIsThereAnyMoreIsNoHarm) {
  auto client = join("fay", Role::facilitator);
  journal.hesitates = true;
  client->says(R"({"type":"lock","id":1,"on":true})");

  client->vanishes();
  client.reset();
  journal.answer_all();

  EXPECT_TRUE(directory.find(session)->session().locked) << "she had said it";
}

TEST_F(Joining, WhatTheJournalRefusesIsAnsweredWithErrorAndBye) {
  journal.refuses = true;
  Client client = connect();

  client.says(join_with(claims_of("ada"), R"(,"id":1)"));

  EXPECT_THAT(client.read_types(), ElementsAre("error notKept 1", "bye notKept"))
      << "a client comes again after this code";
}

TEST_F(Joining, AConnectionThatHasNotJoinedWithinTenSecondsIsClosed) {
  Client client = connect();

  run_tasks(9999ms);
  EXPECT_FALSE(client.socket().closed);
  Client other = connect();
  run_tasks(10s);

  EXPECT_THAT(other.read_types(), ElementsAre("bye notJoined"));
  EXPECT_TRUE(other.socket().closed);
}

TEST_F(Joining, AConnectionThatHasJoinedInTimeIsLeftAlone) {
  const auto client = join("ada", Role::member);

  run_tasks(10s);

  EXPECT_THAT(client->read_types(), IsEmpty());
  EXPECT_FALSE(client->socket().closed);
}

TEST_F(Joining, TheDeadlineOfAConnectionThatHasGoneIsForgotten) {
  Client client = connect();
  client.vanishes();
  client.is_destroyed();

  run_tasks(10s);

  EXPECT_TRUE(counted("stepback_connections 0"));
}

TEST_F(Joining, ABadTokenIsToldWhyAndTheConnectionCloses) {
  protocol::Claims expired = claims_of("ada");
  expired.expires = clock.now() - 1h;
  const std::string forged = Access{{std::string(32, 'x'), {}}}.sign(claims_of("ada"));
  for (const std::string& request :
       {join_with(expired), R"({"type":"join","token":")" + forged + "\"}",
        std::string{R"({"type":"join","token":"nonsense"})"}}) {
    Client client = connect();
    client.says(request);
    EXPECT_THAT(client.read_types(), ElementsAre("error badToken", "bye badToken"));
    EXPECT_TRUE(client.socket().closed);
  }
}

TEST_F(Joining, BeyondTheBoundABadTokenIsRateLimitedAndAGoodOneIsTaken) {
  AddressLimits limits({.bad_tokens_each = 1});
  const auto answers_to = [&](const std::string& join) {
    Client client = connect();
    client.socket().whose = limits.arrive(at("192.0.2.1"), clock.uptime()).value();
    client.says(join);
    return client.read_types();
  };
  const std::string bad = R"({"type":"join","token":"guess"})";
  for (int i = 0; i < 10; ++i) {
    EXPECT_THAT(answers_to(bad), ElementsAre("error badToken", "bye badToken")) << i;
  }
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(answers_to(bad), ElementsAre("error rateLimited", "bye rateLimited")) << i;
  }
  EXPECT_THAT(answers_to(join_with(claims_of("ada"))), ElementsAre("welcome", "state"));
}

TEST_F(Joining, ATokenForASessionThatIsNotHereIsTurnedAway) {
  protocol::Claims other = claims_of("ada");
  other.session = protocol::SessionId{"another"};
  Client client = connect();

  client.says(join_with(other, R"(,"id":3)"));

  EXPECT_THAT(client.read_types(), ElementsAre("error unknownSession 3", "bye unknownSession"));
  EXPECT_TRUE(client.socket().closed);
}

TEST_F(Joining, WhomTheRoomRefusesIsToldWhyAndTheConnectionCloses) {
  const auto fay = join("fay", Role::facilitator);
  fay->says(R"({"type":"lock","on":true})");
  Client client = connect();

  client.says(join_with(claims_of("ada")));

  EXPECT_THAT(client.read_types(), ElementsAre("error sessionLocked", "bye sessionLocked"));
  client.vanishes();
  EXPECT_EQ(directory.find(session)->session().participants.size(), 1U);
}

TEST_F(Joining, TheNameInANamedPersonsTokenWins) {
  Client client = connect();
  client.says(join_with(claims_of("ada"), R"(,"name":"Somebody Else")"));

  EXPECT_EQ(directory.find(session)->session().participants[0].name, "ada");
}

TEST_F(Joining, ASharedLinkNeedsANameAndTheConnectionMayTryAgain) {
  Client client = connect();

  client.says(join_with(shared_link(), R"(,"id":1)"));
  EXPECT_THAT(client.read_types(), ElementsAre("error badMessage 1"));
  EXPECT_FALSE(client.socket().closed);
  client.says(join_with(shared_link(), R"(,"id":2,"name":"Zoe")"));

  EXPECT_THAT(client.read_types(), ElementsAre("welcome", "state"));
  const auto& zoe = directory.find(session)->session().participants.at(0);
  EXPECT_EQ(zoe.name, "Zoe");
  EXPECT_FALSE(zoe.named);
}

TEST_F(Joining, EachUseOfASharedLinkIsANewcomer) {
  Client one = connect();
  Client two = connect();
  one.says(join_with(shared_link(), R"(,"name":"Zoe")"));
  two.says(join_with(shared_link(), R"(,"name":"Zoe")"));

  const auto& people = directory.find(session)->session().participants;
  ASSERT_EQ(people.size(), 2U);
  EXPECT_NE(people[0].id, people[1].id);
}

TEST_F(Joining, TheResumeTokenLeadsBackToTheSameSeat) {
  Client zoe = connect();
  zoe.says(join_with(shared_link(), R"(,"name":"Zoe")"));
  const auto welcome = std::get<to_client::Welcome>(zoe.read().at(0));
  Client again = connect();

  again.says(R"({"type":"join","token":")" + welcome.resume + R"(","name":"Zoe K."})");

  EXPECT_EQ(std::get<to_client::Welcome>(again.read().at(0)).participant, welcome.participant);
  EXPECT_THAT(zoe.read_types(), ElementsAre("bye superseded"));
  EXPECT_TRUE(zoe.socket().closed);
  const auto& people = directory.find(session)->session().participants;
  ASSERT_EQ(people.size(), 1U);
  EXPECT_EQ(people[0].name, "Zoe K.");
  EXPECT_FALSE(people[0].named);
}

TEST_F(Joining, ASecondTimeOnOneConnectionIsRefusedAndChangesNothing) {
  const auto ada = join("ada", Role::member);

  ada->says(join_with(claims_of("ben"), R"(,"id":7)"));

  EXPECT_THAT(ada->read_types(), ElementsAre("error badMessage 7"));
  EXPECT_EQ(directory.find(session)->session().participants.size(), 1U);
  EXPECT_FALSE(ada->socket().closed);
}

using Leaving = ConnectionTest;

TEST_F(Leaving, IsAnsweredAndClosesTheConnection) {
  const auto ada = join("ada", Role::member);
  const auto fay = join("fay", Role::facilitator);
  ada->read();

  ada->says(R"({"type":"leave","id":4})");

  EXPECT_TRUE(ada->socket().closed);
  EXPECT_THAT(ada->read_types(), ElementsAre("ok 4"));
  EXPECT_THAT(fay->read_types(), ElementsAre("state"));
  ada->says(R"({"type":"ping","id":5,"sent":1})");
  ada->vanishes();
  EXPECT_THAT(ada->read_types(), IsEmpty());
  EXPECT_THAT(fay->read_types(), IsEmpty()) << "who left is not lost as well";
}

TEST_F(Leaving, ByLosingTheNetworkKeepsTheSeat) {
  const auto fay = join("fay", Role::facilitator);
  const auto ada = join("ada", Role::member);
  fay->read();

  ada->vanishes();

  EXPECT_THAT(fay->read_types(), ElementsAre("state"));
  EXPECT_FALSE(protocol::find(directory.find(session)->session(), id_of("ada"))->connected);
}

TEST_F(Leaving, TheOldConnectionsEndDoesNotTouchTheNewOne) {
  const auto fay = join("fay", Role::facilitator);
  const auto old = join("ada", Role::member);
  const auto ada = join("ada", Role::member);
  fay->read();

  old->vanishes();

  EXPECT_THAT(fay->read_types(), IsEmpty());
  EXPECT_TRUE(protocol::find(directory.find(session)->session(), id_of("ada"))->connected);
}

}  // namespace
}  // namespace stepback::signalling::test

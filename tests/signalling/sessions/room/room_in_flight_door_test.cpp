// Coming and going while a change, or the coming itself, is on its way to the journal.

#include "tests/signalling/sessions/room/in_flight_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(InFlight, WhoeverEntersIsWelcomedWhenTheirComingIsKept) {
  const Answer answer = arrive("zoe", Role::member, false);

  EXPECT_THAT(peer("zoe").messages, IsEmpty());
  EXPECT_EQ(person("zoe"), nullptr);
  journal.answer_one();

  EXPECT_TRUE(answer.get());
  EXPECT_EQ(peer("zoe").all<to_client::Welcome>().size(), 1U);
  EXPECT_EQ(peer("zoe").all<to_client::State>().size(), 1U);
}

TEST_F(InFlight, APersonWhoGoesBeforeTheyAreInIsNotWelcomedAndNotKeptAsPresent) {
  const Answer answer = arrive("zoe", Role::member, false);
  lose("zoe");

  journal.answer_one();  // her coming
  EXPECT_EQ(person("zoe"), nullptr) << "her going is in force";
  ASSERT_EQ(journal.unanswered(), 1U);
  journal.answer_one();  // her going

  EXPECT_FALSE(answer.given());
  EXPECT_THAT(peer("zoe").messages, IsEmpty());
  EXPECT_EQ(person("zoe"), nullptr);
  EXPECT_TRUE(std::holds_alternative<protocol::ParticipantLeft>(journal.kept.back()));
}

TEST_F(InFlight, APersonWhoComesBackToTheirChairIsLetInBeforeItIsKept) {
  lose("ben");
  const Answer answer = arrive("ben", Role::member);

  EXPECT_TRUE(answer.get());
  EXPECT_EQ(peer("ben").all<to_client::Welcome>().size(), 1U);
  EXPECT_TRUE(peer("ben").view().may.speak);
  send("ada", audio_bytes(ssrc("ada")));
  EXPECT_EQ(peer("ben").packets.size(), 1U) << "he hears the circle";
  journal.answer_all();
  EXPECT_TRUE(person("ben")->connected);
}

TEST_F(InFlight, APersonComesBackToTheirChairThoughTheJournalRefuses) {
  journal.refuses = true;
  lose("ada");
  journal.answer_one();

  const Answer answer = arrive("ada", Role::member);

  EXPECT_TRUE(answer.get());
  EXPECT_TRUE(person("ada")->connected);
  const Answer stranger = arrive("zoe", Role::member, false);
  EXPECT_EQ(refusal_of(stranger.get()), Code::notKept);
}

TEST_F(InFlight, TheLossOfTheFirstDeviceDoesNotUnseatTheSecond) {
  const Answer answer = arrive("ben", Role::member);
  room.lost(id_of("ben"), first_peer("ben"));

  journal.answer_all();

  EXPECT_TRUE(answer.get());
  EXPECT_TRUE(person("ben")->connected);
  EXPECT_THAT(first_peer("ben").farewells, ElementsAre(Code::superseded)) << "at once";
}

TEST_F(InFlight, ALostConnectionIsNotCalledAgainThoughItsLossIsNotKeptYet) {
  const Answer change = asks("fay", to_server::Lock{true});
  lose("ben");
  EXPECT_EQ(send("ada", audio_bytes(ssrc("ada"))), std::nullopt);

  journal.answer_all();

  EXPECT_THAT(peer("ben").packets, IsEmpty());
  EXPECT_THAT(peer("ben").messages, IsEmpty());
  EXPECT_FALSE(person("ben")->connected);
}

}  // namespace
}  // namespace stepback::signalling::test

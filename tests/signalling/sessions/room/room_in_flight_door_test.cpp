// Coming and going while a change, or the coming itself, is on its way to the journal.

#include "tests/signalling/sessions/room/in_flight_fixture.hpp"

namespace stepback::signalling::test {
namespace {

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

TEST_F(InFlight, WhoeverGoesBeforeTheyAreInIsNotWelcomedAndNotKeptAsPresent) {
  const Answer answer = arrive("zoe", Role::member, false);
  lose("zoe");

  journal.answer_one();  // her coming
  ASSERT_NE(person("zoe"), nullptr) << "it was kept, so it is true";
  journal.answer_one();  // her going

  EXPECT_FALSE(answer.given());
  EXPECT_THAT(peer("zoe").messages, IsEmpty());
  EXPECT_EQ(person("zoe"), nullptr);
}

TEST_F(InFlight, WhoeverGoesBeforeItWasTheirTurnLeavesNoTrace) {
  const Answer lock = asks("fay", to_server::Lock{false});  // nothing to change
  const Answer first = asks("fay", to_server::Lock{true});
  const Answer arrival = arrive("zoe", Role::facilitator);
  lose("zoe");

  journal.answer_all();

  EXPECT_TRUE(lock.get());
  EXPECT_TRUE(first.get());
  EXPECT_FALSE(arrival.given());
  EXPECT_EQ(person("zoe"), nullptr);
}

TEST_F(InFlight, ASecondDeviceThatVanishesAtTheDoorLeavesTheFirstInItsSeat) {
  const Answer answer = arrive("ben", Role::member);
  lose("ben");  // the newest

  journal.answer_all();

  EXPECT_THAT(first_peer("ben").farewells, IsEmpty());
  EXPECT_TRUE(person("ben")->connected);
  EXPECT_THAT(peer("ben").messages, IsEmpty());
  EXPECT_TRUE(says("ben", to_server::Hand{true}));
}

TEST_F(InFlight, TheLossOfTheFirstDeviceDoesNotUnseatTheSecondThatIsOnItsWay) {
  const Answer answer = arrive("ben", Role::member);
  room.lost(id_of("ben"), first_peer("ben"));

  journal.answer_all();

  EXPECT_TRUE(answer.get());
  EXPECT_TRUE(person("ben")->connected);
  EXPECT_THAT(first_peer("ben").farewells, IsEmpty()) << "it is not called any more";
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

// A presenter who came by the members' link and lost their identity: the way back, and recognition.

#include "signalling/sessions/room.hpp"
#include "tests/signalling/sessions/room/room_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Recognition : public RoomTest {
 protected:
  // Pia, who came by the members' link, presents and is stepped back. Her connection breaks, and
  // she comes again by the same link.
  void lose_the_presenter() {
    seat_pia();
    ASSERT_TRUE(says("fay", to_server::Appoint{id_of("pia")}));
    ASSERT_TRUE(says("fay", to_server::Advance{"discussion"}));
    lose("pia");
    ASSERT_TRUE(enter("pia 2", Role::member, false));
    forget();
  }
  void seat_pia() {
    seat_everyone();
    ASSERT_TRUE(enter("pia", Role::member, false));
    ASSERT_TRUE(says("fay", to_server::Admit{.participant = id_of("pia")}));
    forget();
  }
  Room::Outcome recognise() {
    return says("fay", to_server::Admit{.participant = id_of("pia 2"), .as = id_of("pia")});
  }
  const protocol::ParticipantView& shown_to(const std::string& viewer, std::string_view who) {
    view_ = peer(viewer).view();
    return *std::ranges::find(view_.participants, id_of(who), &protocol::ParticipantView::id);
  }

 private:
  protocol::View view_;
};

TEST_F(Recognition, APlainAdmissionIsRefusedAndNothingSheSendsIsHeard) {
  lose_the_presenter();

  EXPECT_EQ(refusal_of(says("fay", to_server::Admit{.participant = id_of("pia 2")})),
            Code::whoIsThis);

  EXPECT_EQ(refusal_of(says("pia 2", to_server::Publish{true, false})), Code::notPermitted);
  EXPECT_EQ(send("pia 2", audio_bytes(0)), PacketRefusal::notPermitted);
  for (const char* who : {"fay", "cole", "ada", "ben", "oli"}) {
    EXPECT_THAT(peer(who).packets, IsEmpty()) << who;
  }
}

TEST_F(Recognition, ARecognisedPersonIsWelcomedAgainOnTheSameConnection) {
  lose_the_presenter();

  ASSERT_TRUE(recognise());

  FakePeer& back = peer("pia 2");
  EXPECT_THAT(back.became, ElementsAre(id_of("pia")));
  EXPECT_THAT(back.farewells, IsEmpty());
  const auto welcomes = back.all<to_client::Welcome>();
  ASSERT_THAT(welcomes, SizeIs(1));
  EXPECT_EQ(welcomes[0].participant, id_of("pia"));
  const auto claims = access.check(welcomes[0].resume, clock.now());
  ASSERT_TRUE(claims) << claims.error();
  EXPECT_EQ(claims->subject, id_of("pia"));
  EXPECT_EQ(back.view().you, id_of("pia"));
  EXPECT_FALSE(back.view().may.speak);
  EXPECT_TRUE(back.view().may.hear);
  EXPECT_EQ(shown_to("ben", "pia").channel, protocol::Channel::observer);
  EXPECT_TRUE(shown_to("ben", "pia").connected);
}

TEST_F(Recognition, ARecognisedPersonHearsAndIsSilent) {
  lose_the_presenter();
  ASSERT_TRUE(says("ben", to_server::Publish{true, false}));
  ASSERT_TRUE(recognise());
  forget();

  EXPECT_EQ(send("ben", audio_bytes(0)), std::nullopt);
  EXPECT_THAT(peer("pia 2").packets, SizeIs(1));

  EXPECT_EQ(send("pia 2", audio_bytes(0)), PacketRefusal::notPermitted);
  EXPECT_THAT(peer("ben").packets, IsEmpty());
}

TEST_F(Recognition, TheConnectionIsTheOldIdentitysFromThereOn) {
  lose_the_presenter();
  ASSERT_TRUE(recognise());

  EXPECT_EQ(refusal_of(says("pia 2", to_server::Hand{false})), Code::notJoined);
  EXPECT_TRUE(says("pia", to_server::Publish{false, false}));
  room.lost(id_of("pia"), peer("pia 2"));
  EXPECT_FALSE(shown_to("fay", "pia").connected);
}

TEST_F(Recognition, ATokenOfTheFormerIdentityLeadsToTheOldChair) {
  lose_the_presenter();
  ASSERT_TRUE(recognise());
  FakePeer& half_open = peer("pia 2");

  ASSERT_TRUE(enter("pia 2", Role::member, false));

  EXPECT_THAT(half_open.farewells, ElementsAre(Code::superseded));
  EXPECT_THAT(peer("pia 2").became, ElementsAre(id_of("pia")));
  EXPECT_EQ(peer("pia 2").all<to_client::Welcome>()[0].participant, id_of("pia"));
  EXPECT_EQ(peer("pia 2").view().you, id_of("pia"));
  EXPECT_EQ(send("pia 2", audio_bytes(0)), PacketRefusal::notPermitted);
}

TEST_F(Recognition, AnAdmissionAsksWhileALossIsNotKeptYet) {
  seat_pia();
  ASSERT_TRUE(says("fay", to_server::Appoint{id_of("pia")}));
  ASSERT_TRUE(enter("pia 2", Role::member, false));
  journal.hesitates = true;
  const Answer other = asks("cole", to_server::Lock{true});
  lose("pia");
  const Answer admission = asks("fay", to_server::Admit{.participant = id_of("pia 2")});
  journal.hesitates = false;
  journal.answer_all();

  EXPECT_TRUE(other.get());
  EXPECT_EQ(refusal_of(admission.get()), Code::whoIsThis);
}

TEST_F(Recognition, ALeaderWhoNamesThePresenterAgainGetsNothingLater) {
  seat_pia();
  ASSERT_TRUE(says("fay", to_server::Appoint{id_of("pia")}));
  forget();
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(says("fay", to_server::Appoint{id_of("pia")}));

  ASSERT_TRUE(says("cole", to_server::Lock{true}));

  EXPECT_THAT(peer("fay").all<to_client::WayBack>(), IsEmpty());
}

TEST_F(Recognition, APersonWhoHasGoneMeanwhileIsNotShownAsHere) {
  lose_the_presenter();
  journal.hesitates = true;
  const Answer answer =
      asks("fay", to_server::Admit{.participant = id_of("pia 2"), .as = id_of("pia")});
  room.lost(id_of("pia"), peer("pia 2"));  // who she is now
  journal.hesitates = false;
  journal.answer_all();

  EXPECT_TRUE(answer.given());
  EXPECT_FALSE(shown_to("fay", "pia").connected);
}

TEST_F(Recognition, APresenterWithoutAnOwnLinkGetsAWayBackAndSoDoesTheLeaderWhoNamedThem) {
  seat_pia();

  ASSERT_TRUE(says("fay", to_server::Appoint{id_of("pia")}));

  for (const char* who : {"pia", "fay"}) {
    const auto ways = peer(who).all<to_client::WayBack>();
    ASSERT_THAT(ways, SizeIs(1)) << who;
    EXPECT_EQ(ways[0].participant, id_of("pia"));
    EXPECT_EQ(ways[0].expires, clock.now() + std::chrono::hours{24});
    const auto claims = access.check(ways[0].token, clock.now());
    ASSERT_TRUE(claims) << claims.error();
    EXPECT_EQ(claims->subject, id_of("pia"));
    EXPECT_FALSE(claims->named()) << "the token vouches for no more than the members' link does";
  }
  for (const char* who : {"cole", "ada", "ben", "oli"}) {
    EXPECT_THAT(peer(who).all<to_client::WayBack>(), IsEmpty()) << who;
  }
}

TEST_F(Recognition, AWayBackIsSentOnceForEachConnectionAndCase) {
  seat_pia();
  ASSERT_TRUE(says("fay", to_server::Appoint{id_of("pia")}));
  forget();

  ASSERT_TRUE(says("fay", to_server::Advance{"presentation"}));
  EXPECT_THAT(peer("pia").all<to_client::WayBack>(), IsEmpty());
  ASSERT_TRUE(enter("pia", Role::member, false));
  EXPECT_THAT(peer("pia").all<to_client::WayBack>(), SizeIs(1));
  EXPECT_THAT(peer("fay").all<to_client::WayBack>(), IsEmpty());
}

TEST_F(Recognition, APresenterWithAnOwnLinkNeedsNoWayBack) {
  seat_everyone();

  ASSERT_TRUE(says("fay", to_server::Appoint{id_of("ada")}));

  EXPECT_THAT(peer("ada").all<to_client::WayBack>(), IsEmpty());
  EXPECT_EQ(refusal_of(says("fay", to_server::WayBack{id_of("ada")})), Code::notPermitted);
}

TEST_F(Recognition, AnyLeaderMayAskForAWayBackAndNobodyElse) {
  seat_pia();

  EXPECT_TRUE(says("cole", to_server::WayBack{id_of("pia")}));
  EXPECT_THAT(peer("cole").all<to_client::WayBack>(), SizeIs(1));
  EXPECT_EQ(refusal_of(says("cole", to_server::WayBack{id_of("eve")})), Code::unknownParticipant);
  EXPECT_EQ(refusal_of(says("cole", to_server::WayBack{id_of("fay")})), Code::notPermitted);
  for (const char* who : {"ada", "pia"}) {
    EXPECT_EQ(refusal_of(says(who, to_server::WayBack{id_of("pia")})), Code::notPermitted) << who;
    EXPECT_THAT(peer(who).all<to_client::WayBack>(), IsEmpty()) << who;
  }
}

}  // namespace
}  // namespace stepback::signalling::test

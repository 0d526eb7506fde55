// How long the records of private signals live, and what becomes of them when the session changes.

#include "protocol/session/signals.hpp"
#include "tests/protocol/session/signals_fixture.hpp"

namespace stepback::protocol::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

class SignalsLife : public SignalsTest {};

TEST_F(SignalsLife, AnOpenRecordStaysHoweverLongItTakes) {
  sends("ben");
  story.stand_by(24h);

  EXPECT_FALSE(follow());

  EXPECT_THAT(shown_to("fay"), ElementsAre("help of ben"));
}

TEST_F(SignalsLife, ADoneRecordIsShownForAMinute) {
  sends("ben");
  ends("fay", "1");
  story.stand_by(1min - 1ms);
  EXPECT_FALSE(follow());
  EXPECT_THAT(shown_to("ben"), ElementsAre("(help of ben)"));

  story.stand_by(1ms);

  EXPECT_TRUE(follow());
  EXPECT_THAT(signals.records, IsEmpty());
}

TEST_F(SignalsLife, ARecordOutlivesTheConnectionsOfItsSenderAndOfTheLeaders) {
  story.go_to("discussion");
  sends("ada");
  story.drops("ada");
  story.drops("fay");
  story.drops("cole");
  story.server(command::Recover{});

  EXPECT_FALSE(follow());

  story.comes_back("cole");
  EXPECT_THAT(shown_to("cole"), ElementsAre("help of ada"));
  story.comes_back("ada");
  EXPECT_THAT(shown_to("ada"), ElementsAre("help of ada"));
}

TEST_F(SignalsLife, ARecordOutlivesItsSendersLeaving) {
  sends("ben");
  story.leaves("ben");

  EXPECT_FALSE(follow());

  EXPECT_THAT(shown_to("fay"), ElementsAre("help of ben"));
}

TEST_F(SignalsLife, RemovingAPersonForgetsTheirRecords) {
  sends("ben");
  sends("oli");
  story.says("fay", command::Remove{id_of("ben")});

  EXPECT_TRUE(follow());

  EXPECT_THAT(shown_to("fay"), ElementsAre("help of oli"));
}

TEST_F(SignalsLife, TheEndOfTheSessionForgetsAll) {
  sends("ben");
  sends("oli");
  ends("fay", "2");
  story.server(command::End{});

  EXPECT_TRUE(follow());
  EXPECT_THAT(signals.records, IsEmpty());
  EXPECT_FALSE(follow());
}

TEST_F(SignalsLife, ALobbyRecordGoesWithItsSender) {
  waits_outside("zoe");
  sends("zoe");
  EXPECT_FALSE(follow());
  story.drops("zoe");

  EXPECT_TRUE(follow());
  EXPECT_THAT(signals.records, IsEmpty());
}

TEST_F(SignalsLife, ALobbyRecordStaysWithAPersonWhoIsAdmitted) {
  waits_outside("zoe");
  sends("zoe");
  story.says("fay", command::Admit{id_of("zoe")});
  story.drops("zoe");

  EXPECT_FALSE(follow());

  EXPECT_EQ(story.seat("zoe"), Seat::member);
  EXPECT_THAT(shown_to("fay"), ElementsAre("help of zoe"));
}

TEST_F(SignalsLife, ComeBackIsDoneWhenItsSenderIsBackInTheCircle) {
  story.go_to("discussion");
  sends("ada", SignalKind::comeBack);
  sends("ada", SignalKind::help);
  EXPECT_FALSE(follow());
  story.go_to("return");

  EXPECT_TRUE(follow());

  EXPECT_THAT(shown_to("fay"), ElementsAre("help of ada", "(comeBack of ada)"));
  EXPECT_EQ(record(1).done_at, story.now());
  EXPECT_FALSE(follow()) << "once";
}

TEST_F(SignalsLife, ComeBackOutlivesTheConnectionOfAStillSteppedBackPresenter) {
  story.go_to("discussion");
  sends("ada", SignalKind::comeBack);
  story.drops("ada");

  EXPECT_FALSE(follow());

  EXPECT_THAT(shown_to("fay"), ElementsAre("comeBack of ada"));
}

TEST_F(SignalsLife, ALeaderWhoSeesARenewedRecordIsNamedAgain) {
  sends("ben");
  sees("fay", "1");
  story.stand_by(11s);
  sends("ben");

  EXPECT_EQ(sees("fay", "1"), kChanged);

  EXPECT_THAT(record().seen_by, ElementsAre(id_of("fay")));
}

TEST_F(SignalsLife, OpenRecordsMoveToAnotherIdentityOfTheSamePerson) {
  waits_outside("zoe");
  sends("ada", SignalKind::help);
  sends("zoe", SignalKind::tech);

  EXPECT_TRUE(move_signals(signals, id_of("zoe"), id_of("ada")));

  EXPECT_THAT(shown_to("fay"), ElementsAre("help of ada", "tech of ada"));
  EXPECT_FALSE(move_signals(signals, id_of("zoe"), id_of("ada")));
}

TEST_F(SignalsLife, AMoveLeavesOneRecordOfAKindAndNothingThatIsDone) {
  waits_outside("zoe");
  sends("zoe");
  ends("zoe", "1");
  story.stand_by(10s);
  sends("zoe");
  sends("ada");
  const SignalRecord own = record(2);

  EXPECT_TRUE(move_signals(signals, id_of("zoe"), id_of("ada")));

  EXPECT_THAT(signals.records, ElementsAre(own));
}

TEST_F(SignalsLife, AMovedRecordThatIsNewerAlertsTheLeadersAnew) {
  waits_outside("zoe");
  sends("ada");
  sees("fay", "1");
  for (int i = 0; i < 2; ++i) {
    story.stand_by(10s);
    sends("zoe");
  }

  EXPECT_TRUE(move_signals(signals, id_of("zoe"), id_of("ada")));

  EXPECT_THAT(signals.records, ElementsAre(SignalRecord{.id = SignalId{"1"},
                                                        .from = id_of("ada"),
                                                        .kind = SignalKind::help,
                                                        .at = story.now(),
                                                        .times = 3}));
}

}  // namespace
}  // namespace stepback::protocol::test

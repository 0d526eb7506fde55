// Private signals: who may send, see and end them, who is shown them, in which order, and how many.

#include "protocol/session/signals.hpp"

#include <set>

#include "tests/protocol/session/signals_fixture.hpp"

namespace stepback::protocol::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(SignalsTest, ASignalIsARecordOfItsSenderKindAndTime) {
  story.stand_by(3s);

  EXPECT_EQ(sends("ben", SignalKind::tech), kChanged);

  EXPECT_THAT(
      signals.records,
      ElementsAre(SignalRecord{
          .id = SignalId{"1"}, .from = id_of("ben"), .kind = SignalKind::tech, .at = story.now()}));
}

TEST_F(SignalsTest, LeadersAreShownAllAndOthersTheirOwn) {
  waits_outside("zoe");
  sends("ada");
  sends("ben");
  sends("fay");
  sends("zoe");

  for (const std::string_view leader : {"fay", "cole"}) {
    EXPECT_THAT(shown_to(leader),
                ElementsAre("help of ada", "help of ben", "help of fay", "help of zoe"));
  }
  EXPECT_THAT(shown_to("ada"), ElementsAre("help of ada"));
  EXPECT_THAT(shown_to("zoe"), ElementsAre("help of zoe"));
  EXPECT_THAT(shown_to("oli"), IsEmpty());
}

TEST_F(SignalsTest, ASteppedBackPresentersSignalIsShownToTheLeadersAlone) {
  story.go_to("discussion");

  for (const SignalKind kind :
       {SignalKind::pause, SignalKind::help, SignalKind::tech, SignalKind::comeBack}) {
    EXPECT_EQ(sends("ada", kind), kChanged) << to_word(kind);
  }

  EXPECT_EQ(shown_to("fay").size(), 4U);
  EXPECT_EQ(shown_to("ada").size(), 4U);
  EXPECT_THAT(shown_to("ben"), IsEmpty());
  EXPECT_THAT(shown_to("oli"), IsEmpty());
}

TEST_F(SignalsTest, StandInTheDesksOrder) {
  waits_outside("zoe");
  sends("zoe");
  sends("oli");
  sends("ben", SignalKind::pause);
  story.go_to("presentation");
  story.says("fay", command::Appoint{id_of("ada")});
  sends("ada", SignalKind::tech);
  sends("cole");
  ends("fay", "2");
  story.stand_by(11s);
  sends("ben", SignalKind::pause);  // a repeat keeps its place

  EXPECT_THAT(shown_to("fay"), ElementsAre("tech of ada", "pause of ben", "help of cole",
                                           "help of zoe", "(help of oli)"));
}

TEST_F(SignalsTest, OnlyASteppedBackPresenterAsksToComeBack) {
  EXPECT_EQ(code_of(sends("ada", SignalKind::comeBack)), Code::notPermitted);
  story.go_to("discussion");

  EXPECT_EQ(sends("ada", SignalKind::comeBack), kChanged);
  for (const std::string_view other : {"ben", "fay", "oli"}) {
    EXPECT_EQ(code_of(sends(other, SignalKind::comeBack)), Code::notPermitted) << other;
  }
}

TEST_F(SignalsTest, PeopleWhoAreNotThereSendNone) {
  story.leaves("ben");
  story.says("fay", command::Remove{id_of("oli")});

  for (const std::string_view who : {"ben", "oli", "stranger"}) {
    EXPECT_EQ(code_of(sends(who)), Code::notJoined) << who;
  }
  story.server(command::End{});
  EXPECT_EQ(code_of(sends("ada")), Code::sessionEnded);
  EXPECT_THAT(signals.records, IsEmpty());
}

TEST_F(SignalsTest, LeadersSeeTheSignalsOfOthers) {
  sends("ben");

  EXPECT_EQ(sees("fay", "1"), kChanged);
  EXPECT_EQ(sees("cole", "1"), kChanged);
  EXPECT_EQ(sees("fay", "1"), kUnchanged) << "once each";

  EXPECT_THAT(record().seen_by, ElementsAre(id_of("fay"), id_of("cole")));
}

TEST_F(SignalsTest, ALeadersOwnSignalIsNotSeenByItsSender) {
  sends("fay");

  EXPECT_EQ(sees("fay", "1"), kUnchanged);

  EXPECT_THAT(record().seen_by, IsEmpty());
}

TEST_F(SignalsTest, NobodyElseSaysThatASignalIsSeenOrDone) {
  waits_outside("zoe");
  sends("ada");

  for (const std::string_view who : {"ben", "oli", "zoe", "stranger"}) {
    EXPECT_EQ(code_of(sees(who, "1")), Code::notPermitted) << who;
    EXPECT_EQ(code_of(ends(who, "1")), Code::notPermitted) << who;
    EXPECT_EQ(code_of(ends(who, "unknown")), Code::notPermitted) << who;
  }
  EXPECT_EQ(code_of(sees("ada", "1")), Code::notPermitted) << "not even its sender";
  EXPECT_THAT(shown_to("fay"), ElementsAre("help of ada"));
  EXPECT_THAT(record().seen_by, IsEmpty());
}

TEST_F(SignalsTest, ALeaderOrItsSenderEndsASignal) {
  sends("ada");
  sends("ben");

  EXPECT_EQ(ends("cole", "1"), kChanged);
  story.stand_by(1s);
  EXPECT_EQ(ends("ben", "2"), kChanged);
  EXPECT_EQ(ends("fay", "2"), kUnchanged) << "it is done";
  EXPECT_EQ(sees("fay", "2"), kUnchanged) << "it is done";
  EXPECT_EQ(ends("fay", "unknown"), kUnchanged) << "it may have been forgotten";

  EXPECT_EQ(record(0).done_at, story.now() - 1s);
  EXPECT_EQ(record(1).done_at, story.now());
  EXPECT_THAT(record(1).seen_by, IsEmpty());
}

TEST_F(SignalsTest, ARepeatWithinTenSecondsChangesNothing) {
  sends("ben");
  sees("fay", "1");
  const Signals before = signals;
  story.stand_by(10s - 1ms);

  EXPECT_EQ(sends("ben"), kUnchanged);

  EXPECT_EQ(signals, before);
}

TEST_F(SignalsTest, ALaterRepeatAlertsTheLeadersAnew) {
  sends("ben");
  sees("fay", "1");
  story.stand_by(10s);

  EXPECT_EQ(sends("ben"), kChanged);

  EXPECT_THAT(signals.records, ElementsAre(SignalRecord{.id = SignalId{"1"},
                                                        .from = id_of("ben"),
                                                        .kind = SignalKind::help,
                                                        .at = story.now(),
                                                        .times = 2}));
}

TEST_F(SignalsTest, AClockThatGoesBackMakesNoRepeat) {
  sends("ben");

  EXPECT_EQ(send_signal(signals, story.session(), id_of("ben"), SignalKind::help, SignalId{"x"},
                        story.now() - 1h),
            kUnchanged);
}

TEST_F(SignalsTest, ADoneRecordIsOpenAgainIfItsSenderRepeatsItWithinTenSeconds) {
  sends("ben");
  sees("fay", "1");
  const SignalRecord sent = record();
  ends("ben", "1");
  story.stand_by(10s - 1ms);

  EXPECT_EQ(sends("ben"), kChanged);

  EXPECT_THAT(signals.records, ElementsAre(sent));
}

TEST_F(SignalsTest, AnotherKindOrPersonOpensNoDoneRecordAgain) {
  sends("ben");
  ends("ben", "1");

  sends("ben", SignalKind::tech);
  sends("ada");

  EXPECT_THAT(shown_to("fay"), ElementsAre("tech of ben", "help of ada", "(help of ben)"));
}

TEST_F(SignalsTest, TenSecondsAfterItWasSentADoneSignalIsANewOne) {
  sends("ben");
  ends("fay", "1");
  story.stand_by(10s);

  EXPECT_EQ(sends("ben"), kChanged);

  EXPECT_THAT(shown_to("fay"), ElementsAre("help of ben", "(help of ben)"));
}

TEST_F(SignalsTest, TakingBackAllTheTimeLeavesOneDoneRecordOfAKind) {
  for (int i = 1; i <= 50; ++i) {
    sends("ben");
    ends("ben", std::to_string(i));
    story.stand_by(11s);
  }
  sends("ben");

  EXPECT_THAT(shown_to("fay"), ElementsAre("help of ben", "(help of ben)"));
}

TEST_F(SignalsTest, TakingBackAllTheTimeMakesOneNewRecordInTenSeconds) {
  std::set<SignalId> ids;
  for (int i = 0; i < 200; ++i) {
    sends("ben");
    const SignalId newest = signals.records.back().id;
    ids.insert(newest);
    ends("ben", newest.str());
    story.stand_by(100ms);
  }

  EXPECT_EQ(ids.size(), 2U);
}

TEST_F(SignalsTest, TheLobbyHasOneOpenRecordAPersonAndOneSignalInTenSeconds) {
  waits_outside("zoe");
  EXPECT_EQ(sends("zoe", SignalKind::tech), kChanged);

  EXPECT_EQ(sends("zoe", SignalKind::tech), kUnchanged) << "the same again, as after a reconnect";
  EXPECT_EQ(code_of(sends("zoe", SignalKind::help)), Code::rateLimited);
  story.stand_by(10s);
  EXPECT_EQ(sends("zoe", SignalKind::help), kChanged);

  EXPECT_THAT(shown_to("fay"), ElementsAre("help of zoe"));
}

TEST_F(SignalsTest, TakingBackDoesNotShortenTheLobbysWait) {
  waits_outside("zoe");
  sends("zoe");
  ends("zoe", "1");
  story.stand_by(9s);

  EXPECT_EQ(code_of(sends("zoe")), Code::rateLimited);
  story.stand_by(1s);
  EXPECT_EQ(sends("zoe"), kChanged);
}

TEST_F(SignalsTest, TheLobbyHasEightOpenRecordsInAll) {
  for (int i = 0; i < 9; ++i) {
    const std::string who = "stranger" + std::to_string(i);
    waits_outside(who);
    EXPECT_EQ(code_of(sends(who)), i < 8 ? std::nullopt : std::optional{Code::rateLimited}) << i;
  }

  story.says("fay", command::Admit{id_of("stranger0")});
  EXPECT_EQ(sends("stranger8"), kChanged) << "a seated person's record is none of the lobby's";
}

TEST_F(SignalsTest, TheLobbyDisplacesNoRecordOfASeatedPerson) {
  story.go_to("discussion");
  sends("ada", SignalKind::pause);
  waits_outside("zoe");

  for (int i = 0; i < 1000; ++i) {
    sends("zoe", i % 2 == 0 ? SignalKind::help : SignalKind::tech);
    story.stand_by(i % 3 == 0 ? 50ms : 11s);
    follow();
  }

  EXPECT_EQ(shown_to("fay").front(), "pause of ada");
  EXPECT_LE(signals.records.size(), 2U);
}

TEST_F(SignalsTest, EverybodyWithAChairHasRoomForEveryKind) {
  // Five guests fill the bound and go of their own will; the people in the chairs signal after
  // that.
  const auto send_all = [this](const std::string& who) {
    for (const SignalKind kind : {SignalKind::pause, SignalKind::help, SignalKind::tech}) {
      EXPECT_EQ(sends(who, kind), kChanged) << who;
    }
  };
  for (int i = 0; i < 30; ++i) {
    const std::string guest = "guest" + std::to_string(i);
    ASSERT_TRUE(story.comes(guest, Role::member));
    send_all(guest);
    story.leaves(guest);
    follow();
  }
  for (const std::string_view who : {"fay", "cole", "ada", "ben", "oli"}) {
    send_all(std::string{who});
  }

  EXPECT_EQ(signals.records.size(), kSignalRule.seated);
  EXPECT_EQ(shown_to("ada").size(), 3U);
}

TEST_F(SignalsTest, ThePresentersRecordStaysWhenThePresenterHasLeft) {
  story.go_to("discussion");
  sends("ada");
  story.leaves("ada");
  for (int i = 0; i < 30; ++i) {
    const std::string guest = "guest" + std::to_string(i);
    ASSERT_TRUE(story.comes(guest, Role::member));
    for (const SignalKind kind : {SignalKind::pause, SignalKind::help, SignalKind::tech}) {
      EXPECT_EQ(sends(guest, kind), kChanged) << guest;
    }
    story.leaves(guest);
    follow();
  }

  EXPECT_EQ(shown_to("fay").front(), "help of ada");
  EXPECT_EQ(signals.records.size(), kSignalRule.seated);
}

}  // namespace
}  // namespace stepback::protocol::test

// Rooms that end on this server while a media plane has not confirmed the new routes yet.

#include "tests/signalling/sessions/room/cut_over_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

TEST_F(CutOver, ARoomThatIsForsakenAnswersWhatIsCutOverAndTellsNobody) {
  const Answer cut = asks("fay", to_server::Advance{"discussion"});
  forget();

  room.forsake();

  EXPECT_TRUE(cut.get()) << "it is kept";
  EXPECT_EQ(refusal_of(says("ben", to_server::Publish{false, false})), Code::restarting);
  plane.confirm_one();
  EXPECT_THAT(call_log, ElementsAre("bye ada", "bye ben", "bye cole", "bye fay", "bye oli"));
  EXPECT_EQ(speaks("ben"), PacketRefusal::notJoined);
}

TEST_F(CutOver, APersonWhoLeavesHasTheirAnswerBeforeAForsakenRoomGoes) {
  const Answer leaves = asks("ben", to_server::Leave{});
  ASSERT_FALSE(leaves.given());

  room.forsake();

  EXPECT_TRUE(leaves.get());
}

TEST_F(CutOver, ALeaseThatEndsMeanwhileEndsTheRoomAndNothingIsTold) {
  asks("fay", to_server::Advance{"discussion"});
  journal.leased.holds = false;
  forget();

  plane.confirm_one();

  EXPECT_TRUE(room.is_forsaken());
  EXPECT_EQ(call_log.size(), 5U);
  EXPECT_THAT(call_log, Each(StartsWith("bye ")));
}

TEST_F(CutOver, ARestartCallsBackWhenEverybodyHasTheirBye) {
  asks("fay", to_server::Advance{"discussion"});
  bool ready = false;

  room.restart([&] { ready = true; });

  EXPECT_FALSE(ready);
  EXPECT_THAT(peer("fay").farewells, IsEmpty());
  plane.confirm_one();
  EXPECT_TRUE(ready);
  EXPECT_THAT(peer("fay").farewells, ElementsAre(Code::restarting));
}

}  // namespace
}  // namespace stepback::signalling::test

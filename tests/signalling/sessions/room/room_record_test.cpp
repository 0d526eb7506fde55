// The journal that a room leaves: the records of a step back, and enough to go on from.

#include "protocol/session/replay.hpp"
#include "tests/signalling/sessions/room/room_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using protocol::StepBackCounted;
using testing::ElementsAre;
using testing::IsEmpty;

class Record : public RoomTest {
 protected:
  void SetUp() override {
    seat_everyone();
    created = protocol::create_session(room.session().id, room.session().title,
                                       room.session().template_, room.session().created_at);
  }
  std::vector<StepBackCounted> counts() const {
    std::vector<StepBackCounted> found;
    for (const auto& event : journal.kept) {
      if (const auto* count = std::get_if<StepBackCounted>(&event)) found.push_back(*count);
    }
    return found;
  }
  /// A room of another server, which recovers the session from the journal.
  std::unique_ptr<Room> recovered() {
    std::vector<protocol::Event> events{created};
    events.insert(events.end(), journal.kept.begin(), journal.kept.end());
    auto other = std::make_unique<Room>(Room::Dependencies{.clock = clock,
                                                           .random = random,
                                                           .journal = journal,
                                                           .metrics = metrics,
                                                           .access = access},
                                        protocol::replay(events).value());
    other->recover();
    return other;
  }

  protocol::Event created;
};

TEST_F(Record, AStepBackClosesWithWhatTheRouterCounted) {
  go_to("discussion");
  const protocol::Instant began = clock.now();
  for (int i = 0; i < 3; ++i) send("ada", audio_bytes(ssrc("ada")));
  send("ada", video_bytes(ssrc("ada"), true));
  send("ben", audio_bytes(ssrc("ben")));  // refused as well, but not because of a step back
  clock.turn(5min);
  EXPECT_THAT(counts(), IsEmpty());

  ASSERT_TRUE(says("fay", to_server::Advance{"return"}));

  EXPECT_THAT(
      counts(),
      ElementsAre(StepBackCounted{
          .participant = id_of("ada"), .since = began, .refused_audio = 3, .refused_video = 1}));
}

TEST_F(Record, EachStepBackIsCountedForItself) {
  go_to("discussion");
  send("ada", audio_bytes(ssrc("ada")));
  ASSERT_TRUE(says("fay", to_server::Advance{"return"}));
  ASSERT_TRUE(says("fay", to_server::Advance{"discussion"}));
  send("ada", audio_bytes(ssrc("ada")));
  send("ada", audio_bytes(ssrc("ada")));

  ASSERT_TRUE(says("fay", to_server::Remove{id_of("ada")}));

  ASSERT_EQ(counts().size(), 2U);
  EXPECT_EQ(counts()[0].refused_audio, 1U);
  EXPECT_EQ(counts()[1].refused_audio, 2U);
}

TEST_F(Record, AStepBackThatOutlastsAReconnectIsOne) {
  go_to("discussion");
  send("ada", audio_bytes(ssrc("ada")));
  lose("ada");
  ASSERT_TRUE(enter("ada", Role::member));
  send("ada", audio_bytes(ssrc("ada")));

  ASSERT_TRUE(end());

  ASSERT_EQ(counts().size(), 1U);
  EXPECT_EQ(counts()[0].refused_audio, 2U);
}

TEST_F(Record, PicturesThatLeadersMaySeeAreCountedAsForwarded) {
  Room seen{
      {.clock = clock, .random = random, .journal = journal, .metrics = metrics, .access = access},
      protocol::apply(
          {}, protocol::create_session(protocol::SessionId{"seen"}, "Tuesday",
                                       stepback::test::small_template(
                                           {.stepped_back_seen_by = protocol::SeenBy::leaders}),
                                       clock.now()))};
  FakePeer fay;
  FakePeer ada;
  const auto granted = [](const Room::Outcome& outcome) { ASSERT_TRUE(outcome); };
  seen.enter({id_of("fay"), "fay", Role::facilitator, true}, fay, fay, granted);
  seen.enter({id_of("ada"), "ada", Role::member, true}, ada, ada, granted);
  seen.handle(id_of("fay"), to_server::Appoint{id_of("ada")}, granted);
  seen.handle(id_of("fay"), to_server::Advance{"discussion"}, granted);
  seen.handle(id_of("ada"), to_server::Publish{false, true}, granted);
  Bytes picture = video_bytes(2, true);
  EXPECT_EQ(seen.media(ada, arrived(picture)), std::nullopt);

  seen.handle(id_of("fay"), to_server::Advance{"return"}, granted);

  ASSERT_EQ(counts().size(), 1U);
  EXPECT_EQ(counts()[0].forwarded_video, 1U);
  EXPECT_EQ(counts()[0].forwarded_audio, 0U);
}

TEST_F(Record, AnotherServerGoesOnWhereThisOneWas) {
  ASSERT_TRUE(enter("zoe", Role::member, false));  // waits in the lobby
  go_to("discussion");
  ASSERT_TRUE(says("fay", to_server::Lock{true}));
  ASSERT_TRUE(says("ben", to_server::Publish{true, true}));
  const protocol::Session before = room.session();
  clock.turn(10s);

  const auto other = recovered();

  const protocol::Session& now = other->session();
  EXPECT_EQ(now.phase, before.phase);
  EXPECT_EQ(now.phase_since, before.phase_since);
  EXPECT_EQ(now.presenter, before.presenter);
  EXPECT_EQ(now.lead, before.lead);
  EXPECT_TRUE(now.locked);
  EXPECT_EQ(protocol::return_point(now), protocol::return_point(before));
  EXPECT_EQ(now.leaderless_since, clock.now());
  for (const auto& each : now.participants) {
    EXPECT_FALSE(each.connected || each.audio || each.video) << each.name;
    EXPECT_TRUE(each.admitted) << each.name;
  }
  EXPECT_EQ(protocol::find(now, id_of("zoe")), nullptr) << "a place in the lobby is not held";
}

TEST_F(Record, ThePresenterIsSilentFromTheFirstPacketOnAfterARestart) {
  go_to("discussion");
  const auto other = recovered();
  FakePeer fay;
  FakePeer ada;
  const auto granted = [](const Room::Outcome& outcome) { ASSERT_TRUE(outcome); };
  other->enter({id_of("fay"), "fay", Role::facilitator, true}, fay, fay, granted);
  other->enter({id_of("ada"), "ada", Role::member, true}, ada, ada, granted);

  Bytes sound = audio_bytes(ssrc("ada"));
  EXPECT_EQ(other->media(ada, arrived(sound)), PacketRefusal::notPermitted);

  EXPECT_THAT(fay.packets, IsEmpty());
  EXPECT_FALSE(ada.view().may.speak);
  clock.turn(1min);
  other->handle(id_of("fay"), to_server::Advance{"return"}, granted);
  ASSERT_EQ(counts().size(), 1U);
  EXPECT_EQ(counts()[0].refused_audio, 1U);
  EXPECT_EQ(counts()[0].since, clock.now() - 1min) << "counted since this server's start";
}

TEST_F(Record, LeadersHaveTheWholeGraceAfterARestart) {
  go_to("discussion");
  lose("cole");
  lose("fay");
  clock.turn(1min);
  const auto other = recovered();

  clock.turn(2min - 1ms);
  other->tick();
  EXPECT_FALSE(other->session().held_since);
  clock.turn(1ms);
  other->tick();

  EXPECT_TRUE(other->session().held_since);
}

TEST_F(Record, ARestartOfASessionThatNobodyIsInChangesNothing) {
  for (const std::string who : {"fay", "cole", "ada", "ben", "oli"}) lose(who);
  const auto kept = journal.kept.size();

  const auto other = recovered();

  EXPECT_EQ(journal.kept.size(), kept) << "it has not begun";
  EXPECT_TRUE(other->is_deserted());
}

}  // namespace
}  // namespace stepback::signalling::test

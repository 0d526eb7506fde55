// Somebody sets the machine's clock while people are in a room: no phase changes, the return stays
// at its time, and nobody's leaderless time is counted wrong.

#include "signalling/base/clock_watch.hpp"
#include "tests/signalling/sessions/room/room_fixture.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;

/// What has happened in the room when the clock jumps.
enum class Scene { gathering, step_back, leaderless, held, closing };

class ClockJump : public testing::TestWithParam<std::tuple<Scene, std::chrono::minutes>> {
 protected:
  ClockJump() {
    enter("fay", Role::facilitator);
    enter("ada", Role::member);
    enter("ben", Role::member);
  }
  void enter(const std::string& who, Role role) {
    room.enter({.id = id_of(who), .name = who, .role = role, .named = true}, peers[who], peers[who],
               granted);
  }
  void go_to(const std::string& phase) {
    room.handle(id_of("fay"), to_server::Appoint{id_of("ada")}, granted);
    room.handle(id_of("fay"), to_server::Advance{phase}, granted);
  }
  void pass(protocol::Duration span) {
    time.turn(span);
    const auto& session = room.session();
    watch.look(session.begun_at.has_value() && !session.ended_at);
    room.tick();
  }
  void set(Scene scene) {
    if (scene == Scene::gathering) return;
    go_to("discussion");
    if (scene == Scene::step_back) return;
    room.lost(id_of("fay"), peers["fay"]);
    pass(scene == Scene::leaderless ? 1min : 3min);
    if (scene == Scene::closing) pass(3min);
  }

  HandTime time;
  SessionClock clock{time};
  ClockWatch watch{clock};
  CountingRandom random;
  FakeJournal journal;
  Metrics metrics;
  Access access{{std::string(32, 's'), {}}};
  Room room{
      {.clock = clock, .random = random, .journal = journal, .metrics = metrics, .access = access},
      protocol::apply({}, protocol::create_session(protocol::SessionId{"session"}, "Tuesday",
                                                   stepback::test::small_template(), clock.now()))};
  std::map<std::string, FakePeer> peers;
  std::function<void(const Room::Outcome&)> granted = [](const auto& outcome) {
    ASSERT_TRUE(outcome);
  };
};

TEST_P(ClockJump, ChangesNothingInARoom) {
  const auto [scene, jump] = GetParam();
  set(scene);
  const protocol::Session before = room.session();
  const auto minutes_left = [&] { return *protocol::return_point(room.session()) - clock.now(); };
  const bool returns = protocol::return_point(before).has_value();
  const protocol::Duration left = returns ? minutes_left() : 0min;

  time.jump(jump);
  pass(1s);
  pass(1s);

  EXPECT_EQ(room.session(), before) << "no event at all";
  if (returns) {
    EXPECT_EQ(minutes_left(), left - 2s);
  }
  EXPECT_EQ(clock.in_doubt(), scene != Scene::gathering);

  if (scene == Scene::leaderless) {  // one minute and two seconds have passed
    pass(58s - 1ms);
    EXPECT_FALSE(room.session().held_since);
    pass(1ms);
    EXPECT_TRUE(room.session().held_since);
  } else if (scene == Scene::held) {
    pass(2min - 2s - 1ms);
    EXPECT_TRUE(room.session().held_since);
    pass(1ms);
    EXPECT_FALSE(room.session().held_since) << "closing";
  } else if (scene == Scene::closing) {
    pass(10min - 1min - 2s - 1ms);
    EXPECT_FALSE(room.session().ended_at);
    pass(1min + 1ms);
    EXPECT_TRUE(room.session().ended_at);
  }
}

INSTANTIATE_TEST_SUITE_P(EachSceneAndJump, ClockJump,
                         testing::Combine(testing::Values(Scene::gathering, Scene::step_back,
                                                          Scene::leaderless, Scene::held,
                                                          Scene::closing),
                                          testing::Values(10min, -10min, 60min, -60min, 1500min,
                                                          -1500min, 57600min, -57600min)));

}  // namespace
}  // namespace stepback::signalling::test

#pragma once

// The five people are in the clarification. Ada is about to step back with both devices open. The
// journal answers when the test says so.

#include "tests/signalling/sessions/room/room_fixture.hpp"

namespace stepback::signalling::test {

class InFlight : public RoomTest {
 protected:
  void SetUp() override {
    seat_everyone();
    ASSERT_TRUE(says("fay", to_server::Appoint{id_of("ada")}));
    ASSERT_TRUE(says("fay", to_server::Advance{"clarification"}));
    ASSERT_TRUE(says("ada", to_server::Publish{true, true}));
    forget();
    journal.hesitates = true;
  }
  const protocol::Participant* person(std::string_view who) const {
    return protocol::find(room.session(), id_of(who));
  }
  const std::string& phase() const { return protocol::current_phase(room.session()).name; }
};

}  // namespace stepback::signalling::test

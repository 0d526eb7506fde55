#pragma once

// A room with a media plane that confirms when the test says so.

#include <optional>
#include <string>
#include <string_view>

#include "tests/signalling/sessions/room/room_fixture.hpp"

namespace stepback::signalling::test {

class CutOver : public RoomTest {
 protected:
  // Ada presents in the clarification with both devices open, and so does Ben.
  void SetUp() override {
    seat_everyone();
    ASSERT_TRUE(says("fay", to_server::Appoint{id_of("ada")}));
    ASSERT_TRUE(says("fay", to_server::Advance{"clarification"}));
    ASSERT_TRUE(says("ada", to_server::Publish{true, true}));
    ASSERT_TRUE(says("ben", to_server::Publish{true, false}));
    forget();
    plane.hesitates = true;
  }
  std::optional<PacketRefusal> speaks(const std::string& who) {
    return send(who, audio_bytes(ssrc(who)));
  }
  const std::string& phase() const { return protocol::current_phase(room.session()).name; }
  bool is_connected(std::string_view who) const {
    return protocol::find(room.session(), id_of(who))->connected;
  }
};

}  // namespace stepback::signalling::test

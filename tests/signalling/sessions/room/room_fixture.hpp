#pragma once

// A room with the five people of tests/support/story.hpp. Each has a peer that remembers.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "signalling/sessions/room.hpp"
#include "tests/support/fakes.hpp"
#include "tests/support/story.hpp"

namespace stepback::signalling::test {

namespace to_server = protocol::to_server;
namespace to_client = protocol::to_client;
using protocol::Code;
using protocol::Role;
using stepback::test::id_of;

/// The code of a refusal, or nothing.
inline std::optional<Code> refusal_of(const Room::Outcome& outcome) {
  if (outcome) return std::nullopt;
  return outcome.error().code;
}

/// A room's answer, which comes at once or later. A second answer fails the test.
class Answer {
 public:
  Room::Reply reply() const {
    return [outcome = outcome_](const Room::Outcome& given) {
      EXPECT_FALSE(*outcome) << "answered twice";
      *outcome = given;
    };
  }
  bool given() const { return outcome_->has_value(); }
  /// Throws std::bad_optional_access if there is no answer yet.
  const Room::Outcome& get() const { return outcome_->value(); }

 private:
  std::shared_ptr<std::optional<Room::Outcome>> outcome_ =
      std::make_shared<std::optional<Room::Outcome>>();
};

class RoomTest : public testing::Test {
 protected:
  /// Opens a new connection of this person, which asks to enter. It is peer(who) from then on.
  Answer arrive(const std::string& who, Role role, bool named = true, const Network& network = {}) {
    auto& connections = peers_[who];
    connections.push_back(std::make_unique<FakePeer>(who, &call_log));
    Answer answer;
    FakePeer& newest = *connections.back();
    room.enter({.id = id_of(who), .name = who, .role = role, .named = named, .network = network},
               newest, newest, answer.reply());
    return answer;
  }
  /// arrive() with a journal that answers at once.
  Room::Outcome enter(const std::string& who, Role role, bool named = true,
                      const Network& network = {}) {
    return arrive(who, role, named, network).get();
  }
  void seat_everyone() {
    ASSERT_TRUE(enter("fay", Role::facilitator));
    ASSERT_TRUE(enter("cole", Role::coFacilitator));
    ASSERT_TRUE(enter("ada", Role::member));
    ASSERT_TRUE(enter("ben", Role::member));
    ASSERT_TRUE(enter("oli", Role::observer));
    forget();
  }
  Answer asks(std::string_view who, const protocol::ClientMessage& message) {
    Answer answer;
    room.handle(id_of(who), message, answer.reply());
    return answer;
  }
  /// asks() with a journal that answers at once.
  Room::Outcome says(std::string_view who, const protocol::ClientMessage& message) {
    return asks(who, message).get();
  }
  Room::Outcome end() {
    Answer answer;
    room.end(answer.reply());
    return answer.get();
  }
  /// The facilitator appoints Ada and advances to this phase at once.
  void go_to(const std::string& phase) {
    ASSERT_TRUE(says("fay", to_server::Appoint{id_of("ada")}));
    ASSERT_TRUE(says("fay", to_server::Advance{phase}));
    forget();
  }
  void lose(const std::string& who) { room.lost(id_of(who), peer(who)); }
  /// Sends a packet of this person with the SSRC that is in its bytes.
  std::optional<PacketRefusal> send(std::string_view who, Bytes bytes) {
    return room.media(peer(std::string(who)), arrived(bytes));
  }
  protocol::Ssrc ssrc(std::string_view who) const {
    return protocol::find(room.session(), id_of(who))->ssrc;
  }

  /// The newest connection of a person.
  FakePeer& peer(const std::string& who) { return *peers_.at(who).back(); }
  FakePeer& first_peer(const std::string& who) { return *peers_.at(who).front(); }

  /// Forgets everything that happened so far.
  void forget() {
    call_log.clear();
    for (auto& [who, connections] : peers_) {
      for (auto& each : connections) each->forget();
    }
  }

  CallLog call_log;
  HandClock clock;
  CountingRandom random;
  FakeJournal journal{&call_log};
  Metrics metrics;
  Access access{{std::string(32, 's'), {}}};
  FakePlane plane;
  Room room{
      {.clock = clock,
       .random = random,
       .journal = journal,
       .metrics = metrics,
       .access = access,
       .plane = &plane},
      protocol::apply({}, protocol::create_session(protocol::SessionId{"session"}, "Tuesday",
                                                   stepback::test::small_template(), clock.now()))};

 private:
  std::map<std::string, std::vector<std::unique_ptr<FakePeer>>> peers_;
};

}  // namespace stepback::signalling::test

// Measures the cost of a packet and of a change in a session of twelve at a router, without
// sockets.
//   stepback_guard PART
// Prints how often it did the PART. callgrind counts the instructions of measured() alone. The
// parts:
//   deliver  a packet of one of three who talk, on its way to one of the other eleven
//   refuse   a packet of the presenter, who is stepped back
//   change   a leader closes a microphone, or its owner opens it: decided, and the routes made anew

#include <array>
#include <chrono>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/session/decide/decide.hpp"
#include "protocol/wire/rtp.hpp"
#include "signalling/media/outbox.hpp"
#include "signalling/media/router.hpp"
#include "signalling/media/websocket_plane.hpp"
#include "tests/support/templates.hpp"

namespace stepback::signalling::guard {
namespace {

using protocol::Media;
using protocol::ParticipantId;
namespace command = protocol::command;

constexpr std::size_t kPeople = 12;
constexpr std::size_t kTalkers = 3;
constexpr std::size_t kPackets = 3000;
constexpr std::size_t kChanges = 300;
constexpr protocol::Instant kNow{std::chrono::hours{480'000}};

/// A connection whose socket takes everything.
class Listener final : public MediaReceiver, public Peer {
 public:
  void send(const protocol::ServerMessage&) override {}
  void deliver(std::string_view) override {}
  void send(const FramedPacket& packet) override {
    if (!outbox_.lets_pass(packet)) throw std::logic_error("nothing waits, and yet it has to wait");
    bytes_ += packet.frame.bytes().size();
  }
  std::size_t withdraw(const Withdrawal& withdrawal) override {
    return outbox_.withdraw(withdrawal);
  }
  std::size_t withdraw_chat(const ParticipantId& from) override {
    return outbox_.withdraw_chat(from);
  }
  void become(const ParticipantId&) override {}
  void watch_closely(bool) override {}
  void bye(protocol::Code, std::string_view) override {}

  std::size_t bytes() const { return bytes_; }

 private:
  Outbox outbox_;
  std::size_t bytes_ = 0;
};

class Group {
 public:
  Group() {
    session_ =
        protocol::apply({}, protocol::create_session(protocol::SessionId{"guarded"}, "Guarded",
                                                     test::small_template(), kNow));
    for (std::size_t i = 0; i < kPeople; ++i) {
      const bool leads = i == kPeople - 1;
      says(i, command::Enter{"Somebody",
                             leads ? protocol::Role::facilitator : protocol::Role::member, true});
      router_.attach(id(i), people_[i]);
      websockets_.attach(id(i), people_[i]);
    }
    for (std::size_t i = 0; i < kTalkers; ++i) says(i, command::Publish{true, false});
    update();
  }

  static ParticipantId id(std::size_t person) {
    // As long as identifiers that are drawn: too long to be stored in the string object itself.
    return ParticipantId{"a-participant-of-twelve-" + std::to_string(100 + person)};
  }
  static std::size_t leader() { return kPeople - 1; }

  void says(std::size_t person, const protocol::Command& what) {
    const auto events = protocol::decide(session_, what, id(person), kNow);
    if (!events) throw std::logic_error("refused: " + events.error().message);
    for (const auto& event : *events) session_ = protocol::apply(std::move(session_), event);
  }
  void update() {
    router_.update(protocol::routes_of(session_), [] {});
  }

  /// Hands over a packet as a connection does when it arrives. Returns whether it was forwarded.
  bool sends(std::size_t person, std::vector<std::uint8_t>& bytes) {
    const auto header = protocol::read_rtp(bytes);
    const auto media = protocol::media_of(header->payload_type);
    return !router_.forward(people_[person], {.bytes = bytes, .media = *media, .key_frame = false});
  }

  std::size_t delivered_bytes() const {
    std::size_t all = 0;
    for (const Listener& each : people_) all += each.bytes();
    return all;
  }

 private:
  protocol::Session session_;
  Metrics metrics_;
  WebSocketPlane websockets_{metrics_};
  Router router_{metrics_, {&websockets_}};
  std::array<Listener, kPeople> people_;
};

std::vector<std::uint8_t> opus_packet() {
  const std::vector<std::uint8_t> frame(80, 7);
  protocol::RtpPacket packet;
  packet.payload_type = protocol::kPayloadOpus;
  packet.payload = frame;
  std::vector<std::uint8_t> bytes;
  protocol::write_rtp(packet, bytes);
  return bytes;
}

std::size_t deliver(Group& group) {
  auto bytes = opus_packet();
  for (std::size_t i = 0; i < kPackets; ++i) group.sends(i % kTalkers, bytes);
  return kPackets * (kPeople - 1);
}

std::size_t refuse(Group& group) {
  auto bytes = opus_packet();
  for (std::size_t i = 0; i < kPackets; ++i) group.sends(0, bytes);
  return kPackets;
}

std::size_t change(Group& group) {
  for (std::size_t i = 0; i < kChanges; ++i) {
    if (i % 2 == 0) {
      group.says(Group::leader(), command::Mute{Group::id(0)});
    } else {
      group.says(0, command::Publish{true, false});
    }
    group.update();
  }
  return kChanges;
}

using Part = std::size_t (*)(Group&);

}  // namespace

/// callgrind is told this name and counts this function.
[[gnu::noinline]] std::size_t measured(Part part, Group& group) {
  return part(group);
}

namespace {

std::size_t run(std::string_view name) {
  Group group;
  if (name == "change") return measured(change, group);
  if (name == "deliver") {
    const std::size_t times = measured(deliver, group);
    if (group.delivered_bytes() != times * 94) throw std::logic_error("not all was delivered");
    return times;
  }
  if (name != "refuse") throw std::invalid_argument("the parts: deliver, refuse, change");
  group.says(Group::leader(), command::Appoint{Group::id(0)});
  group.says(Group::leader(), command::Advance{"discussion"});
  group.update();
  const std::size_t times = measured(refuse, group);
  if (group.delivered_bytes() != 0) throw std::logic_error("the presenter was heard");
  return times;
}

}  // namespace
}  // namespace stepback::signalling::guard

int main(int count, char** arguments) {
  try {
    std::printf("%zu\n", stepback::signalling::guard::run(count == 2 ? arguments[1] : ""));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}

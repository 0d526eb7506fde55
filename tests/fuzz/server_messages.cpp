// Messages to the native client: a line is a control message, or a packet if its first byte says
// RTP version 2. Whatever arrives, the client's requests are good ones, and it sends no sound while
// the newest state says that it may not speak.

#include <optional>
#include <string>
#include <utility>

#include "protocol/wire/message.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/plugin/playout/sound.hpp"
#include "tests/plugin/session/hand_driven.hpp"

namespace stepback::fuzz {
namespace {

using namespace stepback::protocol;

/// A client that has joined, which the input drives.
class Listener final : plugin::HandDriven {
 public:
  Listener() {
    conversation_.join();
    conversation_.opened();
    write();
    hears(
        encode(ServerMessage{to_client::Welcome{ParticipantId{"me"}, "token", protocol::kLimits}}));
  }

  void hears(std::string_view text) {
    if (const auto message = decode_server_message(text)) {
      if (const auto* state = std::get_if<to_client::State>(&*message)) {
        may_speak_ = state->view.may.speak;
      }
    }
    conversation_.received(text);
    write();
  }
  void hears(Input packet) { conversation_.received(packet); }

  /// Speaks, opens the microphone, and lets time pass.
  void goes_on() {
    if (joined_) {
      conversation_.press({++request_, presence_.connection, true, true, told_});
    }
    for (int i = 0; i < 3; ++i) {
      packets_.capture().push(tone_.next(plugin::kFrame));
      packets_.take_sound();
      write();
    }
    clock_.now += std::chrono::seconds{6};
    conversation_.on_time();
    write();
  }

 private:
  void connect() override { joined_ = false; }
  void disconnect() override { joined_ = false; }
  void want_write() override {}
  bool emit(plugin::ModuleEvent event) override {
    static_cast<void>(event.c_event());
    told_ = event.closings.value_or(told_);
    if (event.type == STEPBACK_EVENT_CONNECTION) {
      joined_ = event.connection == STEPBACK_CONNECTION_JOINED;
    }
    return true;
  }

  void write() {
    while (const auto message = conversation_.next_message()) {
      if (message->text) {
        const std::string text(message->bytes.begin(), message->bytes.end());
        hold(decode_request(text).has_value(), "the client's requests are good ones");
      } else {
        hold(may_speak_, "who may not speak sends no sound");
        hold(read_rtp(message->bytes).has_value(), "the client's packets are good ones");
      }
    }
  }

  plugin::Closings told_;
  bool joined_ = false;
  bool may_speak_ = false;
  std::uint32_t request_ = 0;
  plugin::Tone tone_{440};
};

void hold_round_trip(std::string_view text) {
  const auto message = decode_server_message(text);
  if (!message) {
    hold(!message.error().message.empty(), "a refusal says why");
    return;
  }
  const std::string encoded = encode(*message);
  const auto again = decode_server_message(encoded);
  hold(again.has_value(), "what was read and written can be read");
  hold(encode(*again) == encoded, "what was read and written is read as the same");
}

}  // namespace

void server_messages(Input input) {
  constexpr std::uint8_t kVersionBits = 0xC0;
  constexpr std::uint8_t kVersion2 = 0x80;
  Listener listener;
  std::string_view rest = text_of(input);
  while (!rest.empty()) {
    const std::string_view line = take_until(rest, '\n');
    const Input bytes{reinterpret_cast<const std::uint8_t*>(line.data()), line.size()};
    if (!bytes.empty() && (bytes.front() & kVersionBits) == kVersion2) {
      listener.hears(bytes);
      continue;
    }
    hold_round_trip(line);
    listener.hears(line);
  }
  listener.goes_on();
}

}  // namespace stepback::fuzz

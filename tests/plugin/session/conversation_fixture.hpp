#pragma once

// A conversation under a test's control: the test is the server, the transport and the clock.

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "protocol/wire/message.hpp"
#include "tests/plugin/playout/sound.hpp"
#include "tests/plugin/session/hand_driven.hpp"

namespace stepback::plugin {

namespace to_client = protocol::to_client;
namespace to_server = protocol::to_server;

class ConversationTest : public testing::Test, protected HandDriven {
 protected:
  // Wire
  void connect() override { ++connects_; }
  void disconnect() override {
    ++disconnects_;
    if (on_disconnect_) on_disconnect_();
  }
  void want_write() override { wants_write_ = true; }

  // EventSink
  bool emit(ModuleEvent event) override {
    if (on_event_) on_event_(event);
    if (takes_events_ && event.closings) told_ = *event.closings;
    events_.push_back(std::move(event));
    return true;
  }

  /// Returns everything that the conversation wants to write now, as requests, without the media.
  std::vector<protocol::Request> sent() {
    std::vector<protocol::Request> requests;
    while (const auto message = conversation_.next_message()) {
      if (message->text) {
        const std::string text(message->bytes.begin(), message->bytes.end());
        requests.push_back(protocol::decode_request(text).value());
      } else {
        media_.push_back(message->bytes);
      }
    }
    return requests;
  }
  /// Takes all requests that wait and returns the first of that kind, with its id. Nothing if there
  /// is none.
  template <typename Wanted>
  std::optional<std::pair<Wanted, std::optional<protocol::RequestId>>> sent_one() {
    for (const protocol::Request& each : sent()) {
      if (const auto* wanted = std::get_if<Wanted>(&each.message)) return {{*wanted, each.id}};
    }
    return std::nullopt;
  }

  void server_says(const protocol::ServerMessage& message) {
    conversation_.received(protocol::encode(message));
  }
  void passes(std::chrono::milliseconds time) {
    clock_.now += time;
    conversation_.on_time();
  }

  void join() {
    conversation_.join();
    welcome();
  }
  void welcome(const std::string& resume = "resume-token") {
    conversation_.opened();
    sent();
    server_says(to_client::Welcome{protocol::ParticipantId{"me"}, resume, protocol::kLimits});
    sent();
  }

  protocol::View view(bool audio, bool speak, bool video = false, bool show = false) const {
    protocol::View view;
    view.revision = 5;
    view.session.id = protocol::SessionId{"s"};
    view.session.title = "Balint";
    view.session.template_id = "cmh-60";
    view.session.phase.name = "presentation";
    view.session.phase.title = "Presentation";
    view.session.phases = {{"gathering", "Gathering", std::chrono::minutes{5}}};
    view.you = protocol::ParticipantId{"me"};
    view.participants = {{.id = protocol::ParticipantId{"me"},
                          .name = "Mina",
                          .channel = protocol::Channel::circle,
                          .connected = true,
                          .audio = audio,
                          .video = video,
                          .ssrc = 3,
                          .answers = std::nullopt,
                          .hearing = std::nullopt,
                          .by = std::nullopt,
                          .could = std::nullopt,
                          .can = std::nullopt},
                         {.id = protocol::ParticipantId{"anna"},
                          .name = "Anna",
                          .channel = protocol::Channel::circle,
                          .connected = true,
                          .ssrc = 11,
                          .answers = std::nullopt,
                          .hearing = std::nullopt,
                          .by = std::nullopt,
                          .could = std::nullopt,
                          .can = std::nullopt}};
    view.may = {.speak = speak, .show = show, .hear = true, .chat = false, .lead = false};
    return view;
  }
  void state(bool audio, bool speak, bool video = false, bool show = false) {
    server_says(to_client::State{protocol::from_epoch_ms(1), view(audio, speak, video, show)});
  }

  /// Hands over the host's command, as stepback.h does. A host that sends a Publish names both
  /// devices.
  void command(std::uint32_t request, const protocol::ClientMessage& message) {
    if (const auto* publish = std::get_if<to_server::Publish>(&message)) {
      return press(request, publish->audio, publish->video);
    }
    conversation_.send(
        {request, presence_.connection, protocol::encode(protocol::Request{request, message})});
  }
  void press(std::uint32_t request, std::optional<bool> microphone, std::optional<bool> camera) {
    conversation_.press({request, presence_.connection, microphone, camera, told_});
  }

  /// Talks for one more second and returns the number of sound packets.
  std::size_t talk_for_a_second() {
    media_.clear();
    for (int i = 0; i < 50; ++i) {
      packets_.capture().push(tone_.next(kFrame));
      packets_.take_sound();
      sent();
    }
    return media_.size();
  }

  std::vector<ModuleEvent> take_events() { return std::exchange(events_, {}); }
  /// The last event of that type.
  const ModuleEvent* last(stepback_event_type type) const {
    const ModuleEvent* found = nullptr;
    for (const ModuleEvent& each : events_) {
      if (each.type == type) found = &each;
    }
    return found;
  }

  int connects_ = 0;
  int disconnects_ = 0;
  bool wants_write_ = false;
  std::vector<ModuleEvent> events_;
  bool takes_events_ = true;  ///< whether the host has seen what the client tells
  Closings told_;
  std::function<void(const ModuleEvent&)> on_event_;
  std::function<void()> on_disconnect_;
  std::vector<Bytes> media_;
  Tone tone_{440};
};

}  // namespace stepback::plugin

#pragma once

// The fixture of the adversary's tests. A leader, a presenter who will not be silent, two members
// and an observer each have a bare WebSocket. expect_silence_since_step_back() checks the promise
// on everything that each listener received.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "flow/server_process.hpp"
#include "support/wire/wire_client.hpp"

namespace stepback::flow {

/// The participant `id` in a `state` message, or nullptr if the message does not have them.
inline const Json* participant(const Json& state, const std::string& id) {
  for (const Json& each : state.at("participants")) {
    if (each.at("id") == id) return &each;
  }
  return nullptr;
}

/// Whether this is a `state` message of that phase.
inline bool says_phase(const Received& received, std::string_view phase) {
  const auto* message = std::get_if<Json>(&received);
  return message != nullptr && message->at("type") == "state" &&
         message->at("session").at("phase").at("name") == phase;
}

/// The private signals in the person's newest state. Waits for a state with one.
inline const Json& signals_of(WireClient& person) {
  person.read_until([&] { return !person.state().at("signals").empty(); });
  return person.state().at("signals");
}

class Adversary : public testing::Test {
 protected:
  void SetUp() override {
    session_ = server_.create_session({{"template", "cmh-60"},
                                       {"title", "Adversary"},
                                       {"participants",
                                        {{{"name", "Okafor"}, {"role", "facilitator"}},
                                         {{"name", "Farid"}, {"role", "member"}},
                                         {{"name", "Aino"}, {"role", "member"}},
                                         {{"name", "Ben"}, {"role", "member"}},
                                         {{"name", "Olga"}, {"role", "observer"}}}}});
    leader_.join(named_token(0));
    presenter_id_ = presenter_.join(named_token(1));
    aino_.join(named_token(2));
    ben_.join(named_token(3));
    observer_.join(named_token(4));
    presenter_ssrc_ = participant(presenter_.state(), presenter_id_)->at("ssrc");
    must({{"type", "appoint"}, {"participant", presenter_id_}});
  }

  std::string named_token(std::size_t index) const {
    return session_.at("tokens").at("participants").at(index).at("token");
  }
  std::string member_token() const { return session_.at("tokens").at("member"); }

  void must(const Json& command) {
    const Json answer = leader_.ask(command);
    ASSERT_EQ(answer.at("type"), "ok") << answer;
  }
  void advance(const std::string& phase) { must({{"type", "advance"}, {"phase", phase}}); }

  void open_devices(WireClient& who) {
    const Json answer = who.ask({{"type", "publish"}, {"audio", true}, {"video", true}});
    ASSERT_EQ(answer.at("type"), "ok") << answer;
  }

  // Goes to the presentation and waits until everyone receives the presenter, so that silence
  // afterwards means something.
  void present() {
    advance("presentation");
    open_devices(presenter_);
    send_some(presenter_, "before");
    presenter_.ping();
    for (WireClient* each : listeners()) {
      ASSERT_TRUE(gets_packets(*each, presenter_ssrc_, 10))
          << "the presenter was not heard at first";
    }
  }

  void step_back() {
    advance("discussion");
    presenter_.wait_for([](const Json& message) {
      return message.at("type") == "state" &&
             message.at("session").at("phase").at("name") == "discussion";
    });
  }

  void send_some(WireClient& who, const std::string& text, std::uint32_t ssrc = 0) {
    for (std::uint16_t i = 0; i < 5; ++i) {
      who.send_packet(audio_packet(ssrc, sequence_, sequence_ * 960U, "presenter " + text));
      who.send_packet(video_packet(ssrc, sequence_, sequence_ * 6000U, true, "presenter " + text));
      ++sequence_;
    }
  }

  std::vector<WireClient*> listeners() { return {&leader_, &aino_, &ben_, &observer_}; }

  static std::size_t count_packets(const WireClient& who, std::uint32_t ssrc) {
    return static_cast<std::size_t>(
        std::ranges::count_if(who.received(), [&](const Received& each) {
          const auto* packet = std::get_if<Packet>(&each);
          return packet != nullptr && ssrc_of(*packet) == ssrc;
        }));
  }

  // Waits until `count` packets have come since the beginning. Returns false if that takes too
  // long.
  static bool gets_packets(WireClient& who, std::uint32_t ssrc, std::size_t count) {
    return who.read_until([&] { return count_packets(who, ssrc) >= count; });
  }

  // Checks the promise for each listener: after the state that announces the step back comes no
  // packet, chat line or raised hand of the presenter, under any SSRC.
  void expect_silence_since_step_back() {
    for (WireClient* each : listeners()) {
      each->settle();
      const auto& all = each->received();
      const auto announced = std::ranges::find_if(
          all, [](const Received& one) { return says_phase(one, "discussion"); });
      ASSERT_NE(announced, all.end()) << "the step back was never announced";
      for (auto at = announced; at != all.end(); ++at) {
        if (const auto* packet = std::get_if<Packet>(&*at)) {
          EXPECT_FALSE(payload_of(*packet).starts_with("presenter")) << payload_of(*packet);
          EXPECT_NE(ssrc_of(*packet), presenter_ssrc_);
          continue;
        }
        const Json& message = std::get<Json>(*at);
        EXPECT_NE(message.at("type"), "chat") << message;
        if (message.at("type") != "state") continue;
        const Json* chair = participant(message, presenter_id_);
        ASSERT_NE(chair, nullptr) << "the presenter's chair has gone";
        EXPECT_EQ(chair->at("seat"), "presenter");
        EXPECT_EQ(chair->at("channel"), "observer");
        EXPECT_EQ(chair->at("audio"), false);
        EXPECT_EQ(chair->at("video"), false);
        EXPECT_EQ(chair->at("hand"), false);
      }
    }
  }

  static void expect_stepped_back(const WireClient& who) {
    const Json& may = who.state().at("you").at("may");
    EXPECT_EQ(may.at("speak"), false);
    EXPECT_EQ(may.at("show"), false);
    EXPECT_EQ(may.at("chat"), false);
    EXPECT_EQ(may.at("hear"), true);
  }

  ServerProcess server_;
  Json session_;
  WireClient leader_{server_.port()};
  WireClient presenter_{server_.port()};
  WireClient aino_{server_.port()};
  WireClient ben_{server_.port()};
  WireClient observer_{server_.port()};
  std::string presenter_id_;
  std::uint32_t presenter_ssrc_ = 0;
  std::uint16_t sequence_ = 1;
};

}  // namespace stepback::flow

#pragma once

// What the client says to the server and makes of what it hears: joining and coming back under
// the same identity, requests and their answers, the state, the devices, the reports. No socket,
// thread or clock of its own: bytes and time come in, messages and events go out, so that every
// test is repeatable. Client's thread.

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/src/base/clock.hpp"
#include "plugin/src/base/event.hpp"
#include "plugin/src/capture/capture.hpp"
#include "plugin/src/net/outgoing.hpp"
#include "plugin/src/net/wire.hpp"
#include "plugin/src/playout/playout.hpp"
#include "plugin/src/session/backoff.hpp"
#include "plugin/src/session/device.hpp"
#include "plugin/src/session/reception.hpp"
#include "plugin/src/session/statistics.hpp"
#include "protocol/wire/message.hpp"

namespace stepback::plugin {

/// One request of the host, on its way to the server.
struct Command {
  std::uint32_t request = 0;
  std::uint32_t connection = 0;  ///< on which it was given: it is sent on no other
  protocol::ClientMessage message;
  std::string text;  ///< encoded
};

/// One encoded picture of the host's camera.
struct Picture {
  std::uint32_t connection = 0;
  std::vector<std::uint8_t> frame;
  std::uint32_t timestamp = 0;
  bool key_frame = false;
};

class Conversation {
 public:
  struct Settings {
    std::string token;
    std::optional<std::string> name;
    std::uint32_t seed = 0;  ///< for back-off, and for where sequence numbers begin
  };
  /// What it works with; all of it outlives the conversation.
  struct Context {
    Wire& wire;
    EventSink& events;
    const Clock& clock;
    Playout& playout;
    Statistics& statistics;
    Presence& presence;
  };

  Conversation(Settings settings, Context context);

  /// The microphone: push() is [audio], the rest this conversation's.
  Capture& capture() { return capture_; }

  // What the host wants.
  void join();
  void leave();
  void send(const Command& command);
  void send(const Picture& picture);
  /// Captured sound waits.
  void take_sound() { capture_.process(); }
  /// Neither in a session nor on the way to one.
  bool idle() const { return phase_ == Phase::idle; }

  // What the transport brings.
  void opened();
  void received(std::string_view text);
  void received(std::span<const std::uint8_t> packet);
  void closed(std::string_view reason);
  std::optional<Message> next_message();

  // Time.
  /// When on_time() is due.
  std::optional<SteadyTime> deadline() const;
  void on_time();

 private:
  /// The module's own requests that need an answer; the host's begin with 1.
  static constexpr protocol::RequestId kOwnRequest = 0;
  static constexpr std::chrono::seconds kReportEvery{5};

  enum class Phase {
    idle,
    connecting,  ///< a socket is being opened
    joining,     ///< `join` is sent
    joined,
    waiting,  ///< for the next attempt
    leaving   ///< `leave` is sent
  };

  void connect();
  void say(const protocol::ClientMessage& message,
           std::optional<protocol::RequestId> id = std::nullopt);
  void lose(std::string_view reason);
  void end(std::string_view code, std::string text);
  void have_left();
  void drop_connection();
  void close_devices();
  void set_devices();
  void answer(std::uint32_t request, stepback_result result,
              const protocol::to_client::Error* error = nullptr);
  void ping();
  void report();
  void show(const protocol::RtpPacket& picture);

  void on(const protocol::to_client::Welcome& message);
  void on(const protocol::to_client::State& message);
  void on(const protocol::to_client::Ok& message);
  void on(const protocol::to_client::Error& message);
  void on(const protocol::to_client::Chat& message);
  void on(const protocol::to_client::Signal& message);
  void on(const protocol::to_client::Keyframe& message);
  void on(const protocol::to_client::Pong& message);
  void on(const protocol::to_client::Bye& message);

  Settings settings_;
  Context context_;
  Backoff backoff_;
  Phase phase_ = Phase::idle;
  std::optional<std::string> resume_;  ///< the token of this identity
  std::uint32_t connection_ = 0;       ///< number of the present or last connection
  bool was_joined_ = false;            ///< since join()
  SteadyTime joined_at_;

  Outgoing outgoing_;
  Capture capture_;
  Device microphone_;
  Device camera_;
  std::uint16_t picture_sequence_;
  std::map<std::uint32_t, bool> unanswered_;       ///< requests; true: it was a `publish`
  std::map<protocol::Ssrc, std::string> senders_;  ///< who has which SSRC, by the newest state

  Reception reception_;
  Reception::Counts reported_;
  std::optional<protocol::Instant> ping_sent_;
  SteadyTime ping_left_;

  std::optional<SteadyTime> retry_at_;
  std::optional<SteadyTime> give_up_at_;  ///< joining or leaving takes too long
  std::optional<SteadyTime> ping_at_;
  std::optional<SteadyTime> report_at_;
};

}  // namespace stepback::plugin

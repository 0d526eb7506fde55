#pragma once

// The client's side of the exchange with the server: joining and rejoining under the same identity,
// requests and answers, the state, the devices, the reports. It has no socket, thread, clock or
// media: bytes and time come in, messages and events go out, so that tests are repeatable. It says
// when sound and pictures may flow, and SessionMedia carries them. Called on the client's thread.

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "plugin/src/base/clock.hpp"
#include "plugin/src/base/event.hpp"
#include "plugin/src/net/certificate_fault.hpp"
#include "plugin/src/net/invite_link.hpp"
#include "plugin/src/net/outgoing.hpp"
#include "plugin/src/net/wire.hpp"
#include "plugin/src/session/backoff.hpp"
#include "plugin/src/session/device.hpp"
#include "plugin/src/session/presence.hpp"
#include "plugin/src/session/session_media.hpp"
#include "plugin/src/session/statistics.hpp"
#include "protocol/wire/message.hpp"

namespace stepback::plugin {

/// One request of the host, on its way to the server.
struct Request {
  std::uint32_t id = 0;
  std::uint32_t connection = 0;                ///< the request is sent on this connection only
  std::string text;                            ///< the encoded message
  std::optional<bool> records = std::nullopt;  ///< for `records`: what it says
};

/// The host opens or closes a device, or leaves it as it is (nothing).
struct Press {
  std::uint32_t id = 0;
  std::uint32_t connection = 0;  ///< the request is sent on this connection only
  std::optional<bool> microphone;
  std::optional<bool> camera;
  Closings known;  ///< those that the host had been told of; used if it names both devices
};

class Conversation final : private MediaControl {
 public:
  struct Settings {
    InviteLink link;
    std::optional<std::string> name;
    bool records = false;    ///< the host records what this client hears
    std::uint32_t seed = 0;  ///< for back-off
  };
  /// The objects that a conversation uses. They must outlive it.
  struct Dependencies {
    Wire& wire;
    EventSink& events;
    const ModuleClock& clock;
    SessionMedia& media;
    Statistics& statistics;
    Presence& presence;
  };

  Conversation(Settings settings, Dependencies dependencies);

  // Requests of the host.
  void join();
  void leave();
  void send(const Request& request);
  void press(const Press& press);
  /// Whether the client is neither in a session nor joining one.
  bool idle() const { return phase_ == Phase::idle; }

  // Calls of the transport.
  void opened();
  void received(std::string_view text);
  void received(std::span<const std::uint8_t> packet);
  void closed(std::string_view reason);
  /// The server's certificate was refused. Before the client has joined this ends its attempts,
  /// since the next attempt would fail, too. Later it counts as a lost connection: a network that
  /// asks for a login, for example, shows a foreign certificate for a while.
  void refused(CertificateFault fault);
  /// The next message to write, or nothing: control first and never dropped, then media.
  std::optional<Message> next_message();

  // Time.
  /// The moment at which on_time() is due, or nothing.
  std::optional<SteadyTime> deadline() const;
  void on_time();

 private:
  /// The numbers of the module's own requests. Those of the host are 1 to 2^32 - 1.
  static constexpr protocol::RequestId kOwnRequest = 0;  ///< `join` and `leave`
  static constexpr protocol::RequestId kClosing = protocol::RequestId{1} << 32;  ///< `publish`

  enum class Phase {
    idle,
    connecting,  ///< a socket is being opened
    joining,     ///< `join` is sent
    joined,
    waiting,  ///< for the next attempt
    leaving   ///< `leave` is sent
  };

  /// A `publish` that has no answer yet.
  struct Published {
    Device::Asked microphone;
    Device::Asked camera;
  };

  void connect();
  void send_message(const protocol::ClientMessage& message,
                    std::optional<protocol::RequestId> id = std::nullopt);
  void lose(std::string_view reason);
  void lose_unreadable(const std::string& fault);
  void end(std::string_view code, std::string text);
  void finish_leaving();
  void drop_connection();
  void stop_timers();
  void heard();
  void close_devices();
  void set_devices();
  Published publish(const Press& press, protocol::RequestId id);
  void answered(const Published& published);
  void close_what_is_left_open();
  void tell(ModuleEvent event);
  bool can_send(std::uint32_t connection, std::uint32_t request);
  void answer(protocol::RequestId request, stepback_result result,
              std::optional<std::string> code = std::nullopt,
              std::optional<std::string> text = std::nullopt, bool kept = true);
  void refused(protocol::RequestId request, std::optional<std::string> code, std::string text);
  void ping();
  void watch(bool watched);
  void doubt(bool silent);
  void report();
  void wish_key_frame(protocol::Ssrc sender) override;

  void on(const protocol::to_client::Welcome& message);
  void on(const protocol::to_client::State& message);
  void on(const protocol::to_client::Ok& message);
  void on(const protocol::to_client::Error& message);
  void on(const protocol::to_client::Chat& message);
  void on(const protocol::to_client::Keyframe& message);
  void on(const protocol::to_client::Pong& message);
  void on(const protocol::to_client::WayBack& message);
  void on(const protocol::to_client::Bye& message);

  Settings settings_;
  Dependencies dependencies_;
  Backoff backoff_;
  Phase phase_ = Phase::idle;
  std::optional<std::string> resume_;  ///< token that keeps the identity
  std::uint32_t connection_ = 0;       ///< number of the present or last connection
  bool was_joined_ = false;            ///< since join()
  SteadyTime joined_at_;
  int unreadable_ = 0;  ///< states in a row that could not be read, since join()

  std::deque<Message> control_;  ///< waits to be written
  Device microphone_;
  Device camera_;
  /// The host's requests, by their numbers; those that are no `publish` have no value.
  std::map<protocol::RequestId, std::optional<Published>> unanswered_;
  std::optional<Published> closing_;  ///< the module's own, which closes what is left open

  bool watched_ = false;  ///< by the newest state this person leads or presents
  bool silent_ = false;   ///< the host was told that the server is silent
  std::optional<protocol::Instant> ping_sent_;
  SteadyTime ping_left_;

  std::optional<SteadyTime> retry_at_;
  std::optional<SteadyTime> give_up_at_;  ///< the latest end of joining or leaving
  std::optional<SteadyTime> silent_at_;   ///< the end of a connection on which nothing arrives
  std::optional<SteadyTime> doubt_at_;    ///< of a leader or the presenter who is not in doubt yet
  std::optional<SteadyTime> ping_at_;
  std::optional<SteadyTime> report_at_;
};

}  // namespace stepback::plugin

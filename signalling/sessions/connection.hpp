#pragma once

// One WebSocket from its opening to its end. Before it has joined it accepts `join` alone; then it
// is a room's peer. Holds the connection's rate limits and its outbox. Loop thread; owned by the
// loop.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "protocol/wire/message.hpp"
#include "signalling/base/refusals.hpp"
#include "signalling/media/media_receiver.hpp"
#include "signalling/media/outbox.hpp"
#include "signalling/media/peer.hpp"
#include "signalling/media/queue_budget.hpp"
#include "signalling/media/standstill.hpp"
#include "signalling/net/socket.hpp"
#include "signalling/sessions/connection_limits.hpp"
#include "signalling/sessions/directory.hpp"

namespace stepback::signalling {

/// The objects that each connection uses. The references outlive the connections.
struct ConnectionDependencies {
  const Clock& clock;
  Directory& directory;
  const Access& access;
  Random& random;
  Metrics& metrics;
  WaitingBytes& waiting;
  const Standstill& standstill;
  /// Calls a task once, after the delay (EventLoop::after).
  std::function<void(std::chrono::milliseconds, std::function<void()>)> after;
};

/// A connection that has not joined after this time is closed, also if its session has not been
/// found by then.
inline constexpr std::chrono::seconds kJoinDeadline{10};
/// After so many refused packets in a row (a second of sound) a connection is read less often,
/// until a packet is accepted.
inline constexpr int kMostInVain = 50;

// MediaReceiver comes first: calls through the first base need no pointer adjustment, and its
// send() runs for each packet.
class Connection final : public MediaReceiver, public SocketHandler, public Peer {
 public:
  Connection(Socket& socket, ConnectionDependencies dependencies);
  ~Connection() override;

  // SocketHandler
  void on_text(std::string_view text) override;
  void on_binary(std::span<std::uint8_t> bytes) override;
  void on_too_large(bool text) override;
  void on_answers(bool answers) override;
  void on_sent_away(SentAway why) override;
  std::optional<WebSocketFrame> next_message() override;
  void on_closed() override;

  // Peer
  void send(const protocol::ServerMessage& message) override;
  void deliver(std::string_view message) override;
  std::size_t withdraw_chat(const protocol::ParticipantId& from) override;
  void become(const protocol::ParticipantId& participant) override;
  void watch_closely(bool on) override { socket_.watch_closely(on); }
  void bye(protocol::Code code, std::string_view message) override;

  // MediaReceiver
  void send(const FramedPacket& packet) override;
  std::size_t withdraw(const Withdrawal& withdrawal) override;

 private:
  void join(const protocol::to_server::Join& join, std::optional<protocol::RequestId> id);
  void located(const Directory::Location& where, const protocol::Claims& claims,
               const protocol::to_server::Join& join, std::optional<protocol::RequestId> id);
  void turn_away(std::optional<protocol::RequestId> id, protocol::Code code,
                 const std::string& message);
  void forward_to_room(const protocol::Request& request);
  void finish_leaving();
  void refuse(std::optional<protocol::RequestId> id, protocol::Code code, std::string_view message);
  void refuse_packet(PacketRefusal reason, std::string_view message);
  bool tolerates(RateLimit& excess);
  void detach_from_room();
  void queue(std::string_view text, Outbox::Control kind, const protocol::ParticipantId& from);
  void account_queue();
  void settle_drops();

  Socket& socket_;
  ConnectionDependencies dependencies_;
  Outbox outbox_;
  ConnectionLimits limits_;
  Room* room_ = nullptr;
  std::optional<protocol::ParticipantId> participant_;
  bool entering_ = false;  ///< the session is looked for, or the room has not answered yet
  bool closing_ = false;
  int in_vain_ = 0;              ///< packets refused in a row
  std::size_t accounted_ = 0;    ///< bytes of the outbox that `waiting` counts
  std::shared_ptr<bool> alive_;  ///< false once the connection is gone; for late callbacks
};

}  // namespace stepback::signalling

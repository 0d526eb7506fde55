#pragma once

// One simulated participant with a WebSocket of its own to the server or to the baseline. Joins,
// answers pings, and hands on what it receives. Never waits. The loop's thread.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "bench/load/loop.hpp"
#include "bench/load/stream.hpp"
#include "support/wire/frames.hpp"

namespace stepback::bench {

class Participant;

/// Receives the events of participants. Outlives them.
class Hears {
 public:
  virtual ~Hears() = default;
  /// The participant is welcomed into the session, or into the baseline's room.
  virtual void on_seated(Participant& who) = 0;
  /// A control message of any other kind has come.
  virtual void on_text(Participant& who, std::string_view text) = 0;
  virtual void on_packet(Participant& who, std::span<const std::uint8_t> packet) = 0;
  /// The connection is gone, whichever side ended it.
  virtual void on_gone(Participant& who) = 0;
};

class Participant final : public Ready {
 public:
  /// Begins to connect. Sends `join` as soon as the connection is open.
  Participant(Loop& loop, std::uint16_t port, const TlsContext& tls, std::string join,
              Hears& hears);
  ~Participant() override;
  Participant(const Participant&) = delete;
  Participant& operator=(const Participant&) = delete;

  void send_text(std::string_view text);
  void send_packet(std::span<const std::uint8_t> packet);

  /// The participant's id in `welcome`. Empty before it, and on the baseline.
  const std::string& id() const { return id_; }
  bool gone() const { return stream_.closed(); }

  /// The numbers of their session in the crowd and of their place in the session. Set by the crowd.
  std::size_t session = 0;
  std::uint32_t seat = 0;

 private:
  void on_ready() override;
  void take(std::span<std::uint8_t> bytes);
  void take(const FrameView& frame);
  void take_text(std::string_view text);
  void send(Opcode opcode, std::span<const std::uint8_t> payload);
  void watch_writing();

  Loop& loop_;
  Stream stream_;
  std::string join_;
  Hears& hears_;
  FrameReader frames_;
  Bytes head_;     ///< the answer to the upgrade, while it has not come whole
  Bytes message_;  ///< the pieces of a fragmented message
  Opcode message_is_ = Opcode::text;
  bool upgraded_ = false;
  bool seated_ = false;
  bool writing_ = false;  ///< the loop watches for it
  std::string id_;
};

/// Finds the text value of a member in one of the server's messages, without parsing it: messages
/// are kilobytes long, and most are of no interest. Empty if the member is not there.
std::string_view member(std::string_view message, std::string_view name);
/// The number that a member has, or 0.
std::uint64_t number_member(std::string_view message, std::string_view name);
/// Whether the message is of this type. Each message begins with its type.
bool is_type(std::string_view message, std::string_view type);

}  // namespace stepback::bench

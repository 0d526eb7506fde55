#pragma once

// A person's client on a bare WebSocket, as an adversary or another developer would write it. It
// uses neither libstepback nor the protocol library. One thread. Each call that waits has a
// deadline and throws std::runtime_error when it passes, unless it says otherwise.

#include <chrono>
#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "support/wire/pace.hpp"
#include "support/wire/packets.hpp"
#include "support/wire/raw_client.hpp"

namespace stepback {

using Json = nlohmann::json;
/// One received message: control as JSON, media as bytes.
using Received = std::variant<Json, Packet>;

class WireClient {
 public:
  /// Connects and opens the WebSocket. Throws std::runtime_error if the server refuses it.
  explicit WireClient(std::uint16_t port, std::string_view subprotocol = "stepback.v1",
                      const RawSocketOptions& options = {})
      : socket_(port, options) {
    socket_.open(subprotocol);
  }

  void send(const Json& message) { send_text(message.dump()); }
  void send_text(std::string_view text);
  void send_packet(std::span<const std::uint8_t> bytes);

  /// Everything received so far, oldest first. The calls below add to it.
  const std::vector<Received>& received() const { return received_; }
  /// Forgets what has been received so far.
  void forget() {
    received_.clear();
    looked_at_ = 0;
  }

  /// Reads until a control message satisfies `wanted` and returns it. Messages that came since the
  /// last such call are looked at first.
  Json wait_for(const std::function<bool(const Json&)>& wanted);
  /// Waits for the next message of this type.
  Json wait_for_type(std::string_view type);
  /// Waits for the answer to a request, its `ok` or `error`, and returns it.
  Json wait_for_answer(std::int64_t id);
  /// Sends a request with a fresh id and returns its answer. Before sending, it waits as long as
  /// the limits of `welcome` demand; the send functions above never wait.
  Json ask(Json message);
  /// Sends a `ping` and waits for its answer: by then the server has taken all that was sent
  /// before.
  void ping() { ask({{"type", "ping"}, {"sent", 1}}); }
  /// Reads until everything that the server had queued before this call is in received().
  void settle();
  /// Reads once what arrives. Returns false if nothing arrives until `moment` or the server has
  /// closed.
  bool read_until(std::chrono::steady_clock::time_point moment);
  /// Reads until `done` returns true; `done` is asked first and after each piece. Returns false if
  /// the deadline passes or the server closes before that.
  bool read_until(const std::function<bool()>& done);
  /// Reads until the server closes.
  void wait_until_closed();
  bool closed() const { return closed_; }
  int descriptor() const { return socket_.descriptor(); }

  /// Joins with a token, waits for the first state, and gives the participant's id.
  std::string join(const std::string& token, std::optional<std::string> name = std::nullopt);
  const std::string& resume() const { return resume_; }
  /// The newest `state`.
  const Json& state() const { return state_; }

 private:
  void send_frame(std::uint8_t opcode, std::string_view payload);
  void receive();
  void take(const Frame& frame);
  void take_message(Json message);

  RawClient socket_;
  std::string message_;  ///< the pieces of a fragmented message
  bool message_is_text_ = false;
  std::vector<Received> received_;
  std::size_t looked_at_ = 0;
  bool closed_ = false;
  std::int64_t next_id_ = 1;
  Pace pace_;
  std::string resume_;
  Json state_;
};

}  // namespace stepback

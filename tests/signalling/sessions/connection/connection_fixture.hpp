#pragma once

// Connections to a server without a network: a directory with one session, and clients that speak
// JSON and packets through fake sockets.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "signalling/sessions/connection.hpp"
#include "tests/support/fakes.hpp"
#include "tests/support/story.hpp"

namespace stepback::signalling::test {

namespace to_client = protocol::to_client;
using protocol::Code;
using protocol::Role;
using stepback::test::id_of;

/// One client's end of a connection. Its socket is always ready to write when the client reads.
class Client {
 public:
  explicit Client(const ConnectionDependencies& dependencies)
      : connection_(std::make_unique<Connection>(socket_, dependencies)) {}
  Client(const Client&) = delete;  // the connection refers to the socket
  Client& operator=(const Client&) = delete;

  void says(std::string_view json) { connection_->on_text(json); }
  void sends(Bytes bytes) { connection_->on_binary(bytes); }
  /// The network connection is lost.
  void vanishes() { connection_->on_closed(); }
  void is_destroyed() { connection_.reset(); }

  /// Returns everything that was sent to the client since its last read. Packets go to `packets`.
  std::vector<protocol::ServerMessage> read() {
    std::vector<protocol::ServerMessage> messages;
    while (const auto next = connection_->next_message()) {
      if (next->is_text()) {
        messages.push_back(protocol::decode_server_message(next->words()).value());
      } else {
        packets.push_back(*next);
      }
    }
    return messages;
  }
  /// The types of the messages sent since the last read, in order: "welcome", "error rateLimited",
  /// "ok 5".
  std::vector<std::string> read_types();
  /// The codes of the errors and of `bye` sent since the last read.
  std::vector<Code> read_refusals();

  Connection& connection() { return *connection_; }
  FakeSocket& socket() { return socket_; }

  std::vector<WebSocketFrame> packets;

 private:
  FakeSocket socket_;
  std::unique_ptr<Connection> connection_;
};

inline constexpr std::string_view kPing = R"({"type":"ping","id":1,"sent":1})";

class ConnectionTest : public testing::Test {
 protected:
  ConnectionTest();

  Client connect() { return Client{dependencies}; }
  /// Makes a connection that has joined as this named person, and reads everything.
  std::unique_ptr<Client> join(const std::string& who, Role role);
  /// Makes a request to join with a token of these claims.
  std::string join_with(const protocol::Claims& claims, std::string_view more = "") const;
  /// The claims of a good token for a named person.
  protocol::Claims claims_of(const std::string& who, Role role = Role::member) const;
  /// The claims of the token in a shared link.
  protocol::Claims shared_link(Role role = Role::member) const;
  /// Whether the metrics' exposition has this line.
  bool counted(const std::string& line) const;
  /// Runs the tasks that are due after at most this time. The other tasks are dropped.
  void run_tasks(std::chrono::milliseconds up_to);

  HandClock clock;
  CountingRandom random;
  FakeJournal journal;
  Metrics metrics;
  WaitingBytes waiting;
  Standstill standstill;
  Access access{{std::string(32, 's'), {}}};
  Directory directory{clock, random, journal, metrics, access};
  std::vector<std::pair<std::chrono::milliseconds, std::function<void()>>> tasks;
  ConnectionDependencies dependencies{
      .clock = clock,
      .directory = directory,
      .access = access,
      .random = random,
      .metrics = metrics,
      .waiting = waiting,
      .standstill = standstill,
      .after = [this](std::chrono::milliseconds delay, std::function<void()> task) {
        tasks.emplace_back(delay, std::move(task));
      }};
  protocol::SessionId session;
};

/// Fay leads; Ada's microphone and camera are open; every message so far has been read.
class PublishedTest : public ConnectionTest {
 protected:
  void SetUp() override {
    fay = join("fay", Role::facilitator);
    ada = join("ada", Role::member);
    clock.turn(std::chrono::seconds{2});  // the limits recover from joining
    ada->says(R"({"type":"publish","audio":true,"video":true})");
    clock.turn(std::chrono::seconds{2});
    ada->read();
    fay->read();
  }
  std::size_t received() {
    fay->read();
    return std::exchange(fay->packets, {}).size();
  }
  std::unique_ptr<Client> fay;
  std::unique_ptr<Client> ada;
};

}  // namespace stepback::signalling::test

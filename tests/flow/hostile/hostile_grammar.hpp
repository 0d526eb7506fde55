#pragma once

// The messages of an attacker who knows the protocol well: valid ones, and ones with changed
// members, types, sizes, bytes and frames. The same seed makes the same messages. Nothing of the
// server's code is used.

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace stepback::flow {

/// A WebSocket message.
struct HostileMessage {
  std::string bytes;
  bool binary = false;
  /// The number that a request carries and that its one answer must carry too.
  std::optional<std::int64_t> id;
};

class HostileGrammar {
 public:
  explicit HostileGrammar(std::uint32_t seed) : random_(seed) {}

  /// Remembers this participant, whom messages may name from now on. The newest 12 are remembered.
  void meet(const std::string& participant) { participants_[met_++ % kKnown] = participant; }

  /// Makes a `join` with this token, or something like it.
  HostileMessage join(const std::string& token);
  /// Makes any other message: a valid request, a changed one, or a packet.
  HostileMessage next();
  /// Makes a valid request that is always answered.
  HostileMessage ping();

  /// Puts a message into masked frames (RFC 6455): into one, or into several with a ping between
  /// them.
  std::string in_frames(const HostileMessage& message);
  /// Makes bytes that are no WebSocket frames, or that end inside one. Send nothing after them.
  std::string broken_frames();
  /// Makes an HTTP request: for a WebSocket, for a file, or for something that does not exist.
  std::string http_request();

  /// Returns a random number below `bound`.
  std::size_t below(std::size_t bound) { return random_() % bound; }

 private:
  nlohmann::json request();
  nlohmann::json value(int depth = 0);
  void change(nlohmann::json& request);
  std::string change_bytes(std::string text);
  std::string packet();
  std::string frame(std::uint8_t first, std::string_view payload);
  std::string noise(std::size_t size);
  bool one_in(std::size_t times) { return below(times) == 0; }
  template <typename List>
  const auto& any_of(const List& list) {
    return list[below(std::size(list))];
  }

  std::mt19937 random_;
  std::int64_t next_id_ = 1;
  static constexpr std::size_t kKnown = 12;
  std::vector<std::string> participants_ = std::vector<std::string>(kKnown, "nobody");
  std::size_t met_ = 0;
};

}  // namespace stepback::flow

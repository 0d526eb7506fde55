#pragma once

// What somebody would send who knows the protocol well and means no good: valid messages, and what
// comes of them when members, types, sizes, bytes and frames are changed. The same seed makes the
// same messages. Knows nothing of the server's code.

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
  /// The number that a request carries, and that its one answer has to carry too.
  std::optional<std::int64_t> id;
};

class HostileGrammar {
 public:
  explicit HostileGrammar(std::uint32_t seed) : random_(seed) {}

  /// Somebody whom messages may name from now on, until some others have come.
  void meet(const std::string& participant) { participants_[met_++ % kKnown] = participant; }

  /// `join` with this token, or something like it.
  HostileMessage join(const std::string& token);
  /// Anything else: a request as it should be, a changed one, or a packet.
  HostileMessage next();
  /// A request that is as it should be and has an answer.
  HostileMessage ping();

  /// A message in masked frames (RFC 6455): one, or several with a ping between them.
  std::string in_frames(const HostileMessage& message);
  /// Bytes that are no WebSocket frames, or end in the midst of one. Nothing can follow them.
  std::string broken_frames();
  /// A request over HTTP: for a WebSocket, for a file, or for nothing that there is.
  std::string http_request();

  /// A number less than `bound`.
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

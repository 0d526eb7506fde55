#pragma once

// A WebSocket client that sends the same bytes again and again, as fast as the server takes them.
// It reads meanwhile, so that it sees why the server closes.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "support/wire/raw_client.hpp"

namespace stepback {

class Flooder final : public RawClient {
 public:
  using RawClient::RawClient;

  /// Sends until the server ends the connection. Returns the status of its close frame; 0 if it has
  /// sent none; nothing if it has not ended the connection by `deadline`.
  std::optional<int> flood(std::string_view bytes, std::chrono::steady_clock::time_point deadline);

 private:
  bool send_more(std::string_view bytes);
  bool read_more();

  std::size_t at_ = 0;  ///< the next byte of those to be sent
  int status_ = 0;
};

/// Returns the same frames so many times, one behind the other.
std::string repeated(const Bytes& frames, int times);

}  // namespace stepback

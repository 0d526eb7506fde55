#pragma once

// A member whose client never rests: it does what a member may do as often as the server lets it.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <thread>

#include "support/wire/wire_client.hpp"

namespace stepback::flow {

/// Opens and closes devices and raises and lowers the hand at the server's limit, on a thread of
/// its own, until it is destroyed.
class Restless {
 public:
  /// Joins with this token.
  Restless(std::uint16_t port, const std::string& token) : client_{port} {
    client_.join(token);
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
  }

 private:
  static constexpr std::chrono::milliseconds kPause{50};  ///< the limit is twenty a second

  void run(const std::stop_token& stop) {
    for (std::size_t i = 0; !stop.stop_requested() && !client_.closed(); ++i) {
      const bool on = i % 4 < 2;
      if (i % 2 == 0) {
        client_.send({{"type", "publish"}, {"audio", on}, {"video", !on}});
      } else {
        client_.send({{"type", "hand"}, {"raised", on}});
      }
      const auto end = std::chrono::steady_clock::now() + kPause;
      while (std::chrono::steady_clock::now() < end && client_.read_until(end)) {
      }
      client_.forget();
    }
  }

  WireClient client_;
  std::jthread thread_;
};

}  // namespace stepback::flow

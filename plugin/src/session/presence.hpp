#pragma once

// The client's place in the session, which the client's thread tells the host's threads. Written on
// the client's thread, read on any thread.

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace stepback::plugin {

struct Presence {
  /// The number of the connection on which the client is in the session, or 0.
  std::atomic<std::uint32_t> connection{0};
  std::atomic<bool> camera_open{false};
  std::atomic<std::size_t> pictures_waiting{0};
};

}  // namespace stepback::plugin

#pragma once

// A listening TCP socket and the settings of what it accepts. The loop's own, so that a port that
// cannot be had is told with the system's reason.

#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>

namespace stepback::signalling {

/// Owns its descriptor. Loop thread.
class Listener {
 public:
  /// Listens on an address or a host's name; port 0 picks a free one. Gives a sentence that says
  /// where and why if it cannot.
  static tl::expected<Listener, std::string> open(const std::string& host, std::uint16_t port);

  Listener(Listener&& other) noexcept;
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  Listener& operator=(Listener&&) = delete;
  ~Listener();

  int descriptor() const { return descriptor_; }
  std::uint16_t port() const { return port_; }

  /// The next connection that waits (its descriptor is the caller's), or nothing.
  std::optional<int> accept();
  /// Refuses connections from now on.
  void close();

 private:
  Listener(int descriptor, std::uint16_t port);
  std::optional<int> turn_away();

  int descriptor_;
  int reserve_;  ///< given up for a moment when the process has no descriptor left
  std::uint16_t port_;
};

}  // namespace stepback::signalling

#pragma once

// A listening TCP socket, and the settings of the connections that it accepts. The loop listens
// itself, without libwebsockets, so that an error carries the system's reason.

#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>

namespace stepback::signalling {

/// Owns its descriptor. Loop thread.
class Listener {
 public:
  /// Listens on an address or a host's name; port 0 picks a free port. If it cannot, returns a
  /// sentence that says where and why.
  static tl::expected<Listener, std::string> open(const std::string& host, std::uint16_t port);

  Listener(Listener&& other) noexcept;
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  Listener& operator=(Listener&&) = delete;
  ~Listener();

  int descriptor() const { return descriptor_; }
  std::uint16_t port() const { return port_; }

  /// Returns the next waiting connection, or nothing. The caller owns the descriptor.
  std::optional<int> accept();
  /// Closes the listening socket: new connections are refused from now on.
  void close();

 private:
  Listener(int descriptor, std::uint16_t port);
  std::optional<int> turn_away();

  int descriptor_;
  int reserve_;  ///< given up for a moment when the process has no descriptor left
  std::uint16_t port_;
};

}  // namespace stepback::signalling

#pragma once

// The network that a connection comes from, as a value to compare and to count by. It cannot be
// printed or stored, so that no log, metric, message or journal holds an address.

#include <array>
#include <compare>
#include <cstdint>

namespace stepback::signalling {

class Network {
 public:
  /// The network of connections of which none is known. Such connections are counted together.
  Network() = default;
  /// The network with these bytes, which must not all be 0.
  explicit Network(const std::array<std::uint8_t, 16>& bytes) : bytes_(bytes) {}

  bool is_known() const { return *this != Network{}; }

  friend auto operator<=>(const Network&, const Network&) = default;

 private:
  std::array<std::uint8_t, 16> bytes_{};
};

}  // namespace stepback::signalling

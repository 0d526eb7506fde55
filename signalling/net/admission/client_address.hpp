#pragma once

// Where a connection comes from, as a value to count by. It cannot be printed: no log, metric or
// message holds an address.

#include <sys/socket.h>

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace stepback::signalling {

class ClientAddress {
 public:
  /// Of a socket's other end (AF_INET or AF_INET6); of anything else the unspecified address.
  static ClientAddress of(const sockaddr_storage& address);
  /// The other end of a connected socket; the unspecified address if the system does not say.
  static ClientAddress of_peer(int descriptor);
  /// An IPv4 or IPv6 address as text, perhaps with a port behind it (`192.0.2.1:80`,
  /// `[2001:db8::1]:80`), as proxies write it; nothing if it is none.
  static std::optional<ClientAddress> parse(std::string_view text);

  /// 127.0.0.0/8 or ::1.
  bool is_loopback() const;
  /// What stands for one household or campus: an IPv4 address itself, the first 64 bits of an IPv6
  /// address, all of which one machine may have for itself (RFC 4291, section 2.5.1).
  ClientAddress network() const;

  friend auto operator<=>(const ClientAddress&, const ClientAddress&) = default;

  struct Hash {
    std::size_t operator()(const ClientAddress& address) const;
  };

 private:
  bool is_ipv4() const;

  std::array<std::uint8_t, 16> bytes_{};  ///< IPv6, or IPv4 mapped into it (RFC 4291, 2.5.5.2)
};

}  // namespace stepback::signalling

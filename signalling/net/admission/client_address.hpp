#pragma once

// The address that a connection comes from, as a value to count by. It cannot be printed, so that
// no log, metric or message holds an address.

#include <sys/socket.h>

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "signalling/base/network.hpp"

namespace stepback::signalling {

class ClientAddress {
 public:
  /// The address of a socket's other end (AF_INET or AF_INET6). Another family gives the
  /// unspecified address.
  static ClientAddress of(const sockaddr_storage& address);
  /// The address of a connected socket's other end; the unspecified address if the system does not
  /// tell.
  static ClientAddress of_peer(int descriptor);
  /// The address of a bound socket's own end; the unspecified address if the system does not tell.
  static ClientAddress of_this_end(int descriptor);
  /// Reads an IPv4 or IPv6 address, with or without a port (`192.0.2.1:80`, `[2001:db8::1]:80`), as
  /// proxies write it. Returns nothing if the text is no address.
  static std::optional<ClientAddress> parse(std::string_view text);

  /// Whether the address is in 127.0.0.0/8 or is ::1.
  bool is_loopback() const;
  /// The address that stands for one household or campus: an IPv4 address itself, or the first 64
  /// bits of an IPv6 address, because one machine may use all addresses that begin with them (RFC
  /// 4291, section 2.5.1).
  ClientAddress network() const;
  /// network(), as a value that is no address any more.
  Network as_network() const { return Network(network().bytes_); }

  friend auto operator<=>(const ClientAddress&, const ClientAddress&) = default;

  struct Hash {
    std::size_t operator()(const ClientAddress& address) const;
  };

 private:
  bool is_ipv4() const;

  std::array<std::uint8_t, 16> bytes_{};  ///< IPv6, or IPv4 mapped into it (RFC 4291, 2.5.5.2)
};

}  // namespace stepback::signalling

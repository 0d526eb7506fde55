#pragma once

// The reverse proxies that are believed when they name the client of a request. A value, without a
// socket.
//
// Only X-Forwarded-For is read. A proxy that writes it passes the client's own `Forwarded` (RFC
// 7239) on. If we accepted either header, anyone could claim any address.

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "signalling/net/admission/client_address.hpp"

namespace stepback::signalling {

class TrustedProxies {
 public:
  /// Trusts no proxy.
  TrustedProxies() = default;
  /// Reads `loopback` and addresses, as --trust-proxy takes them. Returns a sentence if a text is
  /// neither.
  static tl::expected<TrustedProxies, std::string> parse(const std::vector<std::string>& texts);

  bool trusts(const ClientAddress& address) const;
  /// Returns the client's address. That is `peer` unless it is trusted; else the last address in
  /// the list that is not trusted, since those before it may be invented; else the first. An
  /// unreadable entry ends the search at the address behind it. An empty list gives `peer`.
  ClientAddress client_of(const ClientAddress& peer, std::string_view x_forwarded_for) const;

 private:
  bool loopback_ = false;
  std::vector<ClientAddress> addresses_;
};

}  // namespace stepback::signalling

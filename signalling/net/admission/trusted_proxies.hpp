#pragma once

// Which reverse proxies are believed when they say for whom they ask. A value, without a socket.
//
// X-Forwarded-For alone is read. A proxy that writes it passes on a `Forwarded` (RFC 7239) of the
// client's own making, so to take either would let anyone name any address.

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "signalling/net/admission/client_address.hpp"

namespace stepback::signalling {

class TrustedProxies {
 public:
  /// None.
  TrustedProxies() = default;
  /// Of `loopback` and addresses, as --trust-proxy takes them; a sentence if one is neither.
  static tl::expected<TrustedProxies, std::string> parse(const std::vector<std::string>& texts);

  bool trusts(const ClientAddress& address) const;
  /// Whose request this is: `peer` itself unless it is trusted; else the last one in the list that
  /// is not (those before it may be invented). `peer` if the list names nobody.
  ClientAddress client_of(const ClientAddress& peer, std::string_view x_forwarded_for) const;

 private:
  bool loopback_ = false;
  std::vector<ClientAddress> addresses_;
};

}  // namespace stepback::signalling

#pragma once

// A person's link and a server's address, as they are typed or mailed. The token stands in the
// fragment, so that no server's or proxy's log ever holds it (design of the links).

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace stepback::plugin {

/// Where a server is.
struct ServerAddress {
  bool tls = false;
  std::string host;  ///< a name or an address, IPv6 without its brackets
  std::uint16_t port = 0;
  /// The path up to and with its last '/': what `ws` and `api/...` are appended to, as a browser
  /// resolves a relative reference (RFC 3986, section 5.2.3).
  std::string base = "/";
  friend bool operator==(const ServerAddress&, const ServerAddress&) = default;
};

struct Link {
  ServerAddress server;
  std::string token;
  friend bool operator==(const Link&, const Link&) = default;
};

/// Reads http(s)://HOST[:PORT][/PATH]. The sentence of the error never holds a part of the text.
tl::expected<ServerAddress, std::string> parse_server(std::string_view text);

/// Reads http(s)://HOST[:PORT][/PATH]#join=TOKEN. The sentence of the error never holds a part of
/// the text, because a part of it is a token.
tl::expected<Link, std::string> parse_link(std::string_view text);

/// Whether a host is this machine by its name or address: never reached through a proxy.
bool is_loopback(std::string_view host);

/// The `Host` header's value: brackets around IPv6, the port unless it is the scheme's own.
std::string host_header(const ServerAddress& server);

}  // namespace stepback::plugin

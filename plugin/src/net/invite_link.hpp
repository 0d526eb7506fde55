#pragma once

// A person's link and a server's address, as people type or mail them. The token stands in the
// fragment, so that no log of a server or proxy ever holds it.

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace stepback::plugin {

/// The address of a server.
struct ServerAddress {
  bool tls = false;
  std::string host;  ///< a name or an address, IPv6 without its brackets
  std::uint16_t port = 0;
  /// The path up to its last '/', with it. `ws` and `api/...` are appended, as a browser resolves a
  /// relative reference (RFC 3986, section 5.2.3).
  std::string base = "/";
  friend bool operator==(const ServerAddress&, const ServerAddress&) = default;
};

struct InviteLink {
  ServerAddress server;
  std::string token;
  friend bool operator==(const InviteLink&, const InviteLink&) = default;
};

/// Reads http(s)://HOST[:PORT][/PATH]. The error is a sentence that never quotes the text.
tl::expected<ServerAddress, std::string> parse_server(std::string_view text);

/// Reads http(s)://HOST[:PORT][/PATH]#join=TOKEN. The error is a sentence that never quotes the
/// text, because the text holds a token.
tl::expected<InviteLink, std::string> parse_link(std::string_view text);

/// The text of a link, which parse_link() reads again as the same. It holds a token.
std::string text_of(const InviteLink& link);

/// Whether the host is this machine by name or address. It is then never reached through a proxy.
bool is_loopback(std::string_view host);

/// The value of the `Host` header: brackets around IPv6, and the port unless it is the scheme's
/// default.
std::string host_header(const ServerAddress& server);

}  // namespace stepback::plugin

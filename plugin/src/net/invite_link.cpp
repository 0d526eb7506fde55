#include "plugin/src/net/invite_link.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace stepback::plugin {
namespace {

constexpr std::string_view kJoin = "join=";
constexpr std::size_t kLongestHost = 253;  // RFC 1035, section 2.3.4, as text
constexpr std::size_t kLongestPath = 1024;
constexpr std::size_t kLongestToken = 8192;
constexpr std::uint16_t kHttpPort = 80;
constexpr std::uint16_t kHttpsPort = 443;

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool only(std::string_view text, std::string_view others) {
  return std::all_of(text.begin(), text.end(), [others](char c) {
    return is_alphanumeric(c) || others.find(c) != std::string_view::npos;
  });
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
  const auto same_letter = [](char a, char b) {
    return a == b || (a >= 'A' && a <= 'Z' && a - 'A' + 'a' == b);
  };
  if (text.size() < prefix.size() ||
      !std::equal(prefix.begin(), prefix.end(), text.begin(),
                  [&](char b, char a) { return same_letter(a, b); })) {
    return false;
  }
  text.remove_prefix(prefix.size());
  return true;
}

tl::expected<std::uint16_t, std::string> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc{} || end != text.data() + text.size() || port == 0) {
    return tl::unexpected<std::string>("the port in the address: expected a number, 1 to 65535");
  }
  return port;
}

/// Splits HOST[:PORT]; IPv6 addresses are in brackets (RFC 3986, section 3.2.2).
tl::expected<void, std::string> parse_authority(std::string_view text, ServerAddress& address) {
  std::string_view host = text;
  std::string_view rest;
  const bool bracketed = !text.empty() && text.front() == '[';
  if (bracketed) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) {
      return tl::unexpected<std::string>("the host in the address: expected ']' after '['");
    }
    host = text.substr(1, end - 1);
    rest = text.substr(end + 1);
  } else if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
    host = text.substr(0, colon);
    rest = text.substr(colon);
  }
  if (host.empty() || host.size() > kLongestHost || !only(host, bracketed ? ":." : ".-")) {
    return tl::unexpected<std::string>("the host in the address: expected a name or an address");
  }
  address.host = std::string(host);
  if (rest.empty()) return {};
  if (rest.front() != ':') {
    return tl::unexpected<std::string>("the host in the address: expected ':PORT' or nothing");
  }
  const auto port = parse_port(rest.substr(1));
  if (!port) return tl::unexpected(port.error());
  address.port = *port;
  return {};
}

}  // namespace

tl::expected<ServerAddress, std::string> parse_server(std::string_view text) {
  ServerAddress address;
  if (take_prefix(text, "https://")) {
    address.tls = true;
    address.port = kHttpsPort;
  } else if (take_prefix(text, "http://")) {
    address.port = kHttpPort;
  } else {
    return tl::unexpected<std::string>("the address: expected http:// or https:// at its start");
  }
  const std::size_t slash = text.find('/');
  if (auto read = parse_authority(text.substr(0, slash), address); !read) {
    return tl::unexpected(read.error());
  }
  if (slash == std::string_view::npos) return address;
  const std::string_view path = text.substr(slash);
  if (path.size() > kLongestPath || !only(path, "/-._~!$&'()*+,;=:@%")) {
    return tl::unexpected<std::string>(
        "the path in the address: expected characters of a path, and neither '?' nor '#'");
  }
  address.base = std::string(path.substr(0, path.rfind('/') + 1));
  return address;
}

tl::expected<InviteLink, std::string> parse_link(std::string_view text) {
  const std::size_t hash = text.find('#');
  if (hash == std::string_view::npos) {
    return tl::unexpected<std::string>("the link: expected #join=TOKEN at its end");
  }
  auto server = parse_server(text.substr(0, hash));
  if (!server) return tl::unexpected(server.error());
  std::string_view token = text.substr(hash + 1);
  if (!take_prefix(token, kJoin)) {
    return tl::unexpected<std::string>("the link: expected 'join=' behind its '#'");
  }
  if (token.empty() || token.size() > kLongestToken || !only(token, "-._~")) {
    return tl::unexpected<std::string>(
        "the link's token: expected letters, digits and - . _ ~ (a JSON Web Token)");
  }
  return InviteLink{std::move(*server), std::string(token)};
}

std::string text_of(const InviteLink& link) {
  return (link.server.tls ? "https://" : "http://") + host_header(link.server) + link.server.base +
         "#" + std::string(kJoin) + link.token;
}

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

std::string host_header(const ServerAddress& server) {
  const bool ipv6 = server.host.find(':') != std::string::npos;
  std::string header = ipv6 ? "[" + server.host + "]" : server.host;
  if (server.port != (server.tls ? kHttpsPort : kHttpPort)) {
    header += ":" + std::to_string(server.port);
  }
  return header;
}

}  // namespace stepback::plugin

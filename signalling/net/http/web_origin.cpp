#include "signalling/net/http/web_origin.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

namespace stepback::signalling {
namespace {

constexpr std::string_view kHttpScheme = "http://";
constexpr std::string_view kHttpsScheme = "https://";
constexpr std::size_t kMostHostCharacters = 253;  // of a name in the DNS (RFC 1035, section 2.3.4)

bool among(char c, std::string_view letters) {
  return letters.find(c) != std::string_view::npos;
}

std::string lower(std::string_view text) {
  std::string folded(text);
  std::ranges::transform(folded, folded.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return folded;
}

bool valid_host(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
    return host.find(':') != std::string_view::npos &&
           std::ranges::all_of(host, [](char c) { return among(c, "0123456789abcdef:."); });
  }
  // Underscores are not allowed in a host's name, but internal networks use them.
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789-_.";
  return !host.empty() && host.size() <= kMostHostCharacters && !among(host.front(), "-.") &&
         host.find("..") == std::string_view::npos &&
         std::ranges::all_of(host, [&](char c) { return among(c, letters); });
}

std::optional<std::uint16_t> read_port(std::string_view digits) {
  std::uint16_t port = 0;
  const char* const end = digits.data() + digits.size();
  const auto [rest, error] = std::from_chars(digits.data(), end, port);
  if (error != std::errc{} || rest != end || port == 0) return std::nullopt;
  return port;
}

/// Returns where the host ends and `:PORT` begins; an IPv6 address has colons of its own.
std::size_t end_of_host(std::string_view authority) {
  const std::size_t colon = authority.rfind(':');
  const std::size_t bracket = authority.rfind(']');
  const bool has_port =
      colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
  return has_port ? colon : authority.size();
}

}  // namespace

std::optional<WebOrigin> WebOrigin::parse(std::string_view text) {
  const std::string folded = lower(text);
  std::string_view rest = folded;
  const bool secure = rest.starts_with(kHttpsScheme);
  if (!secure && !rest.starts_with(kHttpScheme)) return std::nullopt;
  const std::string_view scheme = secure ? kHttpsScheme : kHttpScheme;
  rest.remove_prefix(scheme.size());
  if (rest.ends_with('/')) rest.remove_suffix(1);

  const std::size_t end = end_of_host(rest);
  const std::string_view host = rest.substr(0, end);
  if (!valid_host(host)) return std::nullopt;
  std::string origin = std::string(scheme) + std::string(host);
  if (end == rest.size()) return WebOrigin(std::move(origin));
  const auto port = read_port(rest.substr(end + 1));
  if (!port) return std::nullopt;
  constexpr std::uint16_t http_port = 80;
  constexpr std::uint16_t https_port = 443;
  if (*port != (secure ? https_port : http_port)) origin += ":" + std::to_string(*port);
  return WebOrigin(std::move(origin));
}

std::optional<WebOrigin> WebOrigin::of_url(std::string_view url) {
  const std::size_t slashes = url.find("//");
  if (slashes == std::string_view::npos) return std::nullopt;
  return parse(url.substr(0, url.find('/', slashes + 2)));
}

std::string_view WebOrigin::authority() const {
  return std::string_view(text_).substr(secure() ? kHttpsScheme.size() : kHttpScheme.size());
}

std::string WebOrigin::host() const {
  std::string_view host = authority().substr(0, end_of_host(authority()));
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  return std::string(host);
}

std::string WebOrigin::socket() const {
  return (secure() ? "wss://" : "ws://") + std::string(authority());
}

bool WebOrigin::is_host(std::string_view host) const {
  return parse(std::string(secure() ? kHttpsScheme : kHttpScheme) + std::string(host)) == *this;
}

}  // namespace stepback::signalling

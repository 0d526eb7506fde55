#include "signalling/server/reach_options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include "signalling/net/http/web_origin.hpp"

namespace stepback::signalling {
namespace {

/// Reads ADDRESS:PORT, with an IPv6 address in brackets. Returns nothing for any other text.
std::optional<Reach::Address> parse_address(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view digits = text.substr(colon + 1);
  Reach::Address address;
  const char* const end = digits.data() + digits.size();
  const auto [rest, error] = std::from_chars(digits.data(), end, address.port);
  if (error != std::errc{} || rest != end) return std::nullopt;
  const auto origin = WebOrigin::parse("http://" + std::string(text.substr(0, colon)));
  if (!origin || origin->authority() != text.substr(0, colon)) return std::nullopt;
  address.listen = origin->host();
  return address;
}

/// Reads a name or an address, in brackets or not if it is IPv6, without a port.
std::optional<std::string> parse_host(const std::string& text) {
  const auto colons = std::ranges::count(text, ':');
  const bool bare_ipv6 = colons > 1 && !text.starts_with('[');
  const std::string in_url = bare_ipv6 ? "[" + text + "]" : text;
  const bool has_port = colons == 1 || in_url.find("]:") != std::string::npos;
  if (has_port || in_url.ends_with('/')) return std::nullopt;
  const auto origin = WebOrigin::parse("http://" + in_url);
  return origin ? std::optional(origin->host()) : std::nullopt;
}

}  // namespace

ReachOptions::ReachOptions(CLI::App& app) {
  app.add_option("--allow-host", hosts_,
                 "A name such as balint.example.edu by which people may reach the server, besides "
                 "those that it knows by itself; may be repeated")
      ->allow_extra_args(false);
  app.add_option("--operations", operations_,
                 "ADDRESS:PORT of /metrics and /readyz, such as 127.0.0.1:9090 (default: nowhere)");
}

tl::expected<Reach, std::string> ReachOptions::read() const {
  Reach reach;
  if (!operations_.empty()) {
    reach.operations = parse_address(operations_);
    if (!reach.operations) {
      return tl::unexpected("--operations: expected ADDRESS:PORT, such as 127.0.0.1:9090, not " +
                            operations_);
    }
  }
  for (const std::string& text : hosts_) {
    auto host = parse_host(text);
    if (!host) {
      return tl::unexpected(
          "--allow-host: expected a name or an address, without a scheme, port or path, not " +
          text);
    }
    reach.hosts.push_back(*std::move(host));
  }
  return reach;
}

}  // namespace stepback::signalling

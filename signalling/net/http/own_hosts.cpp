#include "signalling/net/http/own_hosts.hpp"

#include <algorithm>
#include <utility>

#include "signalling/net/http/web_origin.hpp"

namespace stepback::signalling {
namespace {

/// A name or address as it stands in a URL.
std::string in_url(const std::string& name) {
  const bool bare_ipv6 = name.find(':') != std::string::npos && !name.starts_with('[');
  return bare_ipv6 ? "[" + name + "]" : name;
}

}  // namespace

OwnHosts::OwnHosts(Settings settings) : settings_(std::move(settings)) {
  settings_.here.insert(settings_.here.end(), {"localhost", "127.0.0.1", "::1"});
}

bool OwnHosts::contain(std::string_view header, const std::string& arrived_at) const {
  const auto named =
      WebOrigin::parse((settings_.secure ? "https://" : "http://") + std::string(header));
  if (!named) return false;
  const std::string host = named->host();
  const auto is_named = [&](const std::string& name) {
    const auto own = WebOrigin::parse("http://" + in_url(name));
    return own && own->host() == host;
  };
  return std::ranges::any_of(settings_.anywhere, is_named) ||
         std::ranges::any_of(settings_.here,
                             [&](const auto& name) { return is_here(name, header); }) ||
         is_here(arrived_at, header) || (settings_.is_certified && settings_.is_certified(host));
}

bool OwnHosts::is_here(const std::string& name, std::string_view header) const {
  const auto own = WebOrigin::parse((settings_.secure ? "https://" : "http://") + in_url(name) +
                                    ":" + std::to_string(settings_.port));
  return own && own->is_host(header);
}

}  // namespace stepback::signalling

#include "signalling/net/admission/trusted_proxies.hpp"

#include "protocol/base/contains.hpp"

namespace stepback::signalling {
namespace {

std::string_view without_spaces(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

tl::expected<TrustedProxies, std::string> TrustedProxies::parse(
    const std::vector<std::string>& texts) {
  TrustedProxies proxies;
  for (const std::string& text : texts) {
    if (text == "loopback") {
      proxies.loopback_ = true;
      continue;
    }
    const auto address = ClientAddress::parse(text);
    if (!address) {
      return tl::unexpected("--trust-proxy: expected loopback or an IP address, not " + text);
    }
    proxies.addresses_.push_back(*address);
  }
  return proxies;
}

bool TrustedProxies::trusts(const ClientAddress& address) const {
  return (loopback_ && address.is_loopback()) || protocol::contains(addresses_, address);
}

ClientAddress TrustedProxies::client_of(const ClientAddress& peer,
                                        std::string_view x_forwarded_for) const {
  ClientAddress client = peer;
  std::string_view rest = x_forwarded_for;
  while (trusts(client) && !rest.empty()) {
    const std::size_t comma = rest.rfind(',');
    const auto before = ClientAddress::parse(
        without_spaces(comma == std::string_view::npos ? rest : rest.substr(comma + 1)));
    if (!before) break;  // the entries before an unreadable one may be invented
    client = *before;
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(0, comma);
  }
  return client;
}

}  // namespace stepback::signalling

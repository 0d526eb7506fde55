#include "signalling/net/admission/client_address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstring>
#include <string>

namespace stepback::signalling {
namespace {

constexpr std::array<std::uint8_t, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr std::size_t kNetworkBytes = 8;

/// Returns the address without brackets and port.
std::string_view bare(std::string_view text) {
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    return end == std::string_view::npos ? text : text.substr(1, end - 1);
  }
  const std::size_t colon = text.find(':');
  const bool has_port = colon != std::string_view::npos && colon == text.rfind(':');
  return has_port ? text.substr(0, colon) : text;
}

}  // namespace

ClientAddress ClientAddress::of(const sockaddr_storage& address) {
  ClientAddress result;
  if (address.ss_family == AF_INET) {
    const auto& ipv4 = reinterpret_cast<const sockaddr_in&>(address);
    std::ranges::copy(kMapped, result.bytes_.begin());
    std::memcpy(result.bytes_.data() + kMapped.size(), &ipv4.sin_addr, sizeof ipv4.sin_addr);
  } else if (address.ss_family == AF_INET6) {
    const auto& ipv6 = reinterpret_cast<const sockaddr_in6&>(address);
    std::memcpy(result.bytes_.data(), &ipv6.sin6_addr, result.bytes_.size());
  }
  return result;
}

ClientAddress ClientAddress::of_peer(int descriptor) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getpeername(descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0) return {};
  return of(address);
}

ClientAddress ClientAddress::of_this_end(int descriptor) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0) return {};
  return of(address);
}

std::optional<ClientAddress> ClientAddress::parse(std::string_view text) {
  const std::string address(bare(text));
  sockaddr_storage storage{};
  auto& ipv4 = reinterpret_cast<sockaddr_in&>(storage);
  auto& ipv6 = reinterpret_cast<sockaddr_in6&>(storage);
  if (::inet_pton(AF_INET, address.c_str(), &ipv4.sin_addr) == 1) {
    storage.ss_family = AF_INET;
  } else if (::inet_pton(AF_INET6, address.c_str(), &ipv6.sin6_addr) == 1) {
    storage.ss_family = AF_INET6;
  } else {
    return std::nullopt;
  }
  return of(storage);
}

bool ClientAddress::is_ipv4() const {
  return std::equal(kMapped.begin(), kMapped.end(), bytes_.begin());
}

bool ClientAddress::is_loopback() const {
  constexpr std::uint8_t net = 127;
  if (is_ipv4()) return bytes_[kMapped.size()] == net;
  return std::all_of(bytes_.begin(), bytes_.end() - 1, [](auto byte) { return byte == 0; }) &&
         bytes_.back() == 1;
}

ClientAddress ClientAddress::network() const {
  ClientAddress result = *this;
  if (!is_ipv4()) std::fill(result.bytes_.begin() + kNetworkBytes, result.bytes_.end(), 0);
  return result;
}

std::size_t ClientAddress::Hash::operator()(const ClientAddress& address) const {
  const auto& bytes = address.bytes_;
  return std::hash<std::string_view>{}({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace stepback::signalling

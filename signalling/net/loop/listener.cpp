#include "signalling/net/loop/listener.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <system_error>
#include <utility>

namespace stepback::signalling {
namespace {

/// Bytes that the kernel holds unsent before a socket stops being writable. Small, because a packet
/// in the kernel can no longer be purged, grows old there uncounted, and is in control's way: a
/// little over one VP8 frame at 150 kbit/s with its audio (tests/bad_network/README.md).
constexpr int kUnsentBytes = 4 * 1024;

/// The longest wait before a lost packet is sent again. By default TCP doubles the wait each time,
/// as suits files: after an outage of some seconds a listener would wait for as many seconds more.
constexpr int kLongestRetransmissionMs = 1000;
#ifdef TCP_RTO_MAX_MS
constexpr int kRetransmissionOption = TCP_RTO_MAX_MS;
#else
constexpr int kRetransmissionOption = 44;  // Linux 6.15 and later; Debian 12's headers are older
#endif

struct FreeAddresses {
  void operator()(addrinfo* addresses) const { freeaddrinfo(addresses); }
};

std::string reason(int error) {
  return std::generic_category().message(error);
}

int open_reserve() {
  return ::open("/dev/null", O_RDONLY | O_CLOEXEC);
}

void set(int descriptor, int level, int option, int value) {
  // The server works without an option that the kernel does not have.
  static_cast<void>(::setsockopt(descriptor, level, option, &value, sizeof value));
}

/// Returns a socket that listens on this address, or errno.
tl::expected<int, int> listen_on(const addrinfo& address) {
  const int descriptor = ::socket(
      address.ai_family, address.ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, address.ai_protocol);
  if (descriptor < 0) return tl::unexpected(errno);
  set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1);
  if (::bind(descriptor, address.ai_addr, address.ai_addrlen) != 0 ||
      ::listen(descriptor, SOMAXCONN) != 0) {
    const int error = errno;
    ::close(descriptor);
    return tl::unexpected(error);
  }
  return descriptor;
}

std::uint16_t port_of(int descriptor) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (::getsockname(descriptor, generic, &size) != 0) return 0;
  return ntohs(address.ss_family == AF_INET6
                   ? reinterpret_cast<const sockaddr_in6*>(&address)->sin6_port
                   : reinterpret_cast<const sockaddr_in*>(&address)->sin_port);
}

}  // namespace

tl::expected<Listener, std::string> Listener::open(const std::string& host, std::uint16_t port) {
  const bool bare_ipv6 = host.find(':') != std::string::npos;
  const std::string where = "cannot listen on " + (bare_ipv6 ? "[" + host + "]" : host) + ":" +
                            std::to_string(port) + ": ";
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE;
  addrinfo* found = nullptr;
  const int outcome = getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
  if (outcome != 0) return tl::unexpected(where + gai_strerror(outcome));
  const std::unique_ptr<addrinfo, FreeAddresses> addresses(found);
  int error = EADDRNOTAVAIL;
  for (const addrinfo* address = found; address != nullptr; address = address->ai_next) {
    const auto descriptor = listen_on(*address);
    if (descriptor) return Listener(*descriptor, port_of(*descriptor));
    error = descriptor.error();
  }
  const char* advice = error == EADDRINUSE ? "; choose another port, or 0 for a free one" : "";
  return tl::unexpected(where + reason(error) + advice);
}

Listener::Listener(int descriptor, std::uint16_t port)
    : descriptor_(descriptor), reserve_(open_reserve()), port_(port) {}

Listener::Listener(Listener&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      reserve_(std::exchange(other.reserve_, -1)),
      port_(other.port_) {}

Listener::~Listener() {
  close();
  if (reserve_ >= 0) ::close(reserve_);
}

std::optional<int> Listener::accept() {
  while (descriptor_ >= 0) {
    const int accepted = ::accept4(descriptor_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (accepted >= 0) {
      set(accepted, IPPROTO_TCP, TCP_NODELAY, 1);
      set(accepted, IPPROTO_TCP, TCP_NOTSENT_LOWAT, kUnsentBytes);
      set(accepted, IPPROTO_TCP, TCP_THIN_LINEAR_TIMEOUTS, 1);
      set(accepted, IPPROTO_TCP, kRetransmissionOption, kLongestRetransmissionMs);
      return accepted;
    }
    if (errno == EMFILE || errno == ENFILE) return turn_away();
    // An error of one connection (accept(2) lists them) says nothing about the next.
    if (errno != EINTR && errno != ECONNABORTED && errno != EPROTO) return std::nullopt;
  }
  return std::nullopt;
}

// Without a free descriptor, the connection would wait and wake the loop for ever. So it is
// accepted with the reserve and closed.
std::optional<int> Listener::turn_away() {
  if (reserve_ >= 0) {
    ::close(reserve_);
    const int accepted = ::accept4(descriptor_, nullptr, nullptr, SOCK_CLOEXEC);
    if (accepted >= 0) ::close(accepted);
  }
  reserve_ = open_reserve();
  return std::nullopt;
}

void Listener::close() {
  if (descriptor_ < 0) return;
  ::close(std::exchange(descriptor_, -1));
}

}  // namespace stepback::signalling

#include "plugin/src/net/tcp.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace stepback::plugin {
namespace {

// Ten packets of sound, or one picture. Bytes that wait unsent in the kernel can no longer be
// dropped when they are old, and no control message can overtake them. tests/bad_network/README.md
// has the cost of a larger value.
constexpr int kUnsentBytes = 1024;
// Without a limit, TCP doubles its wait: after ten seconds of silence it may wait ten more.
constexpr int kLongestRetransmissionMs = 1000;

#ifdef TCP_RTO_MAX_MS
constexpr int kRetransmissionOption = TCP_RTO_MAX_MS;
#else
constexpr int kRetransmissionOption = 44;  // Linux 6.15; the headers of Debian 12 lack it
#endif

void set(int socket, int option, int value) {
  static_cast<void>(::setsockopt(socket, IPPROTO_TCP, option, &value, sizeof value));
}

}  // namespace

void prepare_for_sound(int socket) {
  set(socket, TCP_NODELAY, 1);
  set(socket, TCP_NOTSENT_LOWAT, kUnsentBytes);
  set(socket, TCP_THIN_LINEAR_TIMEOUTS, 1);
  set(socket, kRetransmissionOption, kLongestRetransmissionMs);
}

// bind() fails for an address that this machine does not have.
bool has_lost_its_address(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (::getsockname(socket, generic, &size) != 0) return false;
  if (address.ss_family == AF_INET) {
    reinterpret_cast<sockaddr_in*>(&address)->sin_port = 0;
  } else if (address.ss_family == AF_INET6) {
    reinterpret_cast<sockaddr_in6*>(&address)->sin6_port = 0;
  } else {
    return false;
  }
  const int probe = ::socket(address.ss_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (probe < 0) return false;
  const bool lost = ::bind(probe, generic, size) != 0 && errno == EADDRNOTAVAIL;
  ::close(probe);
  return lost;
}

}  // namespace stepback::plugin

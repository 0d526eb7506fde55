#include "signalling/net/websocket/bytes_read.hpp"

#include <linux/tcp.h>  // not netinet/tcp.h: its tcp_info ends before tcpi_bytes_received
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstddef>

namespace stepback::signalling {

std::optional<std::uint64_t> bytes_read_from(int descriptor) {
  tcp_info info{};
  socklen_t size = sizeof info;
  if (::getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return std::nullopt;
  constexpr std::size_t needed =
      offsetof(tcp_info, tcpi_bytes_received) + sizeof info.tcpi_bytes_received;
  int unread = 0;
  if (size < needed || ::ioctl(descriptor, FIONREAD, &unread) != 0) return std::nullopt;
  const std::uint64_t received = info.tcpi_bytes_received;
  return received - std::min(received, static_cast<std::uint64_t>(unread));
}

}  // namespace stepback::signalling

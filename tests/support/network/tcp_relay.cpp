#include "support/network/tcp_relay.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace stepback {
namespace {

/// How soon a change of the relay, or its end, is noticed.
constexpr int kLookMs = 20;

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

sockaddr_in local(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

void send_at_once(int socket) {
  const int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

}  // namespace

TcpRelay::TcpRelay(std::uint16_t server) : server_(server) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = local(0);
  socklen_t size = sizeof address;
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  if (listener_ < 0 || ::bind(listener_, any, size) != 0 || ::listen(listener_, 16) != 0 ||
      ::getsockname(listener_, any, &size) != 0) {
    fail("a relay's port");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { run(); });
}

TcpRelay::~TcpRelay() {
  stop_ = true;
  thread_.join();
  for (const Path& each : paths_) {
    ::close(each.client);
    ::close(each.server);
  }
  ::close(listener_);
}

void TcpRelay::run() {
  while (!stop_) {
    std::vector<pollfd> looked{{listener_, POLLIN, 0}};
    const std::size_t known = paths_.size();
    const short wanted = black_ ? 0 : POLLIN;
    for (const Path& each : paths_) {
      // poll() leaves out a negative descriptor: a closed end must not wake a relay that is black.
      looked.push_back({wanted == 0 ? -1 : each.client, wanted, 0});
      looked.push_back({wanted == 0 ? -1 : each.server, wanted, 0});
    }
    if (::poll(looked.data(), looked.size(), kLookMs) <= 0) continue;
    for (std::size_t i = known; i-- > 0;) {
      const Path path = paths_[i];
      const bool up = looked[1 + 2 * i].revents == 0 || pass(path.client, path.server);
      const bool down = looked[2 + 2 * i].revents == 0 || pass(path.server, path.client);
      if (up && down) continue;
      ::close(path.client);
      ::close(path.server);
      paths_.erase(paths_.begin() + static_cast<std::ptrdiff_t>(i));
    }
    if (looked[0].revents != 0) accept_one();
  }
}

void TcpRelay::accept_one() {
  const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
  if (client < 0) return;
  const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = local(server_);
  if (server < 0 ||
      ::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(client);
    if (server >= 0) ::close(server);
    return;
  }
  send_at_once(client);
  send_at_once(server);
  paths_.push_back({client, server});
  ++connections_;
}

// Returns false if either end is closed.
bool TcpRelay::pass(int from, int to) {
  std::array<char, 16 * 1024> bytes{};
  const ssize_t got = ::recv(from, bytes.data(), bytes.size(), MSG_DONTWAIT);
  if (got < 0) return errno == EAGAIN || errno == EINTR;
  if (got == 0) return false;
  for (ssize_t sent = 0; sent < got;) {
    const ssize_t now =
        ::send(to, bytes.data() + sent, static_cast<std::size_t>(got - sent), MSG_NOSIGNAL);
    if (now < 0) return false;
    sent += now;
  }
  return true;
}

}  // namespace stepback

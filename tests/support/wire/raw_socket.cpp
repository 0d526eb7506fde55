#include "support/wire/raw_socket.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace stepback {
namespace {

constexpr int kPatienceSeconds = 60;

std::runtime_error failure(const std::string& what) {
  return std::runtime_error(what + ": " + std::generic_category().message(errno));
}

sockaddr_in address_of(const std::string& host, std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  ::inet_pton(AF_INET, host.c_str(), &address.sin_addr);
  return address;
}

}  // namespace

RawSocket::RawSocket(std::uint16_t port, const RawSocketOptions& options)
    : port_(port), socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const timeval patience{kPatienceSeconds, 0};
  const int on = 1;
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (options.receive_buffer > 0) {
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &options.receive_buffer,
                 sizeof options.receive_buffer);
  }
  const sockaddr_in from = address_of(options.from, 0);
  const sockaddr_in to = address_of(options.to, port);
  if ((!options.from.empty() &&
       ::bind(socket_, reinterpret_cast<const sockaddr*>(&from), sizeof from) != 0) ||
      ::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
    const std::string reason = failure("connect").what();
    disconnect();
    throw std::runtime_error(reason);
  }
}

RawSocket::~RawSocket() {
  disconnect();
}

RawSocket::RawSocket(RawSocket&& other) noexcept
    : port_(other.port_),
      socket_(std::exchange(other.socket_, -1)),
      received_(std::move(other.received_)) {}

void RawSocket::disconnect() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

void RawSocket::finish_sending() {
  ::shutdown(socket_, SHUT_WR);
}

ssize_t RawSocket::write_some(std::string_view bytes) {
  return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

ssize_t RawSocket::read_some(std::span<char> room) {
  return ::recv(socket_, room.data(), room.size(), 0);
}

bool RawSocket::try_send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = write_some(bytes);
    if (sent < 0 && errno != EAGAIN) return false;
    if (sent <= 0) throw failure("send");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawSocket::send(std::string_view bytes) {
  if (!try_send(bytes)) throw failure("send");
}

bool RawSocket::wait_readable(std::chrono::steady_clock::time_point moment) const {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(
      std::max(moment - std::chrono::steady_clock::now(), std::chrono::nanoseconds{0}));
  pollfd waiting{socket_, POLLIN, 0};
  return ::poll(&waiting, 1, static_cast<int>(left.count())) > 0;
}

bool RawSocket::receive() {
  std::array<char, 65536> bytes{};
  const ssize_t size = read_some(bytes);
  if (size < 0 && errno != EAGAIN) return false;
  if (size < 0) throw failure("receive");
  received_.append(bytes.data(), static_cast<std::size_t>(size));
  return size > 0;
}

std::string RawSocket::read_until(std::string_view mark) {
  std::size_t at = 0;
  while ((at = received_.find(mark)) == std::string::npos) {
    if (!receive()) throw std::runtime_error("the server closed before " + std::string(mark));
  }
  return read_exactly(at + mark.size());
}

std::string RawSocket::read_exactly(std::size_t size) {
  while (received_.size() < size) {
    if (!receive()) throw std::runtime_error("the server closed in the middle");
  }
  std::string bytes = received_.substr(0, size);
  received_.erase(0, size);
  return bytes;
}

bool RawSocket::at_end() {
  return received_.empty() && !receive();
}

bool RawSocket::closed_by_server() {
  if (at_end()) return true;
  throw std::runtime_error("the server sent something more");
}

}  // namespace stepback

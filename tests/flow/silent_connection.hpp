#pragma once

// A client that connects and sends nothing.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <utility>

namespace stepback::flow {

/// A connection from the address `from` of this machine. It sends nothing.
class SilentConnection {
 public:
  SilentConnection(std::uint16_t port, const std::string& from)
      : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    ::inet_pton(AF_INET, from.c_str(), &address.sin_addr);
    if (::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      throw std::runtime_error("cannot use the address " + from);
    }
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      throw std::runtime_error("cannot connect from " + from);
    }
  }
  ~SilentConnection() {
    if (socket_ >= 0) ::close(socket_);
  }
  SilentConnection(SilentConnection&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}
  SilentConnection& operator=(SilentConnection&&) = delete;
  SilentConnection(const SilentConnection&) = delete;
  SilentConnection& operator=(const SilentConnection&) = delete;

  /// Returns the status code of the server's answer, or 0 if none comes within `patience`.
  int status(std::chrono::milliseconds patience) const {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>(patience.count())) <= 0) return 0;
    std::string head(12, '\0');  // HTTP/1.1 429
    const ssize_t size = ::recv(socket_, head.data(), head.size(), MSG_WAITALL);
    return size == static_cast<ssize_t>(head.size()) ? std::atoi(head.c_str() + 9) : 0;
  }

 private:
  int socket_;
};

}  // namespace stepback::flow

#pragma once

// A port that no other test gets meanwhile, at any address.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>

namespace stepback::test {

/// Binds the port of all addresses for as long as the object lives, without listening: the system
/// gives it to nobody else, and to no connection that begins at 127.0.0.2. A server that sets
/// SO_REUSEADDR can listen on it, end, and listen on it again. The port belongs to the network
/// namespace of the thread that makes it. Throws std::system_error if there is none.
class HeldPort {
 public:
  HeldPort() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const int on = 1;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_ANY);
    socklen_t size = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    if (socket_ < 0 || ::setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
        ::bind(socket_, any, size) != 0 || ::getsockname(socket_, any, &size) != 0) {
      const int error = errno;
      if (socket_ >= 0) ::close(socket_);
      throw std::system_error(error, std::generic_category(), "holding a port");
    }
    number_ = ntohs(address.sin_port);
  }
  ~HeldPort() { ::close(socket_); }
  HeldPort(const HeldPort&) = delete;
  HeldPort& operator=(const HeldPort&) = delete;

  std::uint16_t number() const { return number_; }

 private:
  int socket_;
  std::uint16_t number_ = 0;
};

}  // namespace stepback::test

#pragma once

// Sockets of this machine on free ports, for tests that need a tiny server or a closed port.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace stepback::plugin {

/// A file descriptor that is closed with its owner.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {
    if (value < 0) throw std::runtime_error("no socket");
  }
  ~Descriptor() {
    if (value_ >= 0) close(value_);
  }
  Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  int get() const { return value_; }

 private:
  int value_;
};

/// A port of 127.0.0.1 that belongs to the object. Clients are refused until somebody listens.
class ClosedPort {
 public:
  ClosedPort() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof(address);
    if (bind(socket_.get(), generic, size) != 0 ||
        getsockname(socket_.get(), generic, &size) != 0) {
      throw std::runtime_error("no port");
    }
    port_ = ntohs(address.sin_port);
  }
  std::uint16_t port() const { return port_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  const Descriptor& socket() const { return socket_; }

 private:
  Descriptor socket_;
  std::uint16_t port_ = 0;
};

class Listener {
 public:
  Listener() {
    if (listen(port_.socket().get(), 4) != 0) throw std::runtime_error("cannot listen");
  }
  std::uint16_t port() const { return port_.port(); }
  std::string url() const { return port_.url(); }
  Descriptor accept_one() const {
    return Descriptor(accept(port_.socket().get(), nullptr, nullptr));
  }

 private:
  ClosedPort port_;
};

/// Reads an HTTP request whose body has `Content-Length`.
inline std::string read_request(int socket) {
  std::string request;
  char buffer[4096];
  for (;;) {
    const std::size_t head = request.find("\r\n\r\n");
    if (head != std::string::npos) {
      std::string lower = request.substr(0, head);
      for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
      const std::size_t length = lower.find("content-length:");
      const std::size_t body =
          length == std::string::npos ? 0 : std::stoul(lower.substr(length + 15));
      if (request.size() >= head + 4 + body) return request;
    }
    const ssize_t count = recv(socket, buffer, sizeof(buffer), 0);
    if (count <= 0) return request;
    request.append(buffer, static_cast<std::size_t>(count));
  }
}

inline void write_all(int socket, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = send(socket, text.data(), text.size(), MSG_NOSIGNAL);
    if (count <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

}  // namespace stepback::plugin

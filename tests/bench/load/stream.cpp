#include "bench/load/stream.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <utility>

namespace stepback::bench {
namespace {

std::array<std::uint8_t, 65536> buffer;  // one for all streams: its content is used at once

TlsContext make_tls(const SSL_METHOD* method) {
  TlsContext tls{SSL_CTX_new(method), SSL_CTX_free};
  SSL_CTX_set_min_proto_version(tls.get(), TLS1_3_VERSION);
  SSL_CTX_set_ciphersuites(tls.get(), "TLS_AES_128_GCM_SHA256");
  SSL_CTX_set_mode(tls.get(), SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                  SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_session_cache_mode(tls.get(), SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets(tls.get(), 0);
  SSL_CTX_set_read_ahead(tls.get(), 1);
  return tls;
}

}  // namespace

TlsContext client_tls() {
  return make_tls(TLS_client_method());
}

TlsContext server_tls(const std::string& certificate, const std::string& key) {
  TlsContext tls = make_tls(TLS_server_method());
  if (SSL_CTX_use_certificate_chain_file(tls.get(), certificate.c_str()) != 1 ||
      SSL_CTX_use_PrivateKey_file(tls.get(), key.c_str(), SSL_FILETYPE_PEM) != 1) {
    throw std::runtime_error("no certificate in " + certificate);
  }
  return tls;
}

Stream::Socket::Socket(Socket&& other) noexcept : descriptor(std::exchange(other.descriptor, -1)) {}

Stream::Socket::~Socket() {
  if (descriptor >= 0) ::close(descriptor);
}

Stream Stream::to(std::uint16_t port, const TlsContext& tls) {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) throw std::runtime_error("no more sockets");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    ::close(descriptor);
    throw std::runtime_error("cannot connect to port " + std::to_string(port));
  }
  return Stream{descriptor, tls, false};
}

Stream Stream::accepted(int descriptor, const TlsContext& tls) {
  return Stream{descriptor, tls, true};
}

Stream::Stream(int descriptor, const TlsContext& tls, bool server) : socket_(descriptor) {
  ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
  const int on = 1;
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (!tls) return;
  ssl_.reset(SSL_new(tls.get()));
  SSL_set_fd(ssl_.get(), descriptor);
  if (server) {
    SSL_set_accept_state(ssl_.get());
  } else {
    SSL_set_connect_state(ssl_.get());
  }
  shaken_ = false;
  if (!server) shake_hands();
}

bool Stream::shake_hands() {
  if (shaken_) return true;
  const int result = SSL_do_handshake(ssl_.get());
  const int error = SSL_get_error(ssl_.get(), result);
  handshake_writes_ = error == SSL_ERROR_WANT_WRITE;
  shaken_ = result == 1;
  if (!shaken_ && error != SSL_ERROR_WANT_READ && !handshake_writes_) closed_ = true;
  return shaken_;
}

std::size_t Stream::send_some(std::span<const std::uint8_t> bytes) {
  if (ssl_) {
    std::size_t sent = 0;
    const int result = SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &sent);
    if (result == 1) return sent;
    const int error = SSL_get_error(ssl_.get(), result);
    if (error != SSL_ERROR_WANT_WRITE && error != SSL_ERROR_WANT_READ) closed_ = true;
    return 0;
  }
  const ssize_t sent = ::send(socket_.descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (sent >= 0) return static_cast<std::size_t>(sent);
  if (errno != EAGAIN && errno != EINTR) closed_ = true;
  return 0;
}

void Stream::write(std::span<const std::uint8_t> bytes) {
  if (closed_) return;
  if (shaken_ && kept_.empty()) bytes = bytes.subspan(send_some(bytes));
  kept_.insert(kept_.end(), bytes.begin(), bytes.end());
}

void Stream::write(const std::string& text) {
  write({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

void Stream::flush() {
  if (closed_ || !shake_hands()) return;
  while (!kept_.empty()) {
    const std::size_t sent = send_some(kept_);
    if (sent == 0) return;
    kept_.erase(kept_.begin(), kept_.begin() + static_cast<std::ptrdiff_t>(sent));
  }
}

std::span<std::uint8_t> Stream::read() {
  if (closed_) return {};
  if (!shaken_) {
    flush();
    if (!shaken_ || !more()) return {};
  }
  if (ssl_) {
    std::size_t size = 0;
    const int result = SSL_read_ex(ssl_.get(), buffer.data(), buffer.size(), &size);
    if (result == 1) return {buffer.data(), size};
    const int error = SSL_get_error(ssl_.get(), result);
    if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) closed_ = true;
    return {};
  }
  const ssize_t size = ::recv(socket_.descriptor, buffer.data(), buffer.size(), 0);
  if (size > 0) return {buffer.data(), static_cast<std::size_t>(size)};
  if (size == 0 || (errno != EAGAIN && errno != EINTR)) closed_ = true;
  return {};
}

bool Stream::more() const {
  return ssl_ && !closed_ && shaken_ && SSL_has_pending(ssl_.get()) == 1;
}

}  // namespace stepback::bench

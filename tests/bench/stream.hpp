#pragma once

// A TCP connection, plain or over TLS, that never waits. Used by both ends: by the participants of
// the load generator, and by the floor. One thread.
//
// One recv() a wake-up and one send() a write: over TLS too, where OpenSSL reads ahead instead of
// fetching each record's head by a call of its own.

#include <openssl/ssl.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace stepback::bench {

using TlsContext = std::shared_ptr<SSL_CTX>;

/// TLS 1.3 with AES-128-GCM, the server's first choice, so that all measure the same cipher. A
/// client's checks no certificate: who the server is costs the client time, and is not measured.
TlsContext client_tls();
/// Throws std::runtime_error if the files hold no certificate and key.
TlsContext server_tls(const std::string& certificate, const std::string& key);

class Stream {
 public:
  /// Connects to a port of this machine. Throws std::runtime_error if nobody listens there.
  static Stream to(std::uint16_t port, const TlsContext& tls);
  /// Takes over an accepted socket; `tls` may be none.
  static Stream accepted(int descriptor, const TlsContext& tls);

  int descriptor() const { return socket_.descriptor; }
  bool closed() const { return closed_; }

  /// Sends, and keeps what the system does not take now until flush().
  void write(std::span<const std::uint8_t> bytes);
  void write(const std::string& text);
  /// Sends what was kept. To be called when the socket can take it.
  void flush();
  /// Whether something is kept: wait for the socket to become writable.
  bool wants_write() const { return !kept_.empty() || handshake_writes_; }

  /// What has come, at most a buffer full; empty if there is nothing now. Valid until the next call
  /// for any stream of this thread. `more()` says whether to call again at once.
  std::span<std::uint8_t> read();
  bool more() const;

  /// Waits until something can be read, or gives up at that moment (now_ns()).
  bool wait_readable(std::int64_t until_ns) const;

 private:
  struct Socket {
    explicit Socket(int number) : descriptor(number) {}
    Socket(Socket&& other) noexcept;
    Socket& operator=(Socket&&) = delete;
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    ~Socket();
    int descriptor;
  };
  struct FreeSsl {
    void operator()(SSL* ssl) const { SSL_free(ssl); }
  };

  Stream(int descriptor, const TlsContext& tls, bool server);
  bool shake_hands();
  std::size_t send_some(std::span<const std::uint8_t> bytes);

  Socket socket_;
  std::unique_ptr<SSL, FreeSsl> ssl_;
  bool shaken_ = true;  ///< the handshake is done, or there is none
  bool handshake_writes_ = false;
  bool closed_ = false;
  std::vector<std::uint8_t> kept_;
};

}  // namespace stepback::bench

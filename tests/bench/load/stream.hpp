#pragma once

// A TCP connection, plain or over TLS, that never waits. Both ends use it: the participants of the
// load generator and the baseline. One thread.
//
// Makes one recv() a wake-up and one send() a write. Over TLS too: OpenSSL reads ahead there
// instead of fetching each record's head by a call of its own.

#include <openssl/ssl.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace stepback::bench {

using TlsContext = std::shared_ptr<SSL_CTX>;

/// TLS 1.3 with AES-128-GCM, the server's first choice, so that all measurements use the same
/// cipher. The client checks no certificate: that check would cost the client's time, which is not
/// measured.
TlsContext client_tls();
/// Throws std::runtime_error if the files hold no certificate and key.
TlsContext server_tls(const std::string& certificate, const std::string& key);

class Stream {
 public:
  /// Connects to a port of this machine. Throws std::runtime_error if nobody listens there.
  static Stream to(std::uint16_t port, const TlsContext& tls);
  /// Takes over an accepted socket. `tls` may be none.
  static Stream accepted(int descriptor, const TlsContext& tls);

  int descriptor() const { return socket_.descriptor; }
  bool closed() const { return closed_; }

  /// Sends the bytes. The part that the system does not take now is kept until flush().
  void write(std::span<const std::uint8_t> bytes);
  void write(const std::string& text);
  /// Sends the bytes that were kept. Call it when the socket is writable.
  void flush();
  /// Whether to wait for the socket to become writable.
  bool wants_write() const { return !kept_.empty() || handshake_writes_; }

  /// Returns the bytes that have come, at most a buffer full; empty if there are none now. They are
  /// valid until the next call for any stream of this thread. `more()` says whether to call again
  /// at once.
  std::span<std::uint8_t> read();
  bool more() const;

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

#pragma once

// RawClient over TLS by OpenSSL, with the versions and ciphers that a test wants to offer.

#include <openssl/ssl.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "support/wire/raw_client.hpp"

namespace stepback {

/// The versions and ciphers that a client offers. By default all of OpenSSL's, at its lowest
/// security level.
struct TlsOffer {
  std::optional<int> least_version{};  ///< TLS1_2_VERSION and the like
  std::optional<int> most_version{};
  std::optional<std::string> ciphers{};  ///< below TLS 1.3
  std::string server_name = "localhost";
  std::string protocols = "\x08http/1.1";  ///< ALPN
  SSL_SESSION* session = nullptr;          ///< to be resumed
};

class TlsClient final : public RawClient {
 public:
  /// Connects and does the handshake. Throws std::runtime_error with OpenSSL's reason if that
  /// fails.
  explicit TlsClient(std::uint16_t port, const TlsOffer& offer = {});
  ~TlsClient() override;

  SSL* tls() const { return tls_.get(); }
  /// The hash of the server's certificate.
  std::string certificate() const;

 protected:
  ssize_t write_some(std::string_view bytes) override;
  ssize_t read_some(std::span<char> room) override;

 private:
  struct Free {
    void operator()(SSL_CTX* context) const;
    void operator()(SSL* tls) const;
  };
  std::unique_ptr<SSL_CTX, Free> context_;
  std::unique_ptr<SSL, Free> tls_;
};

}  // namespace stepback

#pragma once

// A TLS listener that shows a certificate which no stepbackd would show: expired, not valid yet, or
// for another name. Nobody gets further than the certificate.

#include <openssl/ssl.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

namespace stepback::flow {

/// What to write into a certificate.
struct CertificateWish {
  std::chrono::hours valid_from{-24};  ///< from now
  std::chrono::hours valid_until{24};  ///< from now
  std::string names = "IP:127.0.0.1";  ///< as OpenSSL writes subject alternative names
};

class CertificateServer {
 public:
  /// Makes a key and a self-signed certificate and listens on a free port of 127.0.0.1. Writes the
  /// certificate to `file` as PEM, for people who trust it. Throws std::runtime_error if that
  /// fails.
  CertificateServer(const CertificateWish& wish, const std::filesystem::path& file);
  ~CertificateServer();
  CertificateServer(const CertificateServer&) = delete;
  CertificateServer& operator=(const CertificateServer&) = delete;

  std::uint16_t port() const { return port_; }
  /// The connections so far.
  int attempts() const { return attempts_; }

 private:
  void serve();

  std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> tls_{nullptr, SSL_CTX_free};
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<int> attempts_{0};
  std::thread thread_;
};

}  // namespace stepback::flow

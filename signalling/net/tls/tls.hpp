#pragma once

// TLS as the server speaks it: versions 1.2 and 1.3, ephemeral keys and authenticated ciphers
// alone, and a certificate that can be exchanged while it runs. Loop thread, or before the loop
// runs; outlives the event loop.

#include <openssl/types.h>

#include "signalling/net/tls/certificate.hpp"

namespace stepback::signalling {

class Tls {
 public:
  explicit Tls(TlsCertificate certificate) : certificate_(std::move(certificate)) {}
  Tls(const Tls&) = delete;
  Tls& operator=(const Tls&) = delete;
  ~Tls() = default;

  /// What the next handshakes show. Connections that are there go on with theirs.
  void use(TlsCertificate certificate) { certificate_ = std::move(certificate); }
  const TlsCertificate& certificate() const { return certificate_; }

  /// Makes a fresh context, libwebsockets' for one, speak so. False if OpenSSL has not got what it
  /// takes.
  bool prepare(SSL_CTX* context);

 private:
  TlsCertificate certificate_;
};

}  // namespace stepback::signalling

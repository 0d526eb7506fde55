#pragma once

// The server's TLS: versions 1.2 and 1.3, only ephemeral keys and authenticated ciphers, and a
// certificate that can be exchanged while the server runs. Loop thread, or before the loop runs;
// outlives the event loop.

#include <openssl/types.h>

#include "signalling/net/tls/certificate.hpp"

namespace stepback::signalling {

class Tls {
 public:
  explicit Tls(TlsCertificate certificate) : certificate_(std::move(certificate)) {}
  Tls(const Tls&) = delete;
  Tls& operator=(const Tls&) = delete;
  ~Tls() = default;

  /// Sets the certificate of later handshakes. Existing connections keep theirs.
  void use(TlsCertificate certificate) { certificate_ = std::move(certificate); }
  const TlsCertificate& certificate() const { return certificate_; }

  /// Prepares a fresh context, such as libwebsockets' own. The Tls object must outlive it. Returns
  /// false if OpenSSL lacks something that is needed.
  bool prepare(SSL_CTX* context);

 private:
  TlsCertificate certificate_;
};

}  // namespace stepback::signalling

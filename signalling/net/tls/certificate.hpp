#pragma once

// A certificate with its chain and its private key, as OpenSSL holds them. An immutable value;
// copies share the data. Users need no OpenSSL header to pass it on. Loop thread, or before the
// loop runs.

#include <openssl/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "protocol/base/ids.hpp"

namespace stepback::signalling {

class TlsCertificate {
 public:
  /// Loads two PEM files: the certificate, followed by the chain up to its authority; and the key,
  /// without a passphrase. Returns a sentence that says what and where if a file cannot be read or
  /// holds no such thing, if the key does not fit the certificate, if either is too weak for TLS
  /// (the security level of this machine's OpenSSL), or if the certificate has ended at `now`.
  static tl::expected<TlsCertificate, std::string> load(const std::filesystem::path& certificate,
                                                        const std::filesystem::path& key,
                                                        protocol::Instant now);

  /// When the certificate ends.
  protocol::Instant ends() const { return ends_; }
  /// Whether the certificate is for this name or address.
  bool is_for(std::string_view host) const;
  /// Returns the certificate's first DNS name that is no wildcard; empty if there is none.
  std::string name() const;

  /// Gives this certificate to a connection whose handshake begins. Returns false if there is no
  /// memory.
  bool give_to(SSL* connection) const;

 private:
  /// A context without connections, which keeps certificate, chain and key together.
  TlsCertificate(std::shared_ptr<SSL_CTX> holder, protocol::Instant ends)
      : holder_(std::move(holder)), ends_(ends) {}

  std::shared_ptr<SSL_CTX> holder_;
  protocol::Instant ends_;
};

}  // namespace stepback::signalling

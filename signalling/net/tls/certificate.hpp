#pragma once

// A certificate with the chain below it and its private key, as OpenSSL holds them. An immutable
// value whose copies share one thing; no OpenSSL header is needed to pass it on. Loop thread, or
// before the loop runs.

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
  /// What two PEM files hold: the certificate, then the chain up to its authority; and the key,
  /// without a passphrase. A sentence that says what and where if a file cannot be read or holds no
  /// such thing, if the key is not the certificate's, if either is too weak for TLS (OpenSSL's
  /// security level of this machine), or if the certificate has ended at `now`.
  static tl::expected<TlsCertificate, std::string> load(const std::filesystem::path& certificate,
                                                        const std::filesystem::path& key,
                                                        protocol::Instant now);

  /// When it ends.
  protocol::Instant ends() const { return ends_; }
  /// Whether it is for this name or address.
  bool is_for(std::string_view host) const;
  /// The first name in it that a person can type, or nothing: an address, or a wildcard.
  std::string name() const;

  /// Makes this the certificate of a connection whose handshake begins. False: no memory.
  bool give_to(SSL* connection) const;

 private:
  /// A context that nobody connects through: it keeps the three together.
  TlsCertificate(std::shared_ptr<SSL_CTX> holder, protocol::Instant ends)
      : holder_(std::move(holder)), ends_(ends) {}

  std::shared_ptr<SSL_CTX> holder_;
  protocol::Instant ends_;
};

}  // namespace stepback::signalling

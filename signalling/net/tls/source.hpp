#pragma once

// Where the server's certificate comes from, as its options say, and when it is read again.

#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "signalling/base/clock.hpp"
#include "signalling/net/tls/tls.hpp"
#include "signalling/server/options.hpp"

namespace stepback::signalling {

/// Loop thread, or before it runs. The references outlive it.
class TlsSource {
 public:
  TlsSource(const ServeOptions& options, const Clock& clock) : options_(options), clock_(clock) {}

  /// TLS with the certificate that the options name, or that the data folder has or gets; null if
  /// they ask for none. A sentence if there is no such certificate.
  tl::expected<std::unique_ptr<Tls>, std::string> open() const;
  /// Reads it again: what is good takes the place of what `tls` shows, what is not is logged and
  /// changes nothing.
  void reread(Tls& tls) const;
  /// Replaces a self-signed one that ends soon.
  void renew(Tls& tls) const;

 private:
  tl::expected<TlsCertificate, std::string> load() const;

  const ServeOptions& options_;
  const Clock& clock_;
};

}  // namespace stepback::signalling

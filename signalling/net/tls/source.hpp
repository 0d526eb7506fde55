#pragma once

// Finds the server's certificate as the options say, and reads it again when needed.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "signalling/base/clock.hpp"
#include "signalling/net/tls/tls.hpp"

namespace stepback::signalling {

/// Which certificate the server shows.
struct TlsSettings {
  std::optional<std::filesystem::path> certificate;  ///< PEM files: both or neither
  std::optional<std::filesystem::path> key;
  bool self_signed = false;    ///< a certificate that is made in `data`, in place of the files
  std::filesystem::path data;  ///< the data folder
  std::string listen;          ///< the address or host's name that a self-signed one has to be for
  std::string public_host;     ///< likewise the host that links name; may be empty

  bool wanted() const { return certificate.has_value() || self_signed; }
};

/// Loop thread, or before it runs. The clock outlives it.
class TlsSource {
 public:
  TlsSource(TlsSettings settings, const Clock& clock)
      : settings_(std::move(settings)), clock_(clock) {}

  /// TLS with the certificate that the settings name, or that the data folder has or gets; null if
  /// they ask for none. A sentence if there is no such certificate.
  tl::expected<std::unique_ptr<Tls>, std::string> open() const;
  /// Loads the certificate again. A good one replaces the one in `tls`; a bad one is logged and
  /// changes nothing.
  void reread(Tls& tls) const;
  /// Replaces a self-signed certificate that ends soon; does nothing else.
  void renew(Tls& tls) const;

 private:
  tl::expected<TlsCertificate, std::string> load() const;

  TlsSettings settings_;
  const Clock& clock_;
};

}  // namespace stepback::signalling

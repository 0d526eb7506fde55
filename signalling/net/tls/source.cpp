#include "signalling/net/tls/source.hpp"

#include <utility>

#include "signalling/base/log.hpp"
#include "signalling/net/tls/self_signed.hpp"

namespace stepback::signalling {
namespace {

std::int64_t days_left(const TlsCertificate& certificate, protocol::Instant now) {
  return std::chrono::floor<std::chrono::days>(certificate.ends() - now).count();
}

}  // namespace

tl::expected<TlsCertificate, std::string> TlsSource::load() const {
  if (!settings_.self_signed) {
    return TlsCertificate::load(*settings_.certificate, *settings_.key, clock_.now());
  }
  return self_signed_certificate(
      settings_.data, names_of_this_machine(settings_.listen, settings_.public_host), clock_.now());
}

tl::expected<std::unique_ptr<Tls>, std::string> TlsSource::open() const {
  if (!settings_.wanted()) return nullptr;
  auto certificate = load();
  if (!certificate) return tl::unexpected(std::move(certificate.error()));
  return std::make_unique<Tls>(*std::move(certificate));
}

void TlsSource::reread(Tls& tls) const {
  auto certificate = load();
  if (!certificate) {
    return log::error("certificateKept", {{"why", log::Sentence{std::move(certificate.error())}}});
  }
  tls.use(*std::move(certificate));
  log::info("certificateRead", {{"days", days_left(tls.certificate(), clock_.now())}});
}

void TlsSource::renew(Tls& tls) const {
  const bool soon = tls.certificate().ends() - clock_.now() <= kSelfSignedRenewedBefore;
  if (settings_.self_signed && soon) reread(tls);
}

}  // namespace stepback::signalling

#include "signalling/net/tls/source.hpp"

#include <utility>

#include "signalling/base/log.hpp"
#include "signalling/net/http/web_origin.hpp"
#include "signalling/net/tls/self_signed.hpp"

namespace stepback::signalling {
namespace {

std::string host_of(const std::optional<std::string>& url) {
  const auto origin = url ? WebOrigin::of_url(*url) : std::nullopt;
  return origin ? origin->host() : std::string();
}

std::int64_t days_left(const TlsCertificate& certificate, protocol::Instant now) {
  return std::chrono::floor<std::chrono::days>(certificate.ends() - now).count();
}

}  // namespace

tl::expected<TlsCertificate, std::string> TlsSource::load() const {
  if (!options_.tls_self_signed) {
    return TlsCertificate::load(*options_.tls_certificate, *options_.tls_key, clock_.now());
  }
  return self_signed_certificate(
      options_.data, names_of_this_machine(options_.listen, host_of(options_.public_url)),
      clock_.now());
}

tl::expected<std::unique_ptr<Tls>, std::string> TlsSource::open() const {
  if (!options_.over_tls()) return nullptr;
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
  if (options_.tls_self_signed && soon) reread(tls);
}

}  // namespace stepback::signalling

#include "signalling/net/tls/certificate.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <cerrno>
#include <ctime>
#include <fstream>
#include <optional>
#include <system_error>

namespace stepback::signalling {
namespace {

namespace fs = std::filesystem;
using Refused = tl::unexpected<std::string>;

/// Returns OpenSSL's reason for its last fault, which holds nothing of a file's content.
std::string reason() {
  const unsigned long error = ERR_peek_last_error();
  const char* const text = error == 0 ? nullptr : ERR_reason_error_string(error);
  return text == nullptr ? "" : std::string(" (") + text + ")";
}

/// Says why a file cannot be read; nothing if it can. OpenSSL would only say "system lib".
std::optional<std::string> unreadable(const fs::path& path) {
  errno = 0;
  const std::ifstream file(path);
  if (file && !fs::is_directory(path)) return std::nullopt;
  const int error = errno != 0 ? errno : EISDIR;
  return "cannot read " + path.string() + ": " + std::generic_category().message(error);
}

/// Gives no passphrase to a key that asks for one, because nobody is there to type it.
int no_passphrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*context*/) {
  return 0;
}

protocol::Instant instant_of(const ASN1_TIME* time) {
  std::tm utc{};
  if (ASN1_TIME_to_tm(time, &utc) != 1) return {};
  return protocol::Instant{std::chrono::seconds{timegm(&utc)}};
}

std::string day_of(protocol::Instant at) {
  const std::time_t seconds =
      std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count();
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::string text(std::size_t{10}, '\0');
  std::strftime(text.data(), text.size() + 1, "%Y-%m-%d", &utc);
  return text;
}

}  // namespace

tl::expected<TlsCertificate, std::string> TlsCertificate::load(const fs::path& certificate,
                                                               const fs::path& key,
                                                               protocol::Instant now) {
  for (const fs::path& each : {certificate, key}) {
    if (auto why = unreadable(each)) return Refused(*std::move(why));
  }
  const std::shared_ptr<SSL_CTX> holder(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  if (!holder) throw std::bad_alloc();
  ERR_clear_error();
  SSL_CTX_set_default_passwd_cb(holder.get(), no_passphrase);
  if (SSL_CTX_use_certificate_chain_file(holder.get(), certificate.c_str()) != 1) {
    return Refused("the certificate " + certificate.string() +
                   ": expected PEM with a certificate that is strong enough, then its chain" +
                   reason());
  }
  const X509* const leaf = SSL_CTX_get0_certificate(holder.get());
  const protocol::Instant ends = instant_of(X509_get0_notAfter(leaf));
  if (ends <= now) {
    return Refused("the certificate " + certificate.string() + " has ended on " + day_of(ends));
  }
  if (SSL_CTX_use_PrivateKey_file(holder.get(), key.c_str(), SSL_FILETYPE_PEM) != 1) {
    return Refused("the key " + key.string() + ": expected PEM with the private key of " +
                   certificate.string() + ", without a passphrase" + reason());
  }
  return TlsCertificate(holder, ends);
}

bool TlsCertificate::is_for(std::string_view host) const {
  X509* const leaf = SSL_CTX_get0_certificate(holder_.get());
  const std::string text(host);
  return X509_check_host(leaf, text.data(), text.size(), 0, nullptr) == 1 ||
         X509_check_ip_asc(leaf, text.c_str(), 0) == 1;
}

std::string TlsCertificate::name() const {
  const X509* const leaf = SSL_CTX_get0_certificate(holder_.get());
  const std::unique_ptr<GENERAL_NAMES, decltype(&GENERAL_NAMES_free)> names(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(leaf, NID_subject_alt_name, nullptr, nullptr)),
      &GENERAL_NAMES_free);
  const int count = names ? sk_GENERAL_NAME_num(names.get()) : 0;
  for (int i = 0; i < count; ++i) {
    int kind = 0;
    const auto* const value = static_cast<const ASN1_STRING*>(
        GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(names.get(), i), &kind));
    if (kind != GEN_DNS) continue;
    std::string name(reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
                     static_cast<std::size_t>(ASN1_STRING_length(value)));
    if (!name.starts_with('*')) return name;
  }
  return {};
}

bool TlsCertificate::give_to(SSL* connection) const {
  STACK_OF(X509)* chain = nullptr;
  SSL_CTX_get0_chain_certs(holder_.get(), &chain);
  return SSL_use_cert_and_key(connection, SSL_CTX_get0_certificate(holder_.get()),
                              SSL_CTX_get0_privatekey(holder_.get()), chain, 1) == 1;
}

}  // namespace stepback::signalling

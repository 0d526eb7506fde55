#include "signalling/net/tls/self_signed.hpp"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>

#include "protocol/base/contains.hpp"
#include "signalling/base/machine.hpp"
#include "signalling/base/private_file.hpp"

namespace stepback::signalling {
namespace {

namespace fs = std::filesystem;

/// Apple's systems refuse certificates of more than 825 days, even if their user trusts them.
constexpr std::chrono::days kLifetime{365};
/// For machines whose clock is behind.
constexpr std::chrono::days kBackdated{1};
constexpr std::size_t kSerialBytes = 16;

template <auto Function>
struct Free {
  template <typename Thing>
  void operator()(Thing* thing) const {
    Function(thing);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>>;
using Memory = std::unique_ptr<BIO, Free<BIO_free>>;
using Number = std::unique_ptr<BIGNUM, Free<BN_free>>;

// The calls below fail only for want of memory or entropy.
void expect(bool done) {
  if (!done) throw std::bad_alloc();
}

bool is_address(const std::string& host) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  return inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 ||
         inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (!name.empty() && !protocol::contains(names, name)) names.push_back(name);
}

std::string text_of(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* bytes =
      address.sa_family == AF_INET
          ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in&>(address).sin_addr)
          : &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
  const char* const written = inet_ntop(address.sa_family, bytes, text.data(), text.size());
  return written == nullptr ? "" : written;
}

void add_addresses(SelfSignedNames& names) {
  ifaddrs* found = nullptr;
  if (getifaddrs(&found) != 0) return;  // localhost and the host's name are enough to start
  const std::unique_ptr<ifaddrs, Free<freeifaddrs>> interfaces(found);
  for (const ifaddrs* each = found; each != nullptr; each = each->ifa_next) {
    const bool up = (each->ifa_flags & IFF_UP) != 0;
    if (each->ifa_addr == nullptr || !up) continue;
    if (each->ifa_addr->sa_family == AF_INET) add_once(names.needed, text_of(*each->ifa_addr));
    if (each->ifa_addr->sa_family == AF_INET6) add_once(names.besides, text_of(*each->ifa_addr));
  }
}

std::string subject_alternative_names(const SelfSignedNames& names) {
  std::string text;
  for (const auto* list : {&names.needed, &names.besides}) {
    for (const std::string& each : *list) {
      text += (text.empty() ? "" : ",") + std::string(is_address(each) ? "IP:" : "DNS:") + each;
    }
  }
  return text;
}

void extend(X509* certificate, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
  expect(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
}

void set_serial(X509* certificate) {
  std::array<unsigned char, kSerialBytes> bytes{};
  expect(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1);
  bytes[0] &= 0x7F;  // positive (RFC 5280, section 4.1.2.2)
  const Number number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
  expect(number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr);
}

Certificate make_certificate(EVP_PKEY* key, const SelfSignedNames& names, protocol::Instant now) {
  Certificate made(X509_new());
  X509* const certificate = made.get();
  expect(certificate != nullptr && X509_set_version(certificate, X509_VERSION_3) == 1);
  set_serial(certificate);
  const auto day = [now](std::chrono::days from_now) {
    return std::chrono::floor<std::chrono::seconds>((now + from_now).time_since_epoch()).count();
  };
  expect(ASN1_TIME_set(X509_getm_notBefore(certificate), day(-kBackdated)) != nullptr);
  expect(ASN1_TIME_set(X509_getm_notAfter(certificate), day(kLifetime)) != nullptr);
  X509_NAME* const name = X509_get_subject_name(certificate);
  constexpr std::string_view common_name = "Stepback, self-signed";
  expect(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                                    reinterpret_cast<const unsigned char*>(common_name.data()),
                                    static_cast<int>(common_name.size()), -1, 0) == 1);
  expect(X509_set_issuer_name(certificate, name) == 1 && X509_set_pubkey(certificate, key) == 1);
  extend(certificate, NID_basic_constraints, "critical,CA:FALSE");
  extend(certificate, NID_key_usage, "critical,digitalSignature");
  extend(certificate, NID_ext_key_usage, "serverAuth");
  extend(certificate, NID_subject_key_identifier, "hash");
  extend(certificate, NID_subject_alt_name, subject_alternative_names(names));
  expect(X509_sign(certificate, key, EVP_sha256()) != 0);
  return made;
}

std::string text_of(BIO* memory) {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(memory, &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

tl::expected<void, std::string> make(const fs::path& certificate_path, const fs::path& key_path,
                                     const SelfSignedNames& names, protocol::Instant now) {
  const Key key(EVP_EC_gen("P-256"));
  expect(key != nullptr);
  const Certificate certificate = make_certificate(key.get(), names, now);
  const Memory key_text(BIO_new(BIO_s_mem()));
  const Memory certificate_text(BIO_new(BIO_s_mem()));
  expect(key_text && certificate_text &&
         PEM_write_bio_PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr,
                                  nullptr) == 1 &&
         PEM_write_bio_X509(certificate_text.get(), certificate.get()) == 1);
  // If only one of the two is written, it does not fit the other, and both are made anew.
  auto written = write_private_file(key_path, text_of(key_text.get()), Existing::replaced);
  if (!written) return written;
  return write_private_file(certificate_path, text_of(certificate_text.get()), Existing::replaced);
}

bool serves(const TlsCertificate& certificate, const SelfSignedNames& names,
            protocol::Instant now) {
  return certificate.ends() - now > kSelfSignedRenewedBefore &&
         std::ranges::all_of(names.needed,
                             [&](const std::string& each) { return certificate.is_for(each); });
}

}  // namespace

SelfSignedNames names_of_this_machine(const std::string& listen, const std::string& public_host) {
  SelfSignedNames names{{"localhost", "127.0.0.1"}, {"::1"}};
  for (const std::string& name : machine_names()) add_once(names.needed, name);
  if (listen != "0.0.0.0" && listen != "::") add_once(names.needed, listen);
  add_once(names.needed, public_host);
  add_addresses(names);
  return names;
}

tl::expected<TlsCertificate, std::string> self_signed_certificate(const fs::path& data_folder,
                                                                  const SelfSignedNames& names,
                                                                  protocol::Instant now) {
  const fs::path certificate = data_folder / kSelfSignedCertificate;
  const fs::path key = data_folder / kSelfSignedKey;
  const auto kept = TlsCertificate::load(certificate, key, now);
  if (kept && serves(*kept, names, now)) return *kept;
  if (auto made = make(certificate, key, names, now); !made) return tl::unexpected(made.error());
  return TlsCertificate::load(certificate, key, now);
}

}  // namespace stepback::signalling

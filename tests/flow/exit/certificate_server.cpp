#include "flow/exit/certificate_server.hpp"

#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <stdexcept>

namespace stepback::flow {
namespace {

using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;
using Certificate = std::unique_ptr<X509, void (*)(X509*)>;

void expect(bool done) {
  if (!done) throw std::runtime_error("no certificate could be made");
}

void extend(X509* certificate, int kind, const std::string& value) {
  X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str());
  const bool added = extension != nullptr && X509_add_ext(certificate, extension, -1) == 1;
  X509_EXTENSION_free(extension);
  expect(added);
}

Certificate make_certificate(EVP_PKEY* key, const CertificateWish& wish) {
  Certificate made{X509_new(), X509_free};
  X509* const certificate = made.get();
  expect(certificate != nullptr && X509_set_version(certificate, X509_VERSION_3) == 1);
  const auto seconds = [](std::chrono::hours hours) {
    return static_cast<long>(std::chrono::seconds{hours}.count());
  };
  expect(ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1) == 1);
  expect(X509_gmtime_adj(X509_getm_notBefore(certificate), seconds(wish.valid_from)) != nullptr);
  expect(X509_gmtime_adj(X509_getm_notAfter(certificate), seconds(wish.valid_until)) != nullptr);
  X509_NAME* const name = X509_get_subject_name(certificate);
  const auto* const common = reinterpret_cast<const unsigned char*>("A test");
  expect(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, common, -1, -1, 0) == 1);
  expect(X509_set_issuer_name(certificate, name) == 1 && X509_set_pubkey(certificate, key) == 1);
  extend(certificate, NID_subject_alt_name, wish.names);
  expect(X509_sign(certificate, key, EVP_sha256()) != 0);
  return made;
}

}  // namespace

CertificateServer::CertificateServer(const CertificateWish& wish,
                                     const std::filesystem::path& file) {
  const Key key{EVP_EC_gen("P-256"), EVP_PKEY_free};
  expect(key != nullptr);
  const Certificate certificate = make_certificate(key.get(), wish);
  std::FILE* const pem = std::fopen(file.c_str(), "w");
  expect(pem != nullptr);
  const bool written = PEM_write_X509(pem, certificate.get()) == 1;
  expect(std::fclose(pem) == 0 && written);
  tls_.reset(SSL_CTX_new(TLS_server_method()));
  expect(tls_ && SSL_CTX_use_certificate(tls_.get(), certificate.get()) == 1 &&
         SSL_CTX_use_PrivateKey(tls_.get(), key.get()) == 1);

  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, any, size) != 0 || ::listen(listener_, 16) != 0 ||
      ::getsockname(listener_, any, &size) != 0) {
    ::close(listener_);
    throw std::runtime_error("no free port");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread{[this] { serve(); }};
}

CertificateServer::~CertificateServer() {
  ::shutdown(listener_, SHUT_RDWR);  // accept() returns
  thread_.join();
  ::close(listener_);
}

void CertificateServer::serve() {
  while (true) {
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) return;
    ++attempts_;
    const std::unique_ptr<SSL, void (*)(SSL*)> connection{SSL_new(tls_.get()), SSL_free};
    SSL_set_fd(connection.get(), socket);
    static_cast<void>(SSL_accept(connection.get()));
    ::close(socket);
  }
}

}  // namespace stepback::flow

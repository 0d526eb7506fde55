#include "support/wire/tls_client.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <array>
#include <stdexcept>

namespace stepback {

void TlsClient::Free::operator()(SSL_CTX* context) const {
  SSL_CTX_free(context);
}
void TlsClient::Free::operator()(SSL* tls) const {
  SSL_free(tls);
}

TlsClient::TlsClient(std::uint16_t port, const TlsOffer& offer)
    : RawClient(port), context_(SSL_CTX_new(TLS_client_method())) {
  SSL_CTX_set_security_level(context_.get(), 0);
  SSL_CTX_set_min_proto_version(context_.get(), offer.least_version.value_or(TLS1_VERSION));
  SSL_CTX_set_max_proto_version(context_.get(), offer.most_version.value_or(0));
  SSL_CTX_set_cipher_list(context_.get(), offer.ciphers.value_or("ALL:eNULL").c_str());
  SSL_CTX_set_alpn_protos(context_.get(),
                          reinterpret_cast<const unsigned char*>(offer.protocols.data()),
                          static_cast<unsigned>(offer.protocols.size()));
  tls_.reset(SSL_new(context_.get()));
  std::string server_name = offer.server_name;
  SSL_ctrl(tls_.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, server_name.data());
  if (offer.session != nullptr) SSL_set_session(tls_.get(), offer.session);
  SSL_set_fd(tls_.get(), descriptor());
  ERR_clear_error();
  if (SSL_connect(tls_.get()) == 1) return;
  const char* const reason = ERR_reason_error_string(ERR_peek_error());
  throw std::runtime_error(reason == nullptr ? "the handshake was broken off" : reason);
}

TlsClient::~TlsClient() = default;

std::string TlsClient::certificate() const {
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned size = 0;
  const X509* const shown = SSL_get0_peer_certificate(tls_.get());
  if (shown == nullptr || X509_digest(shown, EVP_sha256(), hash.data(), &size) != 1) return {};
  return {hash.begin(), hash.begin() + size};
}

ssize_t TlsClient::write_some(std::string_view bytes) {
  return SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()));
}

ssize_t TlsClient::read_some(std::span<char> room) {
  const int size = SSL_read(tls_.get(), room.data(), static_cast<int>(room.size()));
  return size > 0 ? size : 0;  // the connection has ended, for whatever reason
}

}  // namespace stepback

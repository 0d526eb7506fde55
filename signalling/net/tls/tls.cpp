#include "signalling/net/tls/tls.hpp"

#include <openssl/ssl.h>

namespace stepback::signalling {
namespace {

// Mozilla's intermediate configuration (Server Side TLS 5.7) without its DHE ciphers. Browsers that
// need those cannot run the page.
constexpr const char* kCiphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
constexpr const char* kCiphers13 =
    "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";
constexpr const char* kGroups = "X25519:P-256:P-384";

/// The server chooses the cipher, but takes ChaCha20 if the client puts it first because it has no
/// AES in hardware. No handshake is repeated within a connection. No secret outlives a connection:
/// with tickets or a session cache, a stolen key would open recorded traffic.
constexpr std::uint64_t kOptions = SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA |
                                   SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                   SSL_OP_NO_TICKET;

int show_certificate(SSL* connection, void* tls) {
  return static_cast<const Tls*>(tls)->certificate().give_to(connection) ? 1 : 0;
}

}  // namespace

bool Tls::prepare(SSL_CTX* context) {
  SSL_CTX_set_options(context, kOptions);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets(context, 0);
  // A connection's buffers take 36 kB. Silent connections give theirs back.
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  // The one certificate serves every name; libwebsockets would look for a virtual host by name.
  SSL_CTX_callback_ctrl(context, SSL_CTRL_SET_TLSEXT_SERVERNAME_CB, nullptr);
  SSL_CTX_set_cert_cb(context, show_certificate, this);
  return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
         SSL_CTX_set_cipher_list(context, kCiphers) == 1 &&
         SSL_CTX_set_ciphersuites(context, kCiphers13) == 1 &&
         SSL_CTX_set1_groups_list(context, kGroups) == 1;
}

}  // namespace stepback::signalling

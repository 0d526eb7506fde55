#include "signalling/net/tls/tls.hpp"

#include <openssl/ssl.h>

namespace stepback::signalling {
namespace {

// Mozilla's intermediate configuration (Server Side TLS 5.7), but for its DHE ciphers: whoever
// needs those cannot run the page.
constexpr const char* kCiphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
constexpr const char* kCiphers13 =
    "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";
constexpr const char* kGroups = "X25519:P-256:P-384";

/// The server's order, but ChaCha20 for those who put it first because they have no AES in
/// hardware. A handshake cannot be repeated within a connection, and no secret outlives one: with
/// tickets or a session cache a stolen key would open what was recorded.
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
  // Of the 36 kB that a connection's buffers take, those who are silent give theirs back.
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  // The one certificate is for every name: libwebsockets would look for a virtual host.
  SSL_CTX_callback_ctrl(context, SSL_CTRL_SET_TLSEXT_SERVERNAME_CB, nullptr);
  SSL_CTX_set_cert_cb(context, show_certificate, this);
  return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
         SSL_CTX_set_cipher_list(context, kCiphers) == 1 &&
         SSL_CTX_set_ciphersuites(context, kCiphers13) == 1 &&
         SSL_CTX_set1_groups_list(context, kGroups) == 1;
}

}  // namespace stepback::signalling

#include "plugin/src/net/lws_context.hpp"

#include <algorithm>
#include <mutex>
#include <new>
#include <utility>

namespace stepback::plugin {
namespace {

constexpr unsigned kServiceBuffer = 65'536;  // room for a media packet in one piece
constexpr unsigned kFileDescriptors = 16;    // few: libwebsockets allocates an entry for each
constexpr const char* kAlpn = "http/1.1";    // WebSocket over HTTP/2 is another protocol

// libwebsockets logs to standard error by default; the setting is for the whole process.
void be_silent() {
  static std::once_flag once;
  std::call_once(once, [] { lws_set_log_level(0, nullptr); });
}

CertificateFault fault_of(int error) {
  switch (error) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return CertificateFault::expired;
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return CertificateFault::notYetValid;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return CertificateFault::wrongName;
    default:
      return CertificateFault::notTrusted;
  }
}

// Verifies as OpenSSL does by itself, and keeps the reason of a refusal. libwebsockets passes on
// only an error number without words.
int verify(X509_STORE_CTX* certificates, void* refused) {
  const int verified = X509_verify_cert(certificates);
  if (verified <= 0) {
    *static_cast<std::optional<CertificateFault>*>(refused) =
        fault_of(X509_STORE_CTX_get_error(certificates));
  }
  return verified;
}

// Makes the TLS context here, because libwebsockets 4.1 does not always free its own with the
// libwebsockets context (LeakSanitizer finds it after some connections). libwebsockets still
// verifies the certificate of each connection.
std::unique_ptr<SSL_CTX, FreeTls> make_tls(const std::string& ca_file,
                                           std::optional<CertificateFault>& refused) {
  std::unique_ptr<SSL_CTX, FreeTls> tls(SSL_CTX_new(TLS_client_method()));
  if (!tls) throw std::bad_alloc();
  SSL_CTX_set_min_proto_version(tls.get(), TLS1_2_VERSION);
  SSL_CTX_set_cert_verify_callback(tls.get(), &verify, &refused);
  if (ca_file.empty()) {
    SSL_CTX_set_default_verify_paths(tls.get());
  } else {
    SSL_CTX_load_verify_file(tls.get(), ca_file.c_str());
  }
  return tls;
}

}  // namespace

ClientLwsContext make_client_context(const lws_protocols* protocols, const ServerAddress& server,
                                     const std::string& ca_file, void* user) {
  be_silent();
  lws_context_creation_info info{};
  info.port = CONTEXT_PORT_NO_LISTEN;
  info.protocols = protocols;
  // No other user: -1, which the type cannot hold since libwebsockets 4.2.
  info.gid = static_cast<decltype(info.gid)>(-1);
  info.uid = static_cast<decltype(info.uid)>(-1);
  info.user = user;
  info.pt_serv_buf_size = kServiceBuffer;
  info.fd_limit_per_thread = kFileDescriptors;
  // libwebsockets uses $http_proxy, also for this machine.
  if (is_loopback(server.host)) info.http_proxy_address = "";
  DestroyContext destroy;
#if LWS_LIBRARY_VERSION_NUMBER >= 4003000
  info.log_cx = destroy.log.get();
#endif
  if (server.tls) {
    info.options |= LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT;
    destroy.tls = make_tls(ca_file, *destroy.refused);
    info.provided_client_ssl_ctx = destroy.tls.get();
  }
  ClientLwsContext context(lws_create_context(&info), std::move(destroy));
  if (!context) throw std::bad_alloc();
  return context;
}

std::optional<CertificateFault> take_certificate_fault(const ClientLwsContext& context) {
  return std::exchange(*context.get_deleter().refused, std::nullopt);
}

lws_client_connect_info connect_info(lws_context* context, const ServerAddress& server,
                                     const std::string& host) {
  lws_client_connect_info info{};
  info.context = context;
  info.address = server.host.c_str();
  info.port = server.port;
  info.host = host.c_str();
  info.origin = host.c_str();
  info.alpn = kAlpn;
  info.ssl_connection = server.tls ? LCCSCF_USE_SSL : 0;
  return info;
}

// lws_service() runs timers that are already due before it polls, and then polls as long as nothing
// else is due. Only lws_cancel_service() makes that poll return.
void Alarm::set(lws_context* context, std::chrono::nanoseconds wait) {
  cancel();
  context_ = context;
  lws_sul_schedule(
      context, 0, &timer_,
      [](lws_sorted_usec_list_t* timer) {
        lws_cancel_service(lws_container_of(timer, Alarm, timer_)->context_);
      },
      std::max<lws_usec_t>(1, std::chrono::ceil<std::chrono::microseconds>(wait).count()));
}

void Alarm::cancel() {
  lws_sul_cancel(&timer_);
}

}  // namespace stepback::plugin

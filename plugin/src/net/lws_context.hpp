#pragma once

// Shared by the module's two libwebsockets contexts, for the WebSocket and for the HTTP call.
// Included only by the files that implement them.

#include <libwebsockets.h>
#include <openssl/ssl.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "plugin/src/net/certificate_fault.hpp"
#include "plugin/src/net/invite_link.hpp"

namespace stepback::plugin {

struct FreeTls {
  void operator()(SSL_CTX* tls) const { SSL_CTX_free(tls); }
};
/// Owns what libwebsockets was given, until its own context is gone.
struct DestroyContext {
  void operator()(lws_context* context) const { lws_context_destroy(context); }
  std::unique_ptr<SSL_CTX, FreeTls> tls;
  /// Set when a certificate is refused. At an address of its own, since `tls` keeps it.
  std::unique_ptr<std::optional<CertificateFault>> refused =
      std::make_unique<std::optional<CertificateFault>>();
#if LWS_LIBRARY_VERSION_NUMBER >= 4003000
  /// libwebsockets counts the users of a log without a lock, and ends the process if the count is
  /// wrong. So contexts of several threads must not share the default log.
  std::unique_ptr<lws_log_cx_t> log = std::make_unique<lws_log_cx_t>();
#endif
};
using ClientLwsContext = std::unique_ptr<lws_context, DestroyContext>;

/// A context for connections to one server. It does not log and does not listen. `protocols` must
/// end with an empty entry; `protocols`, `server` and `ca_file` must outlive the context. Throws
/// std::bad_alloc if libwebsockets refuses. If `ca_file` cannot be read, no certificate is trusted.
ClientLwsContext make_client_context(const lws_protocols* protocols, const ServerAddress& server,
                                     const std::string& ca_file, void* user);

/// Returns why the last certificate was refused, and forgets it; nothing if none was refused since
/// the last call.
std::optional<CertificateFault> take_certificate_fault(const ClientLwsContext& context);

/// The connection parameters that are the same for every use of this server. `host` is the value of
/// the Host header. The texts are borrowed, not copied.
lws_client_connect_info connect_info(lws_context* context, const ServerAddress& server,
                                     const std::string& host);

/// Makes lws_service() return in time. Used on the loop's thread; cancel it before its context
/// goes.
class Alarm {
 public:
  /// lws_service() returns after `wait`, or at once if `wait` is not positive. Replaces an earlier
  /// call.
  void set(lws_context* context, std::chrono::nanoseconds wait);
  void cancel();

 private:
  lws_sorted_usec_list_t timer_{};
  lws_context* context_ = nullptr;
};

}  // namespace stepback::plugin

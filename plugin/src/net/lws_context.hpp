#pragma once

// What the module's two libwebsockets contexts, the WebSocket's and the HTTP call's, have in
// common. For the files that implement them alone.

#include <libwebsockets.h>
#include <openssl/ssl.h>

#include <chrono>
#include <memory>
#include <string>

#include "plugin/src/net/invite_link.hpp"

namespace stepback::plugin {

struct FreeTls {
  void operator()(SSL_CTX* tls) const { SSL_CTX_free(tls); }
};
/// Keeps what the context was given for its TLS until the context is gone.
struct DestroyContext {
  void operator()(lws_context* context) const { lws_context_destroy(context); }
  std::unique_ptr<SSL_CTX, FreeTls> tls;
};
using LwsContext = std::unique_ptr<lws_context, DestroyContext>;

/// A context for connections to one server, silent and without a listening socket. `protocols`
/// ends with an empty entry, and like `server` and `ca_file` outlives the context. Throws
/// std::bad_alloc if libwebsockets refuses. Of a `ca_file` that cannot be read nothing is trusted.
LwsContext make_client_context(const lws_protocols* protocols, const ServerAddress& server,
                               const std::string& ca_file, void* user);

/// The parts of a connection to this server that do not depend on what is wanted of it. `host` is
/// the value of its Host header. The texts are borrowed.
lws_client_connect_info connect_info(lws_context* context, const ServerAddress& server,
                                     const std::string& host);

/// Makes lws_service() return in time. The loop's thread; cancel it before its context goes.
class Alarm {
 public:
  /// lws_service() returns once `wait` is over, and at once if it is not positive. Whatever was set
  /// before is forgotten.
  void set(lws_context* context, std::chrono::nanoseconds wait);
  void cancel();

 private:
  lws_sorted_usec_list_t timer_{};
  lws_context* context_ = nullptr;
};

}  // namespace stepback::plugin

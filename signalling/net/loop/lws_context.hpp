#pragma once

// libwebsockets as the event loop uses it: a context on the server's own loop, with virtual hosts
// that do not listen. Loop thread; the loop outlives it.

#include <libwebsockets.h>

#include <array>
#include <chrono>
#include <memory>
#include <string>

struct ev_loop;  // libev has a function of this name too

namespace stepback::signalling {

class ServerLwsContext {
 public:
  struct Settings {
    std::string subprotocol;                  ///< of the WebSockets
    bool over_tls = false;                    ///< the callback prepares the TLS context
    bool operations = false;                  ///< makes operations_host() too
    std::chrono::seconds request_deadline{};  ///< libwebsockets waits twice as long
  };

  /// `callback` finds `user` as the context's user pointer. Throws std::runtime_error with a
  /// sentence if libwebsockets cannot start, or its plugin for libev is missing.
  ServerLwsContext(Settings settings, struct ev_loop* loop, lws_callback_function* callback,
                   void* user);
  /// Closes what is open: the callback hears of it.
  ~ServerLwsContext() = default;
  ServerLwsContext(const ServerLwsContext&) = delete;
  ServerLwsContext& operator=(const ServerLwsContext&) = delete;

  lws_vhost* host() const { return host_; }
  /// The host of the operator's requests, in plain HTTP and without a WebSocket; null if it is not
  /// wanted.
  lws_vhost* operations_host() const { return operations_host_; }
  /// Makes libwebsockets look at its own timers. On a foreign loop it arms one loop timer, for the
  /// nearest of them. If a nearer one is added later, it waits for the next event. So call this
  /// about every second, and whenever a timeout must take effect at once.
  void look_at_timers() const { lws_cancel_service(context_.get()); }

 private:
  lws_vhost* make_host(const lws_context_creation_info& info) const;

  struct Destroy {
    void operator()(lws_context* context) const { lws_context_destroy(context); }
  };

  Settings settings_;
  std::array<lws_protocols, 3> protocols_{};
  std::array<lws_protocols, 2> operations_protocols_{};
  lws_retry_bo_t no_pings_{};
  std::unique_ptr<lws_context, Destroy> context_;
  lws_vhost* host_ = nullptr;
  lws_vhost* operations_host_ = nullptr;
};

}  // namespace stepback::signalling

#pragma once

// One port of the server, with everything that a request passes: the listening socket, admission
// and HTTP. Loop thread; owned by the event loop.

#include <ev++.h>
#include <libwebsockets.h>

#include <cstdint>
#include <string>
#include <vector>

#include "signalling/net/admission/admission.hpp"
#include "signalling/net/http/http_server.hpp"
#include "signalling/net/loop/listener.hpp"
#include "signalling/net/loop/loop_io.hpp"

namespace stepback::signalling {

class Tls;

class Entrance {
 public:
  struct Settings {
    std::string listen;
    std::uint16_t port = 0;          ///< 0 picks a free one
    Tls* tls = nullptr;              ///< null: plain HTTP; outlives the entrance
    std::vector<std::string> hosts;  ///< names that count with any port (OwnHosts)
    ConnectionAdmission::Settings admission;
    HttpServer::Settings http;  ///< without `hosts`, which the entrance makes
  };

  /// Listens. `http` answers the requests (EventLoop). Throws std::runtime_error with a sentence if
  /// it cannot listen. The loop outlives the entrance.
  Entrance(ev::loop_ref loop, Settings settings, HttpHandler http);

  /// Sets the virtual host that connections are handed to. Call it before the loop runs.
  void lead_to(lws_vhost* host) { host_ = host; }
  std::uint16_t port() const { return listener_.port(); }

  /// Refuses new connections from now on.
  void close();
  /// LWS_CALLBACK_WSI_DESTROY: the connection is gone. Connections of other entrances are ignored.
  void forget(lws* connection);
  /// Call it about every second.
  void second_passed();

  ConnectionAdmission& admission() { return admission_; }
  HttpServer& http() { return http_; }

 private:
  void accept();

  Listener listener_;
  LoopWatch listening_;
  ConnectionAdmission admission_;
  HttpServer http_;
  lws_vhost* host_ = nullptr;
};

}  // namespace stepback::signalling

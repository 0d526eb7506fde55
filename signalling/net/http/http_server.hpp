#pragma once

// HTTP/1.1 on libwebsockets: gathers a request, asks the handler, and writes the answer in one
// piece when it comes. libwebsockets reads the request line and the headers. This class deals with
// bodies without a length, bodies beyond the bound, and refused upgrades.
//
// A connection serves one request (`connection: close`). libwebsockets 4.1 confuses a body that
// arrived in one piece with the request before it: it delivers the head instead of the body, and
// goes on reading memory that it has freed. No client can trigger this without a second request.
//
// Loop thread; owned by the event loop.

#include <libwebsockets.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "signalling/net/http/message.hpp"
#include "signalling/net/http/own_hosts.hpp"
#include "signalling/net/http/static_files.hpp"
#include "signalling/net/http/visitors.hpp"
#include "signalling/net/http/web_policy.hpp"

namespace stepback::signalling {

/// The functions that a callback's reason names return the value that libwebsockets expects: 0 to
/// continue, -1 to close the connection.
class HttpServer {
 public:
  struct Settings {
    std::string web_root;     ///< static files served below "/"; empty: none
    WebPolicy web_policy;     ///< applied to every answer, and to upgrades
    OwnHosts hosts{};         ///< a request for any other host is refused
    std::string socket_path;  ///< of the WebSocket; empty: there is none
    std::string subprotocol;  ///< a client that does not offer it is refused
    bool over_tls = false;    ///< plain HTTP is sent on to https, or refused
    std::size_t max_body_bytes = 0;
  };

  /// `visitors` outlive the server.
  HttpServer(Settings settings, Visitors& visitors, HttpHandler handler);

  /// LWS_CALLBACK_HTTP: the request's headers have arrived.
  int begin(lws* connection, std::string_view path);
  /// LWS_CALLBACK_HTTP_BODY
  int body(lws* connection, std::string_view piece);
  /// LWS_CALLBACK_HTTP_BODY_COMPLETION
  int complete(lws* connection);
  /// LWS_CALLBACK_HTTP_WRITEABLE: closes a connection whose late answer was written.
  int writeable(lws* connection);
  /// LWS_CALLBACK_WSI_DESTROY
  void forget(lws* connection);
  /// Answers overdue requests with 408, and closes their connections soon. Call it about every
  /// second.
  void give_up_overdue();
  /// Answers a request that has had no answer, and closes its connection when libwebsockets looks
  /// at its timers next.
  void give_up(lws* connection, HttpResponse why);

  /// LWS_CALLBACK_HTTP_CONFIRM_UPGRADE: returns 0 to let a WebSocket begin, 1 if it has answered
  /// the request, -1 to close. `open` is false while the server goes down.
  int confirm_upgrade(lws* connection, bool open);

 private:
  /// A request whose body has not arrived yet.
  struct Exchange {
    HttpRequest request;
    /// The body's length in bytes; the largest number if the header cannot be read.
    std::uint64_t length = std::numeric_limits<std::uint64_t>::max();
    bool answered = false;  ///< the rest is thrown away, then the connection closed
    std::uint64_t received = 0;
  };

  /// A request that the handler has not answered yet. The handler's reply shares it.
  struct Awaited {
    lws* connection = nullptr;  ///< set while the connection exists, once the handler has returned
    HttpRequest request;
    std::optional<HttpResponse> response;
  };

  HttpRequest head_of(lws* connection, std::string path) const;
  std::shared_ptr<Awaited> ask(const HttpRequest& request);
  int answer(lws* connection, const HttpRequest& request);
  void deliver(lws* connection);
  int refuse(lws* connection, Exchange exchange, HttpResponse response);
  int refuse_body(lws* connection, Exchange exchange, HttpResponse response);
  int conclude(lws* connection, const HttpRequest& request, HttpResponse response);
  bool send(lws* connection, const HttpRequest& request, HttpResponse response);
  std::optional<HttpResponse> fault_of_upgrade(lws* connection, const HttpRequest& request,
                                               bool open);

  Settings settings_;
  Visitors& visitors_;
  HttpHandler handler_;
  StaticFiles files_;
  std::unordered_map<lws*, Exchange> exchanges_;
  std::unordered_map<lws*, std::shared_ptr<Awaited>> awaited_;
};

}  // namespace stepback::signalling

#pragma once

// HTTP/1.1 on libwebsockets: gathers a request, asks the handler, writes the answer in one piece
// when it comes.
// libwebsockets reads the request line and headers; what it leaves open is settled here: bodies
// without a length, bodies beyond the bound, and upgrades that are refused.
//
// One request a connection (`connection: close`). libwebsockets 4.1 mistakes a body that came in
// one go with the request before it: it hands over the head in its place, and goes on reading
// memory that it has freed. Without a second request nobody can bring it there.
//
// Loop thread; owned by the event loop.

#include <libwebsockets.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "signalling/net/http/message.hpp"
#include "signalling/net/http/static_files.hpp"
#include "signalling/net/http/visitors.hpp"
#include "signalling/net/http/web_policy.hpp"

namespace stepback::signalling {

/// The functions named after a callback's reason return what libwebsockets wants of it: 0 to go on,
/// -1 to close the connection.
class HttpServer {
 public:
  struct Settings {
    std::string web_root;     ///< static files served below "/"; empty: none
    WebPolicy web_policy;     ///< applied to every answer, and to upgrades
    std::string socket_path;  ///< of the WebSocket
    std::string subprotocol;  ///< a client that does not offer it is refused
    bool over_tls = false;    ///< plain HTTP is sent on to https, or refused
    std::size_t max_body_bytes = 0;
  };

  /// `visitors` outlive the server.
  HttpServer(Settings settings, Visitors& visitors, HttpHandler handler);

  /// LWS_CALLBACK_HTTP: the request's headers are there.
  int begin(lws* connection, std::string_view path);
  /// LWS_CALLBACK_HTTP_BODY
  int body(lws* connection, std::string_view piece);
  /// LWS_CALLBACK_HTTP_BODY_COMPLETION
  int complete(lws* connection);
  /// LWS_CALLBACK_HTTP_WRITEABLE: an answer that was awaited may be there.
  int writeable(lws* connection);
  /// LWS_CALLBACK_WSI_DESTROY
  void forget(lws* connection);
  /// Answers requests that have not come in time, and closes their connections soon. To be called
  /// about every second.
  void give_up_overdue();

  /// LWS_CALLBACK_HTTP_CONFIRM_UPGRADE: 0 lets a WebSocket begin, 1 says that the request was
  /// answered, -1 closes. `open` is false while the server goes down.
  int confirm_upgrade(lws* connection, bool open);

 private:
  /// A request whose body is awaited.
  struct Exchange {
    HttpRequest request;
    bool answered = false;  ///< what still comes is thrown away, and then the connection closed
    std::size_t received = 0;
  };

  /// A request that the handler has not answered yet; shared with the handler's reply.
  struct Awaited {
    lws* connection = nullptr;  ///< while it is there, and the handler has returned
    HttpRequest request;
    std::optional<HttpResponse> response;
  };

  std::shared_ptr<Awaited> ask(const HttpRequest& request);
  int answer(lws* connection, const HttpRequest& request);
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

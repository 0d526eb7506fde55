#include "signalling/net/http/http_server.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "signalling/net/http/headers.hpp"
#include "signalling/net/http/response.hpp"

namespace stepback::signalling {
namespace {

/// Bytes of a too large body that are read, so that its sender sees the answer.
constexpr std::size_t kMostThrownAway = std::size_t{1} << 20U;
/// The longest list of subprotocols that libwebsockets looks at.
constexpr std::size_t kMostSubprotocols = 126;
constexpr std::size_t kKeyCharacters = 24;  // Sec-WebSocket-Key: 16 bytes in base64 (RFC 6455, 4.1)

// Whether a connection had its answer: nobody else uses its opaque pointer.
bool was_answered(lws* connection) {
  return lws_get_opaque_user_data(connection) != nullptr;
}
void mark_answered(lws* connection) {
  lws_set_opaque_user_data(connection, connection);
}

/// The seconds that a client has to read an answer: libwebsockets' own 20, and the time that the
/// bytes need at 32 kB/s, a slow mobile network.
int patience(std::size_t bytes) {
  return static_cast<int>(20 + bytes / (std::size_t{32} * 1024));
}

/// The answer to a client that speaks plain HTTP where TLS is spoken. A browser that wants the page
/// is redirected, and keeps the fragment, where a link's token is. Every other request is refused:
/// a redirect would hide from its sender that a token went in the clear.
HttpResponse to_https(const HttpRequest& request) {
  const bool reads = request.method == "GET" || request.method == "HEAD";
  const auto own = WebOrigin::parse("https://" + request.host);
  const bool sent_on = reads && own && request.path == "/";
  HttpResponse response = problem(sent_on ? 307 : 400, "this port speaks https");
  if (sent_on) response.headers.emplace_back("location", own->str() + "/");
  return response;
}

/// Writes the whole answer at once; libwebsockets keeps and sends the bytes that the kernel does
/// not take.
bool write(lws* connection, const HttpResponse& response, bool with_body) {
  std::string text = to_text(response, with_body, LWS_PRE);
  auto* const start = reinterpret_cast<unsigned char*>(text.data()) + LWS_PRE;
  return lws_write(connection, start, text.size() - LWS_PRE, LWS_WRITE_HTTP) >= 0;
}

}  // namespace

HttpServer::HttpServer(Settings settings, Visitors& visitors, HttpHandler handler)
    : settings_(std::move(settings)),
      visitors_(visitors),
      handler_(std::move(handler)),
      files_(settings_.web_root) {}

// The headers of a request must still be there. Its body is not.
HttpRequest HttpServer::head_of(lws* connection, std::string path) const {
  HttpRequest request;
  request.method = method_of(connection);
  request.path = std::move(path);
  request.content_type = header(connection, WSI_TOKEN_HTTP_CONTENT_TYPE);
  request.authorization = header(connection, WSI_TOKEN_HTTP_AUTHORIZATION);
  request.host = header(connection, WSI_TOKEN_HOST);
  request.own_host = settings_.hosts.contain(request.host, arrived_at(connection));
  request.origin = header(connection, WSI_TOKEN_ORIGIN);
  request.secure = lws_get_ssl(connection) != nullptr;
  request.query = query_of(connection);
  return request;
}

int HttpServer::begin(lws* connection, std::string_view path) {
  if (was_answered(connection) || awaited_.contains(connection)) return -1;
  Exchange exchange;
  exchange.request = head_of(connection, std::string(path));
  HttpRequest& request = exchange.request;
  if (auto turned_away = visitors_.refuse(connection)) {
    return refuse_body(connection, std::move(exchange), *std::move(turned_away));
  }
  if (const auto foreign = WebPolicy::refuse_host(request)) {
    return refuse_body(connection, std::move(exchange), problem(421, *foreign));
  }

  const auto length = body_length(connection);
  if (!length) {
    HttpResponse response = length.error() == BodyFault::noLength
                                ? problem(411, "expected a body whose length content-length says")
                                : problem(400, "content-length: expected one number of bytes");
    return refuse_body(connection, std::move(exchange), std::move(response));
  }
  exchange.length = *length;
  request.body_too_large = *length > settings_.max_body_bytes;
  if (*length > std::max(kMostThrownAway, settings_.max_body_bytes)) {
    HttpResponse response = std::move(ask(request)->response).value();
    return refuse(connection, std::move(exchange), std::move(response));
  }
  if (*length == 0 && request.method != "POST") return answer(connection, request);
  exchanges_.insert_or_assign(connection, std::move(exchange));
  return 0;
}

int HttpServer::body(lws* connection, std::string_view piece) {
  const auto found = exchanges_.find(connection);
  if (found == exchanges_.end()) return -1;
  Exchange& exchange = found->second;
  // libwebsockets 4.3 takes bytes that came behind the body for a part of it, and then waits for
  // more.
  const bool ends = piece.size() > exchange.length - exchange.received;
  if (ends) piece = piece.substr(0, exchange.length - exchange.received);
  exchange.received += piece.size();
  if (exchange.answered && exchange.received > kMostThrownAway) return -1;
  if (!exchange.answered && !exchange.request.body_too_large) exchange.request.body += piece;
  return ends ? complete(connection) : 0;
}

int HttpServer::complete(lws* connection) {
  const auto found = exchanges_.find(connection);
  if (found == exchanges_.end()) return -1;
  Exchange exchange = std::move(found->second);
  exchanges_.erase(found);
  if (exchange.answered) return -1;
  HttpRequest& request = exchange.request;
  if (is_form(request.content_type)) request.form = parse_fields(request.body);
  return answer(connection, request);
}

std::shared_ptr<HttpServer::Awaited> HttpServer::ask(const HttpRequest& request) {
  auto awaited = std::make_shared<Awaited>();
  awaited->request = request;
  awaited->response = settings_.over_tls && !request.secure
                          ? to_https(request)
                          : settings_.web_policy.preflight(request);
  if (awaited->response) return awaited;
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (reads) {
    awaited->response = files_.find(request.path);
    if (awaited->response) return awaited;
  }
  handler_(request, [this, awaited](HttpResponse response) {
    awaited->response = std::move(response);
    if (awaited->connection != nullptr) deliver(awaited->connection);
  });
  return awaited;
}

int HttpServer::answer(lws* connection, const HttpRequest& request) {
  visitors_.heard(connection);
  auto awaited = ask(request);
  if (awaited->response) return conclude(connection, request, *std::move(awaited->response));
  awaited->connection = connection;
  awaited_.insert_or_assign(connection, std::move(awaited));
  // The connection is not read meanwhile. Nobody waits for what the client sends now, and
  // libwebsockets 4.3 would close the connection because of it.
  lws_rx_flow_control(connection, 0);
  lws_set_timeout(connection, PENDING_TIMEOUT_HTTP_CONTENT, patience(0));
  return 0;
}

// Writes at once: libwebsockets does not tell of a connection that is not read that it can be
// written to. The connection is closed in the next turn of the loop, since the caller may be
// anywhere.
void HttpServer::deliver(lws* connection) {
  const auto awaited = std::move(awaited_.extract(connection).mapped());
  awaited->connection = nullptr;
  if (was_answered(connection)) return;  // one request has one answer
  const int done = conclude(connection, awaited->request, *std::move(awaited->response));
  lws_rx_flow_control(connection, 1);
  if (done == 0) return;
  mark_answered(connection);
  lws_callback_on_writable(connection);
}

int HttpServer::writeable(lws* connection) {
  return was_answered(connection) && !exchanges_.contains(connection) ? -1 : 0;
}

void HttpServer::forget(lws* connection) {
  exchanges_.erase(connection);
  const auto node = awaited_.extract(connection);
  if (!node.empty()) node.mapped()->connection = nullptr;
}

void HttpServer::give_up_overdue() {
  for (lws* const connection : visitors_.overdue()) {
    give_up(connection, problem(408, kTooLate));
  }
}

void HttpServer::give_up(lws* connection, HttpResponse why) {
  if (!was_answered(connection) && send(connection, {}, std::move(why))) mark_answered(connection);
  lws_set_timeout(connection, PENDING_TIMEOUT_HTTP_CONTENT, LWS_TO_KILL_ASYNC);
}

bool HttpServer::send(lws* connection, const HttpRequest& request, HttpResponse response) {
  if (response.status == 401 && !request.authorization.empty()) {
    if (auto instead = visitors_.bad_token(connection)) response = *std::move(instead);
  }
  settings_.web_policy.protect(request, response);
  return write(connection, response, request.method != "HEAD");
}

int HttpServer::conclude(lws* connection, const HttpRequest& request, HttpResponse response) {
  const std::size_t size = response.content().size();
  if (!send(connection, request, std::move(response))) return -1;
  if (lws_partial_buffered(connection) == 0) return -1;
  // The rest goes out as the reader takes it.
  visitors_.owe(connection, size);
  mark_answered(connection);
  lws_set_timeout(connection, PENDING_TIMEOUT_HTTP_CONTENT, patience(size));
  return lws_http_transaction_completed(connection) != 0 ? -1 : 0;
}

// Answers before the body has arrived, and then throws a bounded part of it away. Closing with
// unread bytes resets the connection, and the answer may be lost (RFC 9112, section 9.6).
int HttpServer::refuse(lws* connection, Exchange exchange, HttpResponse response) {
  if (!send(connection, exchange.request, std::move(response))) return -1;
  mark_answered(connection);
  exchange.answered = true;
  exchanges_.insert_or_assign(connection, std::move(exchange));
  return 0;
}

// Answers a request whose body, if it has one, is not wanted. If the body is empty or its length
// cannot be read, libwebsockets reports its end for POST alone.
int HttpServer::refuse_body(lws* connection, Exchange exchange, HttpResponse response) {
  if (exchange.request.method == "POST") {
    return refuse(connection, std::move(exchange), std::move(response));
  }
  return conclude(connection, exchange.request, std::move(response));
}

int HttpServer::confirm_upgrade(lws* connection, bool open) {
  // libwebsockets itself answers an upgrade to an unknown protocol. It asks here nevertheless,
  // without headers.
  if (was_answered(connection) || !has_header(connection, WSI_TOKEN_UPGRADE)) return -1;
  const HttpRequest request = head_of(connection, path_of(connection));
  auto fault = fault_of_upgrade(connection, request, open);
  if (!fault) return 0;
  mark_answered(connection);
  return send(connection, request, *std::move(fault)) ? 1 : -1;
}

std::optional<HttpResponse> HttpServer::fault_of_upgrade(lws* connection,
                                                         const HttpRequest& request, bool open) {
  if (auto turned_away = visitors_.refuse(connection)) return turned_away;
  if (!lists(header(connection, WSI_TOKEN_UPGRADE), "websocket", true)) {
    return problem(400, "upgrade: expected websocket");
  }
  if (settings_.over_tls && !request.secure) {
    return problem(400, "this port speaks https: expected wss");
  }
  if (request.path != settings_.socket_path) {
    return problem(404, "there is no WebSocket here: expected " + settings_.socket_path);
  }
  if (request.method != "GET" ||
      !lists(header(connection, WSI_TOKEN_CONNECTION), "upgrade", true) ||
      !has_header(connection, WSI_TOKEN_HOST) ||
      header(connection, WSI_TOKEN_KEY).size() != kKeyCharacters) {
    return problem(400, "expected a WebSocket handshake as RFC 6455, section 4.2.1, says");
  }
  if (header(connection, WSI_TOKEN_VERSION) != "13") {
    HttpResponse response = problem(426, "sec-websocket-version: expected 13");
    response.headers.emplace_back("sec-websocket-version", "13");
    return response;
  }
  const std::string offered = header(connection, WSI_TOKEN_PROTOCOL);
  if (offered.size() > kMostSubprotocols || !lists(offered, settings_.subprotocol, false)) {
    return problem(400, "sec-websocket-protocol: expected " + settings_.subprotocol);
  }
  if (const auto foreign = WebPolicy::refuse_host(request)) return problem(403, *foreign);
  if (const auto stranger = settings_.web_policy.refuse_socket(request)) {
    return problem(403, *stranger);
  }
  if (!open) return problem(503, "the server is going down");
  return std::nullopt;
}

}  // namespace stepback::signalling

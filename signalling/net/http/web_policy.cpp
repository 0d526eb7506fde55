#include "signalling/net/http/web_policy.hpp"

#include <utility>

#include "protocol/base/contains.hpp"
#include "signalling/net/http/response.hpp"

namespace stepback::signalling {
namespace {

/// For an answer that is neither a page nor part of one: a browser may do nothing with it.
constexpr std::string_view kNoPage = "default-src 'none'; frame-ancestors 'none'";

/// A year (RFC 6797). Not for subdomains, which may belong to others.
constexpr const char* kStrictTransport = "max-age=31536000";

/// Where a health check asks. The answer says only that the process lives.
constexpr std::string_view kHealth = "/healthz";

/// Whether other sites' pages may use the path. The health check is for the operator alone.
bool for_others(std::string_view path) {
  return path != kHealth;
}

/// The element's files are the same for everybody and hold nothing of this server. Every site's
/// page may import them, so that the element can say on its screen that the site is not allowed.
bool is_element(std::string_view path) {
  return path.starts_with("/element/");
}

bool is_page(const HttpResponse& response) {
  return response.content_type.starts_with("text/html");
}

/// JSON, problem documents and plain text.
bool is_data(const HttpResponse& response) {
  const std::string_view type = response.content_type;
  return type.starts_with("application/json") || type.starts_with("application/problem+json") ||
         type.starts_with("text/plain");
}

/// The host's WebSocket origins, plain and over TLS, for browsers in which 'self' means only http
/// and https (before CSP 3). Empty if `host` is no host, so that it stays out of the header.
std::string sockets_of(std::string_view host) {
  const auto plain = WebOrigin::parse("http://" + std::string(host));
  const auto secure = WebOrigin::parse("https://" + std::string(host));
  if (!plain || !secure) return {};
  return " " + plain->socket() + " " + secure->socket();
}

}  // namespace

WebPolicy::WebPolicy(std::vector<WebOrigin> allowed, std::optional<WebOrigin> public_origin,
                     bool strict_transport)
    : allowed_(std::move(allowed)),
      public_origin_(std::move(public_origin)),
      strict_transport_(strict_transport) {}

bool WebPolicy::is_own(const WebOrigin& origin, const HttpRequest& request) const {
  // Compared by host alone, because a proxy that does TLS asks in plain HTTP.
  return origin == public_origin_ || (request.own_host && origin.is_host(request.host));
}

bool WebPolicy::is_allowed(const std::optional<WebOrigin>& origin) const {
  return origin && protocol::contains(allowed_, *origin);
}

// With an https public URL, a request for its host came through a proxy that does TLS. Without the
// header, one click on http:// would let an attacker on the line serve a page that reads tokens.
bool WebPolicy::is_https_for_good(const HttpRequest& request) const {
  if (request.secure) return strict_transport_;
  return public_origin_ && public_origin_->secure() && public_origin_->is_host(request.host);
}

std::optional<std::string> WebPolicy::refuse_host(const HttpRequest& request) {
  if (request.own_host || request.path == kHealth) return std::nullopt;
  return "host: expected this server's own name, or one that its option --allow-host names, not " +
         request.host;
}

std::optional<std::string> WebPolicy::refuse_socket(const HttpRequest& request) const {
  if (request.origin.empty()) return std::nullopt;
  const auto origin = WebOrigin::parse(request.origin);
  if (is_allowed(origin) || (origin && is_own(*origin, request))) return std::nullopt;
  return "origin: expected this server's own page, or one that its option --allow-origin names, "
         "not " +
         request.origin;
}

std::optional<HttpResponse> WebPolicy::preflight(const HttpRequest& request) const {
  if (request.method != "OPTIONS" || request.origin.empty() || !for_others(request.path)) {
    return std::nullopt;
  }
  const auto origin = WebOrigin::parse(request.origin);
  if (!is_allowed(origin)) {
    if (origin && is_own(*origin, request)) return std::nullopt;
    return problem(403, *refuse_socket(request));
  }
  HttpResponse response;
  response.status = 204;
  response.headers = {{"access-control-allow-methods", "GET, HEAD, POST, DELETE"},
                      {"access-control-allow-headers", "authorization, content-type"},
                      {"access-control-max-age", "600"},
                      {"cache-control", "no-store"}};
  return response;
}

void WebPolicy::protect(const HttpRequest& request, HttpResponse& response) const {
  auto& headers = response.headers;
  headers.emplace_back("x-content-type-options", "nosniff");
  headers.emplace_back("referrer-policy", "no-referrer");
  if (is_https_for_good(request)) {
    headers.emplace_back("strict-transport-security", kStrictTransport);
  }
  // Scripts get them too, because a worker follows the rules that came with its own file.
  headers.emplace_back("content-security-policy",
                       is_data(response) ? std::string(kNoPage) : page_rules(request.host));
  if (is_page(response)) {
    headers.emplace_back("permissions-policy", device_rules());
    // A page that may embed this one may also open it in a new window, and keeps access to that
    // window.
    if (allowed_.empty()) headers.emplace_back("cross-origin-opener-policy", "same-origin");
  }
  if (is_element(request.path)) {
    headers.emplace_back("access-control-allow-origin", "*");
    return;
  }
  if (allowed_.empty() || !for_others(request.path)) return;
  headers.emplace_back("vary", "origin");
  const auto origin = WebOrigin::parse(request.origin);
  if (!is_allowed(origin)) return;
  headers.emplace_back("access-control-allow-origin", origin->str());
  headers.emplace_back("access-control-expose-headers", "location");
}

std::string WebPolicy::page_rules(std::string_view host) const {
  std::string rules =
      "default-src 'none'; script-src 'self'; worker-src 'self' blob:; style-src 'self'; "
      "img-src 'self' data: blob:; font-src 'self'; media-src 'self' blob:; manifest-src 'self'; "
      "connect-src 'self'" +
      sockets_of(host);
  if (public_origin_ && !public_origin_->is_host(host)) rules += " " + public_origin_->socket();
  rules += "; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
  for (const WebOrigin& each : allowed_) rules += " " + each.str();
  return rules;
}

std::string WebPolicy::device_rules() const {
  std::string who = "(self";
  for (const WebOrigin& each : allowed_) who += " \"" + each.str() + "\"";
  who += ")";
  return "camera=" + who + ", microphone=" + who + ", display-capture=()";
}

}  // namespace stepback::signalling

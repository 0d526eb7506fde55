#pragma once

// Decides which pages may embed the browser add-on, and what browsers may do with it: the headers
// that protect an answer, cross-origin requests (CORS), and the pages that may open the WebSocket.
// A value, without a socket. README.md, "Who may embed", explains it to operators.
//
// None of this admits anyone; only a token does. It keeps other sites' pages from framing the
// session, from borrowing its camera permission, and from trying tokens with a visitor's browser.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "signalling/net/http/message.hpp"
#include "signalling/net/http/web_origin.hpp"

namespace stepback::signalling {

class WebPolicy {
 public:
  /// Allows the server's own page only.
  WebPolicy() = default;
  /// Allows the origins of --allow-origin, and the public URL's if there is one. `strict_transport`
  /// is true if this server's TLS is there to stay; browsers are told so.
  WebPolicy(std::vector<WebOrigin> allowed, std::optional<WebOrigin> public_origin,
            bool strict_transport = false);

  /// Returns a sentence if the request's Host header does not name this server, nothing if it does.
  /// Returns nothing for `/healthz` either: a health check may give no Host or a name of its own.
  static std::optional<std::string> refuse_host(const HttpRequest& request);

  /// Returns a sentence if the page that sends this request may not open the WebSocket, nothing if
  /// it may. A request without an Origin header comes from a native client, which may.
  std::optional<std::string> refuse_socket(const HttpRequest& request) const;

  /// Returns the answer to a CORS preflight (Fetch, section 3.2.2): 204 for an allowed origin, 403
  /// for another site's. Returns nothing if the request is no cross-origin OPTIONS, or asks for a
  /// path that no other site may use.
  std::optional<HttpResponse> preflight(const HttpRequest& request) const;

  /// Adds the headers that protect the answer to `request`, and, for an allowed origin, the headers
  /// that let its page read the answer.
  void protect(const HttpRequest& request, HttpResponse& response) const;

 private:
  bool is_own(const WebOrigin& origin, const HttpRequest& request) const;
  bool is_allowed(const std::optional<WebOrigin>& origin) const;
  bool is_https_for_good(const HttpRequest& request) const;
  std::string page_rules(std::string_view host) const;
  std::string device_rules() const;

  std::vector<WebOrigin> allowed_;
  std::optional<WebOrigin> public_origin_;
  bool strict_transport_ = false;
};

}  // namespace stepback::signalling

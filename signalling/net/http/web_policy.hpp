#pragma once

// Who may embed the browser add-on, and what browsers may do with it: the headers that protect an
// answer, cross-origin requests (CORS), and whose page may open the WebSocket. A value, without a
// socket. README.md, "Who may embed", says it to whoever runs the server.
//
// None of this admits anyone: a token does. It keeps a stranger's page from framing the session,
// from borrowing its camera permission, and from trying tokens with a visitor's browser.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "signalling/net/http/message.hpp"
#include "signalling/net/http/web_origin.hpp"

namespace stepback::signalling {

class WebPolicy {
 public:
  /// Nobody but the server's own page.
  WebPolicy() = default;
  /// The origins of --allow-origin, and the public URL's if there is one. `strict_transport`: the
  /// TLS of this server is there to stay, and browsers are told so.
  WebPolicy(std::vector<WebOrigin> allowed, std::optional<WebOrigin> public_origin,
            bool strict_transport = false);

  /// Why the page that sends this request may not open the WebSocket: a sentence; nothing if it
  /// may. A request without an Origin header comes from a native client.
  std::optional<std::string> refuse_socket(const HttpRequest& request) const;

  /// The answer to a CORS preflight (Fetch, section 3.2.2): 204 for an allowed origin, 403 for a
  /// stranger; nothing for what is no cross-origin OPTIONS to something that others may use.
  std::optional<HttpResponse> preflight(const HttpRequest& request) const;

  /// Adds the headers that protect the answer to `request`, and those that open it to an allowed
  /// origin.
  void protect(const HttpRequest& request, HttpResponse& response) const;

 private:
  bool is_own(const WebOrigin& origin, std::string_view host) const;
  bool is_allowed(const std::optional<WebOrigin>& origin) const;
  bool is_https_for_good(const HttpRequest& request) const;
  std::string page_rules(std::string_view host) const;
  std::string device_rules() const;

  std::vector<WebOrigin> allowed_;
  std::optional<WebOrigin> public_origin_;
  bool strict_transport_ = false;
};

}  // namespace stepback::signalling

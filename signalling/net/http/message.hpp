#pragma once

// A request over HTTP and its answer, as values, and the function that answers.

#include <functional>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "signalling/net/http/fields.hpp"

namespace stepback::signalling {

struct HttpRequest {
  std::string method;  ///< GET, POST, DELETE, ...
  std::string path;    ///< without the query, percent-decoded by libwebsockets
  std::string content_type;
  std::string authorization;
  std::string body;
  bool body_too_large = false;  ///< beyond the server's bound; `body` is empty
  std::string host{};           ///< the Host header
  bool own_host = false;        ///< the Host header names this server (OwnHosts)
  std::string origin{};  ///< the Origin header: the page's origin; empty if no browser sent it
  bool secure = false;   ///< came over this server's own TLS
  /// The members of the query, and those of a body that is a form (is_form). Else none. If they
  /// cannot be read, a sentence that says why: a call that uses them answers 400 with it, and every
  /// other call ignores it.
  tl::expected<HttpFields, std::string> query{};
  tl::expected<HttpFields, std::string> form{};
};

struct HttpResponse {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::shared_ptr<const std::string> shared_body{};  ///< instead of `body`, if set; may be shared
  std::vector<std::pair<std::string, std::string>> headers{};  ///< lower-case names, and values

  const std::string& content() const { return shared_body ? *shared_body : body; }
};

/// Takes the answer to one request. To be called once, on the loop thread. Whether the client is
/// still there is not the caller's concern.
using HttpReply = std::function<void(HttpResponse)>;
/// Answers a request by calling `reply`: before it returns, or later. A request whose body is too
/// large is answered before it returns.
using HttpHandler = std::function<void(const HttpRequest&, HttpReply reply)>;

}  // namespace stepback::signalling

#pragma once

// A request over HTTP and its answer, as values.

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace stepback::signalling {

struct HttpRequest {
  std::string method;  ///< GET, POST, DELETE, ...
  std::string path;    ///< without the query, percent-decoded by libwebsockets
  std::string content_type;
  std::string authorization;
  std::string body;
  bool body_too_large = false;  ///< beyond EventLoop::Settings::max_body_bytes; `body` is empty
  std::string host{};           ///< the Host header
  std::string origin{};         ///< the Origin header: whose page asks; empty: no browser says
  bool secure = false;          ///< came over TLS that this server itself speaks
};

struct HttpResponse {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::shared_ptr<const std::string> shared_body{};  ///< in place of `body`: others get it as well
  std::vector<std::pair<std::string, std::string>> headers{};  ///< lower-case name, value

  const std::string& content() const { return shared_body ? *shared_body : body; }
};

}  // namespace stepback::signalling

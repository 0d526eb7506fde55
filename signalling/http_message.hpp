#pragma once

// A request over HTTP and its answer, as values.

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
  std::vector<std::pair<std::string, std::string>> headers;  ///< lower-case name, value
};

}  // namespace stepback::signalling

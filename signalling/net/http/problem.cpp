#include "signalling/net/http/problem.hpp"

#include <nlohmann/json.hpp>

namespace stepback::signalling {

std::string_view phrase_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 307:
      return "Temporary Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 411:
      return "Length Required";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 426:
      return "Upgrade Required";
    case 429:
      return "Too Many Requests";
    case 503:
      return "Service Unavailable";
    default:
      return "Internal Server Error";
  }
}

HttpResponse problem(int status, std::string_view detail,
                     const std::optional<std::string>& pointer) {
  nlohmann::ordered_json body{{"type", "about:blank"},
                              {"title", phrase_of(status)},
                              {"status", status},
                              {"detail", detail}};
  if (pointer) body["pointer"] = *pointer;
  HttpResponse response;
  response.status = status;
  response.content_type = "application/problem+json";
  // A detail may quote what the client sent: whatever it was, the answer is UTF-8.
  response.body = body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  response.headers = {{"cache-control", "no-store"}};
  return response;
}

}  // namespace stepback::signalling

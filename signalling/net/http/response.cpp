#include "signalling/net/http/response.hpp"

#include <array>
#include <ctime>
#include <nlohmann/json.hpp>

namespace stepback::signalling {
namespace {

/// The time as HTTP writes it (RFC 9110, section 5.6.7).
std::string date_now() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 32> text{};
  const std::size_t size =
      std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc);
  return {text.data(), size};
}

}  // namespace

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
    case 421:
      return "Misdirected Request";
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
  // A detail may quote the client's text. Invalid UTF-8 in it is replaced.
  response.body = body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  response.headers = {{"cache-control", "no-store"}};
  return response;
}

std::string to_text(const HttpResponse& response, bool with_body, std::size_t room) {
  constexpr int no_content = 204;
  constexpr std::size_t head_bytes = 1024;  // about, so that a large body is moved once
  std::string text;
  text.reserve(room + head_bytes + (with_body ? response.content().size() : 0));
  text.append(room, '\0');
  text += "HTTP/1.1 " + std::to_string(response.status) + " " +
          std::string(phrase_of(response.status)) + "\r\ndate: " + date_now() + "\r\n";
  if (response.status != no_content) {
    text += "content-type: " + response.content_type + "\r\n";
    text += "content-length: " + std::to_string(response.content().size()) + "\r\n";
  }
  for (const auto& [name, value] : response.headers) {
    text.append(name).append(": ").append(value).append("\r\n");
  }
  text += "connection: close\r\n\r\n";
  if (with_body && response.status != no_content) text += response.content();
  return text;
}

}  // namespace stepback::signalling

#include "signalling/net/http/http_text.hpp"

#include <array>
#include <ctime>

#include "signalling/net/http/problem.hpp"

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

#include "support/wire/raw_client.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace stepback {

int Frame::close_code() const {
  if (opcode != close || payload.size() < 2) return 0;
  return static_cast<int>(number_at(view_bytes(payload), 0, 2));
}

RawResponse RawClient::response(bool with_body) {
  RawResponse response;
  std::string head = read_until("\r\n\r\n");
  response.status = std::stoi(head.substr(head.find(' ') + 1));
  std::size_t at = head.find("\r\n") + 2;
  while (at < head.size() - 2) {
    const std::size_t end = head.find("\r\n", at);
    const std::size_t colon = head.find(':', at);
    std::string name = head.substr(at, colon - at);
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
    response.headers[name] = head.substr(colon + 2, end - colon - 2);
    at = end + 2;
  }
  const auto length = response.headers.find("content-length");
  if (with_body && length != response.headers.end()) {
    response.body = read_exactly(std::stoul(length->second));
  }
  return response;
}

RawResponse RawClient::request(const std::string& method, const std::string& path,
                               const std::string& headers, const std::string& body) {
  std::string text = method + " " + path + " HTTP/1.1\r\nHost: " + host() + "\r\n" + headers;
  if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  send(text + "\r\n" + body);
  return response(method != "HEAD");
}

RawResponse RawClient::upgrade(const std::string& path, const std::string& headers) {
  send("GET " + path + " HTTP/1.1\r\nHost: " + host() + "\r\nConnection: keep-alive, Upgrade\r\n" +
       headers + "\r\n");
  return response();
}

void RawClient::open(std::string_view subprotocol) {
  const RawResponse response = upgrade("/ws", upgrade_headers(subprotocol));
  if (response.status != 101) {
    throw std::runtime_error("no WebSocket: " + std::to_string(response.status));
  }
}

Bytes RawClient::masked(std::uint8_t opcode, std::string_view payload, bool final) {
  Bytes bytes;
  append_frame(bytes, final ? kFinal | opcode : opcode, kMask, view_bytes(payload));
  return bytes;
}

Frame RawClient::frame() {
  while (true) {
    Frame frame = any_frame();
    if (frame.opcode != Frame::ping) return frame;
  }
}

Frame RawClient::any_frame() {
  while (true) {
    if (auto frame = received_frame()) return *frame;
    if (!receive()) throw std::runtime_error("the server closed in the middle");
  }
}

std::optional<Frame> RawClient::received_frame() {
  std::string& bytes = received();
  const FrameView view = first_frame({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
  if (view.size == 0) return std::nullopt;
  Frame frame{static_cast<std::uint8_t>(view.opcode), view.last,
              std::string{view_text(view.payload)}};
  bytes.erase(0, view.size);
  return frame;
}

}  // namespace stepback

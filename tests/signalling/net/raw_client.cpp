#include "raw_client.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace stepback::signalling::test {
namespace {

constexpr int kPatienceSeconds = 30;
constexpr std::array<char, 4> kMask{'\x5A', '\x13', '\x77', '\x01'};

std::runtime_error failure(const std::string& what) {
  return std::runtime_error(what + ": " + std::generic_category().message(errno));
}

void append_size(std::string& frame, std::size_t size) {
  constexpr std::size_t masked = 0x80;
  const auto append = [&frame](std::size_t value, int bytes) {
    for (int i = bytes - 1; i >= 0; --i) frame += static_cast<char>(value >> (8 * i) & 0xFFU);
  };
  if (size < 126) {
    append(masked | size, 1);
  } else if (size <= 0xFFFF) {
    append(masked | 126U, 1);
    append(size, 2);
  } else {
    append(masked | 127U, 1);
    append(size, 8);
  }
}

}  // namespace

int Frame::close_code() const {
  if (opcode != close || payload.size() < 2) return 0;
  return static_cast<unsigned char>(payload[0]) << 8 | static_cast<unsigned char>(payload[1]);
}

RawClient::RawClient(std::uint16_t port, int receive_buffer)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const timeval patience{kPatienceSeconds, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  if (receive_buffer > 0) {
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  }
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    const std::string reason = failure("connect").what();
    disconnect();
    throw std::runtime_error(reason);
  }
}

RawClient::~RawClient() {
  disconnect();
}

void RawClient::disconnect() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

void RawClient::finish_sending() {
  ::shutdown(socket_, SHUT_WR);
}

ssize_t RawClient::write_some(std::string_view bytes) {
  return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

ssize_t RawClient::read_some(std::span<char> room) {
  return ::recv(socket_, room.data(), room.size(), 0);
}

void RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = write_some(bytes);
    if (sent <= 0) throw failure("send");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

// Returns false at the end of the stream.
bool RawClient::fill() {
  std::array<char, 65536> bytes{};
  const ssize_t size = read_some(bytes);
  if (size < 0 && errno == ECONNRESET) return false;
  if (size < 0) throw failure("receive");
  received_.append(bytes.data(), static_cast<std::size_t>(size));
  return size > 0;
}

std::string RawClient::read_until(std::string_view mark) {
  std::size_t at = 0;
  while ((at = received_.find(mark)) == std::string::npos) {
    if (!fill()) throw std::runtime_error("the server closed before " + std::string(mark));
  }
  return read_exactly(at + mark.size());
}

std::string RawClient::read_exactly(std::size_t size) {
  while (received_.size() < size) {
    if (!fill()) throw std::runtime_error("the server closed in the middle");
  }
  std::string bytes = received_.substr(0, size);
  received_.erase(0, size);
  return bytes;
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
  std::string text = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers;
  if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  send(text + "\r\n" + body);
  return response(method != "HEAD");
}

bool RawClient::at_end() {
  return received_.empty() && !fill();
}

bool RawClient::closed_by_server() {
  if (at_end()) return true;
  throw std::runtime_error("the server sent something more");
}

RawResponse RawClient::upgrade(const std::string& path, const std::string& headers) {
  send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive, Upgrade\r\n" +
       headers + "\r\n");
  return response();
}

void RawClient::open() {
  const RawResponse response = upgrade("/ws",
                                       "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                       "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                       "Sec-WebSocket-Protocol: stepback.v1\r\n");
  if (response.status != 101) {
    throw std::runtime_error("no WebSocket: " + std::to_string(response.status));
  }
}

void RawClient::send_frame(std::uint8_t opcode, std::string_view payload, bool final) {
  std::string frame(1, static_cast<char>((final ? 0x80U : 0U) | opcode));
  append_size(frame, payload.size());
  frame.append(kMask.data(), kMask.size());
  for (std::size_t i = 0; i < payload.size(); ++i) {
    frame += static_cast<char>(payload[i] ^ kMask[i % kMask.size()]);
  }
  send(frame);
}

Frame RawClient::frame() {
  while (true) {
    Frame frame = any_frame();
    if (frame.opcode != Frame::ping) return frame;
  }
}

Frame RawClient::any_frame() {
  const std::string head = read_exactly(2);
  Frame frame;
  frame.opcode = static_cast<std::uint8_t>(head[0] & 0x0F);
  frame.final = (head[0] & 0x80) != 0;
  std::size_t size = static_cast<std::size_t>(head[1] & 0x7F);
  if (size >= 126) {
    const std::string longer = read_exactly(size == 126 ? 2 : 8);
    size = 0;
    for (const char c : longer) size = size << 8U | static_cast<unsigned char>(c);
  }
  frame.payload = read_exactly(size);
  return frame;
}

}  // namespace stepback::signalling::test

#include "flow/wire_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace stepback::flow {
namespace {

using Clock = std::chrono::steady_clock;

/// Longer than anything takes on a busy machine.
constexpr std::chrono::seconds kDeadline{60};

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error("wire client: " + what);
}

void append_16(Packet& out, std::uint32_t value) {
  out.push_back(static_cast<std::uint8_t>(value >> 8 & 0xFF));
  out.push_back(static_cast<std::uint8_t>(value & 0xFF));
}

void append_32(Packet& out, std::uint32_t value) {
  append_16(out, value >> 16);
  append_16(out, value & 0xFFFF);
}

Packet packet(std::uint8_t type, std::uint32_t ssrc, std::uint16_t sequence,
              std::uint32_t timestamp, std::array<std::uint8_t, 2> element,
              std::string_view payload) {
  Packet out{0x90, type};
  append_16(out, sequence);
  append_32(out, timestamp);
  append_32(out, ssrc);
  append_16(out, 0xBEDE);
  append_16(out, 1);
  out.insert(out.end(), element.begin(), element.end());
  append_16(out, 0);
  out.insert(out.end(), payload.begin(), payload.end());
  return out;
}

}  // namespace

WireClient::WireClient(std::uint16_t port, std::string_view subprotocol, const std::string& from,
                       const char* to)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  if (!from.empty()) {
    ::inet_pton(AF_INET, from.c_str(), &address.sin_addr);
    if (::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      fail("cannot use the address " + from);
    }
  }
  address.sin_port = htons(port);
  address.sin_addr.s_addr = ::inet_addr(to);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    fail("cannot connect to port " + std::to_string(port));
  }
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const std::string request =
      "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
      "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: " +
      std::string{subprotocol} + "\r\n\r\n";
  write_all(request.data(), request.size());
  const auto deadline = Clock::now() + kDeadline;
  std::size_t end = std::string::npos;
  while ((end = in_.find("\r\n\r\n")) == std::string::npos) {
    if (!read_some(deadline)) fail("the server closed instead of upgrading");
  }
  if (!in_.starts_with("HTTP/1.1 101")) fail("no upgrade: " + in_.substr(0, in_.find('\r')));
  in_.erase(0, end + 4);
}

WireClient::~WireClient() {
  if (socket_ >= 0) ::close(socket_);
}

WireClient::WireClient(WireClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)),
      in_(std::move(other.in_)),
      message_(std::move(other.message_)),
      message_is_text_(other.message_is_text_),
      received_(std::move(other.received_)),
      looked_at_(other.looked_at_),
      closed_(other.closed_),
      next_id_(other.next_id_),
      pace_(other.pace_),
      resume_(std::move(other.resume_)),
      state_(std::move(other.state_)) {}

Json WireClient::wait_for(const std::function<bool(const Json&)>& wanted) {
  const auto deadline = Clock::now() + kDeadline;
  while (true) {
    while (looked_at_ < received_.size()) {
      const auto* message = std::get_if<Json>(&received_[looked_at_++]);
      if (message != nullptr && wanted(*message)) return *message;
    }
    if (closed_) fail("the server closed while something else was waited for");
    if (!read_some(deadline)) closed_ = true;
    while (take_frame()) {
    }
  }
}

Json WireClient::wait_for_type(std::string_view type) {
  return wait_for([&](const Json& message) { return message.at("type") == type; });
}

Json WireClient::wait_for_answer(std::int64_t id) {
  return wait_for([&](const Json& message) {
    const auto& type = message.at("type");
    return (type == "ok" || type == "error") && message.value("id", std::int64_t{-1}) == id;
  });
}

Json WireClient::ask(Json message) {
  for (auto now = Clock::now(), next = pace_.next(now); !closed_ && now < next;) {
    read_until(next);
    now = Clock::now();
    next = pace_.next(now);
  }
  const std::int64_t id = next_id_++;
  message["id"] = id;
  send(message);
  Json answer = wait_for_answer(id);
  pace_.answered(Clock::now());
  return answer;
}

// The server's queue sends control before media. Media that waited when the first answer was
// written follow it and come before the second.
void WireClient::settle() {
  ping();
  ping();
}

bool WireClient::read_until(std::chrono::steady_clock::time_point moment) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(
      std::max(moment - Clock::now(), std::chrono::nanoseconds{0}));
  pollfd waiting{socket_, POLLIN, 0};
  if (closed_ || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) return false;
  if (!read_some(Clock::now() + kDeadline)) closed_ = true;
  while (take_frame()) {
  }
  return !closed_;
}

bool WireClient::read_until(const std::function<bool()>& done) {
  const auto deadline = Clock::now() + kDeadline;
  while (!done()) {
    if (closed_ || Clock::now() >= deadline) return false;
    read_until(deadline);
  }
  return true;
}

void WireClient::wait_until_closed() {
  const auto deadline = Clock::now() + kDeadline;
  while (!closed_) {
    if (!read_some(deadline)) closed_ = true;
    while (take_frame()) {
    }
  }
}

std::string WireClient::join(const std::string& token, std::optional<std::string> name) {
  Json message{{"type", "join"}, {"token", token}};
  if (name) message["name"] = *name;
  send(message);
  const Json welcome = wait_for_type("welcome");
  resume_ = welcome.at("resume");
  wait_for_type("state");
  return welcome.at("participant");
}

void WireClient::send_frame(std::uint8_t opcode, const void* data, std::size_t size) {
  if (opcode == 0x1) pace_.sent();
  std::string frame;
  frame.push_back(static_cast<char>(0x80 | opcode));
  if (size < 126) {
    frame.push_back(static_cast<char>(0x80 | size));
  } else if (size < 65536) {
    frame.push_back(static_cast<char>(0x80 | 126));
    frame.push_back(static_cast<char>(size >> 8 & 0xFF));
    frame.push_back(static_cast<char>(size & 0xFF));
  } else {
    frame.push_back(static_cast<char>(0x80 | 127));
    for (int shift = 56; shift >= 0; shift -= 8) {
      frame.push_back(static_cast<char>(static_cast<std::uint64_t>(size) >> shift & 0xFF));
    }
  }
  frame.append(4, '\0');  // a mask of zeros: the payload goes as it is
  frame.append(static_cast<const char*>(data), size);
  write_all(frame.data(), frame.size());
}

void WireClient::write_all(const void* data, std::size_t size) const {
  const char* at = static_cast<const char*>(data);
  while (size > 0) {
    const ssize_t written = ::send(socket_, at, size, MSG_NOSIGNAL);
    if (written <= 0) return;  // the server has closed: the next read says so
    at += written;
    size -= static_cast<std::size_t>(written);
  }
}

// Returns false if the server has closed.
bool WireClient::read_some(std::chrono::steady_clock::time_point deadline) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
  pollfd waiting{socket_, POLLIN, 0};
  if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) {
    fail("nothing came in time");
  }
  std::array<char, 65536> piece{};
  const ssize_t size = ::recv(socket_, piece.data(), piece.size(), 0);
  if (size <= 0) return false;
  in_.append(piece.data(), static_cast<std::size_t>(size));
  return true;
}

// Takes one whole frame out of the bytes that were read. Returns false if there is none yet.
bool WireClient::take_frame() {
  const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(in_[at]); };
  if (in_.size() < 2) return false;
  std::size_t header = 2;
  std::uint64_t size = byte(1) & 0x7FU;
  if (size >= 126) {
    const std::size_t width = size == 126 ? 2 : 8;
    header += width;
    if (in_.size() < header) return false;
    size = 0;
    for (std::size_t i = 0; i < width; ++i) size = size << 8 | byte(2 + i);
  }
  if (in_.size() < header + size) return false;
  const bool last = (byte(0) & 0x80U) != 0;
  const unsigned opcode = byte(0) & 0x0FU;
  const std::string payload = in_.substr(header, size);
  in_.erase(0, header + size);

  if (opcode == 0x8) {
    closed_ = true;
    return false;
  }
  if (opcode == 0x9) {
    send_frame(0xA, payload.data(), payload.size());
    return true;
  }
  if (opcode > 0x2) return true;
  if (opcode != 0) {
    message_.clear();
    message_is_text_ = opcode == 0x1;
  }
  message_ += payload;
  if (!last) return true;
  if (message_is_text_) {
    take_message(Json::parse(message_));
  } else {
    received_.emplace_back(Packet{message_.begin(), message_.end()});
  }
  return true;
}

void WireClient::take_message(Json message) {
  if (message.at("type") == "state") state_ = message;
  if (message.at("type") == "welcome") {
    const Json& limits = message.at("limits");
    pace_.keep_to(limits.at("controlPerSecond"), limits.at("controlBurst"), Clock::now());
  }
  received_.emplace_back(std::move(message));
}

Packet audio_packet(std::uint32_t ssrc, std::uint16_t sequence, std::uint32_t timestamp,
                    std::string_view payload) {
  return packet(111, ssrc, sequence, timestamp, {0x10, 0x9E}, payload);
}

Packet video_packet(std::uint32_t ssrc, std::uint16_t sequence, std::uint32_t timestamp,
                    bool key_frame, std::string_view payload) {
  const auto marks = static_cast<std::uint8_t>(0xC0 | (key_frame ? 0x20 : 0));
  return packet(96, ssrc, sequence, timestamp, {0x20, marks}, payload);
}

std::uint32_t ssrc_of(const Packet& packet) {
  return static_cast<std::uint32_t>(packet.at(8)) << 24 |
         static_cast<std::uint32_t>(packet.at(9)) << 16 |
         static_cast<std::uint32_t>(packet.at(10)) << 8 | packet.at(11);
}

std::string payload_of(const Packet& packet) {
  return {packet.begin() + 20, packet.end()};
}

}  // namespace stepback::flow

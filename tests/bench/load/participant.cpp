#include "bench/load/participant.hpp"

#include <charconv>
#include <stdexcept>
#include <utility>

namespace stepback::bench {
Participant::Participant(Loop& loop, std::uint16_t port, const TlsContext& tls, std::string join,
                         Hears& hears)
    : loop_(loop), stream_(Stream::to(port, tls)), join_(std::move(join)), hears_(hears) {
  loop_.watch(stream_.descriptor(), *this);
  stream_.write("GET /ws HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                "\r\nConnection: Upgrade\r\n" + upgrade_headers() + "\r\n");
  watch_writing();
}

Participant::~Participant() {
  if (!gone()) loop_.forget(stream_.descriptor());
}

void Participant::send_text(std::string_view text) {
  send(Opcode::text, view_bytes(text));
}

void Participant::send_packet(std::span<const std::uint8_t> packet) {
  send(Opcode::binary, packet);
}

void Participant::send(Opcode opcode, std::span<const std::uint8_t> payload) {
  static Bytes frame;  // its memory is used again: one thread
  frame.clear();
  append_frame(frame, opcode, kMask, payload);
  stream_.write(frame);
  watch_writing();
}

void Participant::watch_writing() {
  if (gone() || writing_ == stream_.wants_write()) return;
  writing_ = stream_.wants_write();
  loop_.wait_for_writing(stream_.descriptor(), *this, writing_);
}

void Participant::on_ready() {
  if (writing_) stream_.flush();
  do {
    const auto bytes = stream_.read();
    if (!bytes.empty()) take(bytes);
  } while (stream_.more());
  watch_writing();
  if (gone()) {
    loop_.forget(stream_.descriptor());
    hears_.on_gone(*this);
  }
}

void Participant::take(std::span<std::uint8_t> bytes) {
  if (!upgraded_) {
    head_.insert(head_.end(), bytes.begin(), bytes.end());
    const std::size_t end = end_of_head(head_);
    if (end == 0) return;
    const std::string head(head_.begin(), head_.begin() + static_cast<std::ptrdiff_t>(end));
    if (!head.starts_with("HTTP/1.1 101")) throw std::runtime_error("no upgrade: " + head);
    upgraded_ = true;
    send_text(join_);
    bytes = std::span{head_}.subspan(end);
  }
  frames_.offer(bytes);
  while (const auto frame = frames_.next()) take(*frame);
}

void Participant::take(const FrameView& frame) {
  if (frame.opcode == Opcode::ping) {
    send(Opcode::pong, frame.payload);
    return;
  }
  if (frame.opcode == Opcode::close || frame.opcode == Opcode::pong) return;
  std::span<const std::uint8_t> whole = frame.payload;
  if (frame.opcode != Opcode::more) message_is_ = frame.opcode;
  if (!frame.last || frame.opcode == Opcode::more) {
    if (frame.opcode != Opcode::more) message_.clear();
    message_.insert(message_.end(), whole.begin(), whole.end());
    if (!frame.last) return;
    whole = message_;
  }
  if (message_is_ == Opcode::binary) {
    hears_.on_packet(*this, whole);
  } else {
    take_text(view_text(whole));
  }
}

void Participant::take_text(std::string_view text) {
  if (!seated_ && is_type(text, "welcome")) {
    seated_ = true;
    id_ = member(text, "participant");
    hears_.on_seated(*this);
  } else {
    hears_.on_text(*this, text);
  }
}

std::string_view member(std::string_view message, std::string_view name) {
  const std::string key = "\"" + std::string{name} + "\":\"";
  const auto found = message.find(key);
  if (found == std::string_view::npos) return {};
  const auto begin = found + key.size();
  return message.substr(begin, message.find('"', begin) - begin);
}

std::uint64_t number_member(std::string_view message, std::string_view name) {
  const std::string key = "\"" + std::string{name} + "\":";
  const auto found = message.find(key);
  std::uint64_t number = 0;
  if (found != std::string_view::npos) {
    const auto digits = message.substr(found + key.size());
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
  }
  return number;
}

bool is_type(std::string_view message, std::string_view type) {
  constexpr std::string_view begin = "{\"type\":\"";
  return message.starts_with(begin) && message.substr(begin.size()).starts_with(type) &&
         message.substr(begin.size() + type.size()).starts_with('"');
}

}  // namespace stepback::bench

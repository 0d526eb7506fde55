#include "support/wire/wire_client.hpp"

#include <stdexcept>
#include <utility>

namespace stepback {
namespace {

using Clock = std::chrono::steady_clock;

/// Longer than anything takes on a busy machine.
constexpr std::chrono::seconds kDeadline{60};

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error("wire client: " + what);
}

}  // namespace

void WireClient::send_text(std::string_view text) {
  pace_.sent();
  send_frame(Frame::text, text);
}

void WireClient::send_packet(std::span<const std::uint8_t> bytes) {
  send_frame(Frame::binary, view_text(bytes));
}

// If the server has closed, the next read says so.
void WireClient::send_frame(std::uint8_t opcode, std::string_view payload) {
  socket_.try_send(view_text(RawClient::masked(opcode, payload)));
}

Json WireClient::wait_for(const std::function<bool(const Json&)>& wanted) {
  const auto deadline = Clock::now() + kDeadline;
  while (true) {
    while (looked_at_ < received_.size()) {
      const auto* message = std::get_if<Json>(&received_[looked_at_++]);
      if (message != nullptr && wanted(*message)) return *message;
    }
    if (closed_) fail("the server closed while something else was waited for");
    if (!socket_.wait_readable(deadline)) fail("nothing came in time");
    receive();
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
  if (closed_ || !socket_.wait_readable(moment)) return false;
  receive();
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
  if (read_until([this] { return closed_; })) return;
  fail("the server did not close in time");
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

void WireClient::receive() {
  closed_ = !socket_.receive();
  while (const auto frame = socket_.received_frame()) {
    take(*frame);
    if (closed_) return;
  }
}

void WireClient::take(const Frame& frame) {
  if (frame.opcode == Frame::close) closed_ = true;
  if (frame.opcode == Frame::ping) send_frame(Frame::pong, frame.payload);
  if (frame.opcode > Frame::binary) return;
  if (frame.opcode != Frame::continuation) {
    message_.clear();
    message_is_text_ = frame.opcode == Frame::text;
  }
  message_ += frame.payload;
  if (!frame.final) return;
  if (message_is_text_) {
    take_message(Json::parse(message_));
  } else {
    received_.emplace_back(Packet{message_.begin(), message_.end()});
  }
}

void WireClient::take_message(Json message) {
  if (message.at("type") == "state") state_ = message;
  if (message.at("type") == "welcome") {
    const Json& limits = message.at("limits");
    pace_.keep_to(limits.at("controlPerSecond"), limits.at("controlBurst"), Clock::now());
  }
  received_.emplace_back(std::move(message));
}

}  // namespace stepback

#include "flow/hostile/hostile_connection.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace stepback::flow {

HostileConnection::HostileConnection(std::uint16_t port, HostileGrammar& grammar)
    : grammar_(grammar), client_(port) {
  client_.open();
}

void HostileConnection::send(const HostileMessage& message) {
  if (message.id && answers_.try_emplace(*message.id, 0).second) ++unanswered_;
  if (!message.id && !message.binary) look_for_id(message.bytes);
  write(grammar_.in_frames(message));
}

// Changed bytes can still be a request, and can carry another request's number.
void HostileConnection::look_for_id(std::string_view bytes) {
  const auto found = nlohmann::json::parse(bytes, nullptr, false);
  if (!found.is_object()) return;
  const auto id = found.find("id");
  if (id != found.end() && id->is_number_integer()) ++more_[id->get<std::int64_t>()];
}

void HostileConnection::write(std::string_view bytes) {
  ++sent_;
  if (closed_) return;
  try {
    client_.send(bytes);
  } catch (const std::runtime_error&) {
    closed_ = true;  // what was sent to us before can still be read
  }
}

// A request that has to wait for the journal may be answered after the ping.
void HostileConnection::settle() {
  send(grammar_.ping());
  while (!closed_ && unanswered_ > 0) {
    try {
      const Frame frame = client_.frame();
      if (frame.opcode == Frame::text) take(frame.payload);
      closed_ = frame.opcode == Frame::close;
    } catch (const std::runtime_error&) {
      // The server may end the stream. If it is silent instead, at_end() throws.
      closed_ = client_.at_end();
    }
  }
}

// Most messages are states of a whole circle, which answer nothing.
void HostileConnection::take(std::string_view text) {
  if (text.starts_with(R"({"type":"state")")) return;
  const auto message = nlohmann::json::parse(text);
  const auto& type = message.at("type");
  if (type == "welcome") grammar_.meet(message.at("participant"));
  if ((type == "ok" || type == "error") && message.contains("id")) {
    const auto request = answers_.find(message.at("id").get<std::int64_t>());
    if (request != answers_.end() && ++request->second == 1) --unanswered_;
  }
}

void HostileConnection::hang_up() {
  if (grammar_.below(2) == 0) write(grammar_.broken_frames());
  client_.disconnect();
}

std::string HostileConnection::complaint() const {
  for (const auto& [id, answers] : answers_) {
    const auto more = more_.find(id);
    const int at_most = 1 + (more == more_.end() ? 0 : more->second);
    if (answers > at_most || (answers == 0 && !closed_)) {
      return "request " + std::to_string(id) + " has " + std::to_string(answers) + " answers";
    }
  }
  return {};
}

}  // namespace stepback::flow

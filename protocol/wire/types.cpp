#include <type_traits>

#include "protocol/wire/message.hpp"

namespace stepback::protocol {
namespace {

// The word in `type`: one overload for each message, so that a new message without a word does not
// build.

constexpr std::string_view word(const to_server::Join&) {
  return "join";
}
constexpr std::string_view word(const to_server::Leave&) {
  return "leave";
}
constexpr std::string_view word(const to_server::Admit&) {
  return "admit";
}
constexpr std::string_view word(const to_server::Remove&) {
  return "remove";
}
constexpr std::string_view word(const to_server::Lock&) {
  return "lock";
}
constexpr std::string_view word(const to_server::Appoint&) {
  return "appoint";
}
constexpr std::string_view word(const to_server::Advance&) {
  return "advance";
}
constexpr std::string_view word(const to_server::ScheduleReturn&) {
  return "scheduleReturn";
}
constexpr std::string_view word(const to_server::Mute&) {
  return "mute";
}
constexpr std::string_view word(const to_server::Handover&) {
  return "handover";
}
constexpr std::string_view word(const to_server::Publish&) {
  return "publish";
}
constexpr std::string_view word(const to_server::Hand&) {
  return "hand";
}
constexpr std::string_view word(const to_server::Chat&) {
  return "chat";
}
constexpr std::string_view word(const to_server::Signal&) {
  return "signal";
}
constexpr std::string_view word(const to_server::Seen&) {
  return "seen";
}
constexpr std::string_view word(const to_server::Done&) {
  return "done";
}
constexpr std::string_view word(const to_server::Keyframe&) {
  return "keyframe";
}
constexpr std::string_view word(const to_server::Report&) {
  return "report";
}
constexpr std::string_view word(const to_server::Ping&) {
  return "ping";
}

constexpr std::string_view word(const to_server::WayBack&) {
  return "wayBack";
}
constexpr std::string_view word(const to_server::TakeLead&) {
  return "takeLead";
}
constexpr std::string_view word(const to_server::Records&) {
  return "records";
}

constexpr std::string_view word(const to_client::Welcome&) {
  return "welcome";
}
constexpr std::string_view word(const to_client::State&) {
  return "state";
}
constexpr std::string_view word(const to_client::Ok&) {
  return "ok";
}
constexpr std::string_view word(const to_client::Error&) {
  return "error";
}
constexpr std::string_view word(const to_client::Chat&) {
  return "chat";
}
constexpr std::string_view word(const to_client::Keyframe&) {
  return "keyframe";
}
constexpr std::string_view word(const to_client::Pong&) {
  return "pong";
}
constexpr std::string_view word(const to_client::WayBack&) {
  return "wayBack";
}
constexpr std::string_view word(const to_client::Bye&) {
  return "bye";
}

}  // namespace

std::optional<Command> command_in(const ClientMessage& message) {
  return std::visit(
      [](const auto& body) -> std::optional<Command> {
        using Body = std::decay_t<decltype(body)>;
        if constexpr (std::is_constructible_v<Command, std::in_place_type_t<Body>, const Body&>) {
          return Command{body};
        } else {
          return std::nullopt;
        }
      },
      message);
}

std::string_view type_of(const ClientMessage& message) {
  return std::visit([](const auto& body) { return word(body); }, message);
}

std::string_view type_of(const ServerMessage& message) {
  return std::visit([](const auto& body) { return word(body); }, message);
}

}  // namespace stepback::protocol

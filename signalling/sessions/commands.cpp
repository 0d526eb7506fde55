#include "signalling/sessions/commands.hpp"

#include <type_traits>

namespace stepback::signalling {

namespace to_server = protocol::to_server;
namespace command = protocol::command;

std::optional<protocol::Command> to_command(const protocol::ClientMessage& message) {
  return std::visit(
      [](const auto& wanted) -> std::optional<protocol::Command> {
        using Wanted = std::decay_t<decltype(wanted)>;
        if constexpr (std::is_same_v<Wanted, to_server::Leave>) {
          return command::Leave{};
        } else if constexpr (std::is_same_v<Wanted, to_server::Admit>) {
          return command::Admit{wanted.participant};
        } else if constexpr (std::is_same_v<Wanted, to_server::Remove>) {
          return command::Remove{wanted.participant};
        } else if constexpr (std::is_same_v<Wanted, to_server::Lock>) {
          return command::Lock{wanted.on};
        } else if constexpr (std::is_same_v<Wanted, to_server::Appoint>) {
          return command::Appoint{wanted.participant};
        } else if constexpr (std::is_same_v<Wanted, to_server::Advance>) {
          return command::Advance{wanted.phase};
        } else if constexpr (std::is_same_v<Wanted, to_server::ScheduleReturn>) {
          return command::ScheduleReturn{wanted.at};
        } else if constexpr (std::is_same_v<Wanted, to_server::Mute>) {
          return command::Mute{wanted.participant};
        } else if constexpr (std::is_same_v<Wanted, to_server::Handover>) {
          return command::Handover{wanted.participant};
        } else if constexpr (std::is_same_v<Wanted, to_server::Publish>) {
          return command::Publish{wanted.audio, wanted.video};
        } else if constexpr (std::is_same_v<Wanted, to_server::Hand>) {
          return command::RaiseHand{wanted.raised};
        } else {
          static_assert(
              std::is_same_v<Wanted, to_server::Join> || std::is_same_v<Wanted, to_server::Chat> ||
              std::is_same_v<Wanted, to_server::Signal> ||
              std::is_same_v<Wanted, to_server::Keyframe> ||
              std::is_same_v<Wanted, to_server::Report> || std::is_same_v<Wanted, to_server::Ping>);
          return std::nullopt;
        }
      },
      message);
}

}  // namespace stepback::signalling

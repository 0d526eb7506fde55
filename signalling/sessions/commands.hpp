#pragma once

// Which messages ask for a change of the session, and what for. Inner header of room.cpp.

#include <optional>

#include "protocol/session/command.hpp"
#include "protocol/wire/message.hpp"

namespace stepback::signalling {

/// The session's command, or nothing for messages that change nothing.
std::optional<protocol::Command> to_command(const protocol::ClientMessage& message);

}  // namespace stepback::signalling

#pragma once

// Translates messages into commands that change the session. Inner header of room.cpp.

#include <optional>

#include "protocol/session/command.hpp"
#include "protocol/wire/message.hpp"

namespace stepback::signalling {

/// Returns the session's command, or nothing if the message changes nothing.
std::optional<protocol::Command> to_command(const protocol::ClientMessage& message);

}  // namespace stepback::signalling

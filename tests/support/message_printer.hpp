#pragma once

// Prints messages as they travel, so that a failed comparison can be read. Every source of a test
// program that compares messages includes this header.

#include <concepts>
#include <ostream>

#include "protocol/wire/message.hpp"

namespace stepback::protocol {

inline std::ostream& operator<<(std::ostream& out, const Request& request) {
  return out << encode(request);
}

namespace to_server {
template <typename Body>
requires std::constructible_from<ClientMessage, const Body&> std::ostream& operator<<(
    std::ostream& out, const Body& body) {
  return out << Request{{}, body};
}
}  // namespace to_server

namespace command {
using to_server::operator<<;  // of the commands that are messages
}  // namespace command

namespace to_client {
template <typename Body>
requires std::constructible_from<ServerMessage, const Body&> std::ostream& operator<<(
    std::ostream& out, const Body& body) {
  return out << encode(ServerMessage{body});
}
}  // namespace to_client

}  // namespace stepback::protocol

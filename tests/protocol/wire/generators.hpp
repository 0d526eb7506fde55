#pragma once

// RapidCheck generators of good messages in both directions. Every message that they make is
// encoded, decoded, and accepted by the JSON Schemas. Lengths and numbers are often at their
// bounds.

#include <rapidcheck.h>

#include "protocol/wire/message.hpp"

namespace stepback::protocol::test {

rc::Gen<Request> any_request();
rc::Gen<ServerMessage> any_server_message();

/// Makes UTF-8 of 1 to `most` code points that can stand on one line (text.hpp's valid_line).
rc::Gen<std::string> any_line(std::size_t most);

}  // namespace stepback::protocol::test

#pragma once

// An answer as HTTP/1.1 writes it.

#include <cstddef>
#include <string>

#include "signalling/net/http/message.hpp"

namespace stepback::signalling {

/// The answer's bytes, after which the connection is closed; without its body, as HEAD wants it,
/// if `with_body` is false. `room` bytes are left free before them.
std::string to_text(const HttpResponse& response, bool with_body = true, std::size_t room = 0);

}  // namespace stepback::signalling

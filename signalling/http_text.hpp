#pragma once

// An answer as HTTP/1.1 writes it.

#include <string>

#include "signalling/http_message.hpp"

namespace stepback::signalling {

/// The answer's bytes, after which the connection is closed; without its body, as HEAD wants it,
/// if `with_body` is false.
std::string to_text(const HttpResponse& response, bool with_body = true);

}  // namespace stepback::signalling

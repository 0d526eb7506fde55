#pragma once

// Answers over HTTP: RFC 9457 problem documents, the words of status codes, and an answer's bytes.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "signalling/net/http/message.hpp"

namespace stepback::signalling {

/// The detail of a 408: the request was overdue.
inline constexpr std::string_view kTooLate = "the request did not come in time";

/// Returns the reason phrase of a status code that this server uses (RFC 9110, section 15).
std::string_view phrase_of(int status);

/// Returns an application/problem+json answer. `detail` is a sentence for people; `pointer` is the
/// JSON Pointer (RFC 6901) to the faulty part of the request's body.
HttpResponse problem(int status, std::string_view detail,
                     const std::optional<std::string>& pointer = std::nullopt);

/// Returns the answer's bytes, with `connection: close`. The body is left out if `with_body` is
/// false, as for HEAD. `room` zero bytes stand before the answer.
std::string to_text(const HttpResponse& response, bool with_body = true, std::size_t room = 0);

}  // namespace stepback::signalling

#pragma once

// The request line as the client sent it. libwebsockets hands on a decoded path alone: it ends a
// path at an escaped line end and resolves `..`, so two paths that differ for a proxy can be one
// path here. A request line that can be read in two ways is refused before libwebsockets reads it.
// Pure; any thread.

#include <cstddef>
#include <string_view>
#include <tl/expected.hpp>

namespace stepback::signalling {

/// Bytes of a request line, with its end.
inline constexpr std::size_t kMostRequestLine = std::size_t{8} * 1024;

/// Looks at the first bytes of a connection. Returns true if they hold a whole request line that
/// can be read in one way alone, and false if more bytes are needed. Returns a sentence if the
/// line is refused:
/// - It is not `METHOD TARGET HTTP/1.N` with a CRLF behind it, or it is too long.
/// - The method has a byte that is no letter A to Z.
/// - The target does not begin with a slash, or has a `#` or a byte outside 0x21 to 0x7e.
/// - An escape in it is no `%` and two hexadecimal digits, or stands for a control character.
/// - Its path has one of `\`, `;`, `&` and `+`, or `//`, a segment `.` or `..`, or an escape of a
///   letter, a digit or one of `.`, `/`, `\`, `?`, `#` and `=`.
tl::expected<bool, std::string_view> look_at_request_line(std::string_view begin);

}  // namespace stepback::signalling

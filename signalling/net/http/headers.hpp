#pragma once

// Reading a request's headers from libwebsockets.

#include <libwebsockets.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace stepback::signalling {

/// Whether the request has this header, with something in it.
bool has_header(lws* connection, lws_token_indexes token);
/// A header's value; several of the same name joined by commas. Empty if there is none.
std::string header(lws* connection, lws_token_indexes token);
/// The request's method, or an empty word for one that nobody serves.
std::string_view method_of(lws* connection);
/// The path of the request, without the query.
std::string path_of(lws* connection);
/// Whether `list`, words separated by commas, has this word. Upper and lower case are the same if
/// `any_case`.
bool lists(std::string_view list, std::string_view word, bool any_case);

enum class BodyFault { noLength, badLength };
/// How long a body the request announces: 0 if its method has none and it says nothing. A transfer
/// coding is refused as noLength, since libwebsockets does not decode it.
tl::expected<std::uint64_t, BodyFault> body_length(lws* connection);

}  // namespace stepback::signalling

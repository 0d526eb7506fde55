#pragma once

// Reads a request's headers from libwebsockets.

#include <libwebsockets.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "signalling/net/http/fields.hpp"

namespace stepback::signalling {

/// Whether the request has this header, and it is not empty.
bool has_header(lws* connection, lws_token_indexes token);
/// Returns a header's value; several headers of one name are joined by commas. Empty if there is
/// none.
std::string header(lws* connection, lws_token_indexes token);
/// Returns the request's method; empty if the method is unknown.
std::string_view method_of(lws* connection);
/// Returns the request's path, without the query.
std::string path_of(lws* connection);
/// Returns the address of this machine at which the connection came; empty if the system does not
/// tell.
std::string arrived_at(lws* connection);
/// Whether `list`, words separated by commas, contains `word`. With `any_case`, upper and lower
/// case are the same.
bool lists(std::string_view list, std::string_view word, bool any_case);

/// Returns the members of the request's query, or a sentence if they cannot be read. libwebsockets
/// splits and decodes them; it answers a bad escape with 403 by itself, takes `;` for `&`, and
/// makes an escaped `=` in a name `_`.
tl::expected<HttpFields, std::string> query_of(lws* connection);

enum class BodyFault { noLength, badLength };
/// Returns the announced length of the body in bytes. Returns 0 if nothing is announced and the
/// method has no body; noLength if the method has one. A transfer coding is refused as noLength,
/// because libwebsockets does not decode it.
tl::expected<std::uint64_t, BodyFault> body_length(lws* connection);

}  // namespace stepback::signalling

#pragma once

// Reads a JSON document that a person wrote. An error tells line and column, and a member that
// stands twice in one object is an error instead of a silent choice of the last. Included by .cpp
// files only, so that users of the library need no JSON library.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "protocol/json/fault.hpp"

namespace stepback::protocol {

/// Reads the document, or returns its first fault. Never throws, whatever the text.
tl::expected<nlohmann::json, JsonFault> read_strict_json(std::string_view text);

}  // namespace stepback::protocol

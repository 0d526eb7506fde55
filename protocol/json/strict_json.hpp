#pragma once

// Reads a JSON document strictly. An error names line and column. A member that stands twice in one
// object is an error. Inner header: only .cpp files include it, so that users of the library need
// no JSON library.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "protocol/json/fault.hpp"

namespace stepback::protocol {

/// Reads the document, or returns its first fault. Never throws, whatever the text.
tl::expected<nlohmann::json, JsonFault> read_strict_json(std::string_view text);

}  // namespace stepback::protocol

#pragma once

// Reads a JSON document that a person wrote. An error tells line and column, and a member that
// stands twice in one object is an error instead of a silent choice of the last. Included by .cpp
// files only, so that users of the library need no JSON library.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace stepback::protocol {

/// A fault in a document as JSON (RFC 8259).
struct JsonFault {
  std::string path;      ///< JSON Pointer (RFC 6901); empty if the text cannot be read
  std::string expected;  ///< the words after "expected"
};

/// `path` with one more step: the name of a member, escaped as in RFC 6901, or an index.
std::string step_into(const std::string& path, std::string_view member);
std::string step_into(const std::string& path, std::size_t index);

/// Reads the document, or returns its first fault. Never throws, whatever the text.
tl::expected<nlohmann::json, JsonFault> read_strict_json(std::string_view text);

}  // namespace stepback::protocol

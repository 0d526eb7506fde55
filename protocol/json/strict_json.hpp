#pragma once

// Reading a JSON document that a person wrote: where it breaks off is told by line and column, and
// a member that stands twice in one object is an error, not a silent choice of the last. Inner
// header: the library's users need no JSON library.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace stepback::protocol {

/// What is wrong with a document as JSON (RFC 8259).
struct JsonFault {
  std::string path;      ///< JSON Pointer (RFC 6901); empty where the text itself cannot be read
  std::string expected;  ///< what was expected there, as the words after "expected"
};

/// `path` with one more step: a member's name, escaped as RFC 6901 says, or an index.
std::string step_into(const std::string& path, std::string_view member);
std::string step_into(const std::string& path, std::size_t index);

/// The document. Never throws on any text.
tl::expected<nlohmann::json, JsonFault> read_strict_json(std::string_view text);

}  // namespace stepback::protocol

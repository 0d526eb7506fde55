#pragma once

// Reads a JSON document of known shape, strictly: no member missing, none too many, every value of
// its type and within its bounds. Keeps the first fault and reads on with empty values, so that a
// caller is written as a plain list of what it reads; what was read counts only if `fault` is empty
// at the end. Inner header of template/reader.cpp.

#include <cstddef>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "protocol/json/strict_json.hpp"

namespace stepback::protocol {

using Words = std::span<const std::string_view>;

/// "a, b and c", with `last` before the last of them.
std::string join_words(Words words, std::string_view last);

/// A value and where it stands. The document outlives it.
struct Place {
  const nlohmann::json* value;
  std::string path;  ///< JSON Pointer

  /// A member that is known to be there.
  Place member(std::string_view name) const;
  /// An element that is known to be there.
  Place element(std::size_t index) const;
};

class DocumentReader {
 public:
  std::optional<JsonFault> fault;

  /// Notes that something else was expected at `path`, unless a fault was found before.
  void fail(std::string path, std::string expected);
  /// The same, with what stands there.
  void fail_at(const Place& at, const std::string& expected);

  /// Whether this is an object with all of `required`, perhaps some of `optional`, and no more.
  bool members(const Place& at, Words required, Words optional = {});
  /// Whether this is an array of `least` to `most` elements.
  bool elements(const Place& at, std::size_t least, std::size_t most);

  /// A string for which `good` holds.
  std::string string(const Place& at, const std::function<bool(std::string_view)>& good,
                     const std::string& expected);
  /// A line for people: 1 to `most` characters, as text.hpp's valid_line says.
  std::string text(const Place& at, std::size_t most);
  /// The index of a word in a closed list.
  std::size_t word(const Place& at, Words words);
  /// A number from `least` to `most`; `least` if it is none.
  double number(const Place& at, double least, double most, const std::string& expected);
};

}  // namespace stepback::protocol

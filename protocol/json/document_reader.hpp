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

/// "a, b and c", if `last` is " and ".
std::string join_words(Words words, std::string_view last);

/// A value and its position. The document must outlive it.
struct Place {
  const nlohmann::json* value;
  std::string path;  ///< JSON Pointer

  /// The member `name`; the caller has checked that it exists.
  Place member(std::string_view name) const;
  /// The element at `index`; the caller has checked that it exists.
  Place element(std::size_t index) const;
};

class DocumentReader {
 public:
  std::optional<JsonFault> fault;

  /// Keeps this fault, unless there was one before: at `path` something else was expected.
  void fail(std::string path, std::string expected);
  /// The same; the sentence also describes the value that was found.
  void fail_at(const Place& at, const std::string& expected);

  /// Whether the value is an object with all of `required`, any of `optional`, and nothing else. If
  /// not, notes a fault.
  bool members(const Place& at, Words required, Words optional = {});
  /// Whether the value is an array of `least` to `most` elements. If not, notes a fault.
  bool elements(const Place& at, std::size_t least, std::size_t most);

  /// The string, if `good` accepts it. Otherwise notes a fault and returns "".
  std::string string(const Place& at, const std::function<bool(std::string_view)>& good,
                     const std::string& expected);
  /// A line for people, of 1 to `most` characters (valid_line in text.hpp). Otherwise notes a fault
  /// and returns "".
  std::string text(const Place& at, std::size_t most);
  /// The word's index in `words`. Otherwise notes a fault and returns 0.
  std::size_t word(const Place& at, Words words);
  /// A number from `least` to `most`. Otherwise notes a fault and returns `least`.
  double number(const Place& at, double least, double most, const std::string& expected);
};

}  // namespace stepback::protocol

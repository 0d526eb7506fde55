#pragma once

// The named values of a URL's query, or of a form that a page sends
// (application/x-www-form-urlencoded; WHATWG URL, section 5). Read strictly, since tokens come this
// way: whatever two readers could understand in two ways is refused. Pure; any thread.

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace stepback::signalling {

/// A value. No name stands twice in it. Names and values are UTF-8 without a zero byte.
class HttpFields {
 public:
  static constexpr std::size_t kMost = 64;
  static constexpr std::size_t kMostName = 128;  ///< bytes; the value is bounded by the request

  /// Adds a member that is decoded already. Returns a sentence, and adds nothing, if the name is
  /// empty, too long or there already, if there are kMost members, or if a text is not UTF-8 or has
  /// a zero byte. The sentence holds no part of the member.
  tl::expected<void, std::string> add(std::string name, std::string value);

  /// Returns the member's value, or nullptr. Valid as long as this object.
  const std::string* find(std::string_view name) const;

  std::size_t size() const { return values_.size(); }
  /// Iterates over pairs of name and value, by name.
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }
  friend bool operator==(const HttpFields&, const HttpFields&) = default;

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

/// Reads `NAME=VALUE&NAME=VALUE`. `+` is a space, `%41` is a byte. Empty text has no member.
/// Returns a sentence if a member has no `=`, if a percent sign is not followed by two hexadecimal
/// digits, or if HttpFields::add() refuses a member.
tl::expected<HttpFields, std::string> parse_fields(std::string_view text);

/// Whether this content type is application/x-www-form-urlencoded, in any case and with any
/// parameters.
bool is_form(std::string_view content_type);

}  // namespace stepback::signalling

#pragma once

// Reads the members of a JSON object from a peer without an `if` after each. The first fault is
// kept, later reads give harmless defaults, and the caller checks once at the end. Included by .cpp
// files only.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"
#include "protocol/json/strict_json.hpp"

namespace stepback::protocol {

/// The greatest integer on the wire: 2^53 - 1, up to which every JSON reader is exact (RFC 7493,
/// section 2.2).
inline constexpr std::int64_t kLargestInteger = (std::int64_t{1} << 53) - 1;

/// The first fault: a sentence with the place (a JSON Pointer, RFC 6901), what was expected, and
/// the kind of value found. It never holds a value, since that may be a token or a person's words.
class Fault {
 public:
  explicit operator bool() const { return !sentence_.empty(); }
  const std::string& sentence() const { return sentence_; }
  /// Notes a fault; only the first is kept. An empty `where` means the whole message.
  void note(const std::string& where, const std::string& what);

 private:
  std::string sentence_;
};

/// The rule for a string.
struct TextRule {
  enum class Kind { any, line, paragraph };
  std::size_t least = 1;  ///< code points
  std::size_t most = 1;
  Kind kind = Kind::any;  ///< valid_line, valid_paragraph (text.hpp), or any UTF-8 text
};

/// Reads one object of a document. It keeps references to the value and the fault, which must
/// outlive it. A member that is missing or wrong is noted as a fault, and its reader returns an
/// empty or the least allowed value.
class ObjectReader {
 public:
  /// `where` is the object's JSON Pointer. Notes a fault if the value is no object.
  ObjectReader(const nlohmann::json& value, std::string where, Fault& fault);

  /// Whether there is such a member. It then counts as known (see refuse_others).
  bool has(const char* name);
  /// Whether there is such a member and it is null. It then counts as known (see refuse_others).
  bool is_null(const char* name);

  bool flag(const char* name);
  std::string text(const char* name, TextRule rule);
  template <std::integral T>
  T integer(const char* name, T least, T most) {
    return static_cast<T>(
        read_integer(name, static_cast<std::int64_t>(least), static_cast<std::int64_t>(most)));
  }
  /// A moment, 0 to kLargestInteger.
  Instant instant(const char* name);
  /// As instant(), but null gives nothing. The member must exist.
  std::optional<Instant> instant_or_null(const char* name);
  /// A duration in minutes, from 0 to one day, rounded to the millisecond.
  Duration minutes(const char* name);
  template <typename Enum>
  Enum word(const char* name) {
    std::string_view found;
    const std::string* text = look_up_word(name, found);
    const auto value = text != nullptr ? from_word<Enum>(*text) : std::nullopt;
    if (!value) expected(name, list_words<Enum>(), found);
    return value.value_or(Enum{});
  }

  ObjectReader object(const char* name);
  /// The elements of an array of at most `most` objects.
  std::vector<ObjectReader> objects(const char* name, std::size_t most);
  /// An array of at most `most` strings.
  std::vector<std::string> texts(const char* name, std::size_t most, TextRule rule);

  /// Notes a fault if the object has a member that was not asked for.
  void refuse_others();

 private:
  void ask(const char* name);
  // Returns nullptr if there is no such member. The member then counts as known.
  const nlohmann::json* look_up(const char* name);
  const nlohmann::json* look_up_array(const char* name, std::size_t most, std::string_view of_what);
  /// Sets `found` to a description of the value, for the fault if the word is not expected.
  const std::string* look_up_word(const char* name, std::string_view& found);
  std::int64_t read_integer(const char* name, std::int64_t least, std::int64_t most);
  std::string check(const std::string& where, const nlohmann::json* value, TextRule rule);
  void expected(const char* name, std::string_view what, std::string_view found);
  std::string path_of(std::string_view name) const { return step_into(where_, name); }

  const nlohmann::json& value_;
  std::string where_;
  Fault& fault_;
  std::vector<std::string_view> asked_;
};

}  // namespace stepback::protocol

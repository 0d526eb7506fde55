#pragma once

// Reads the members of a JSON object without an `if` after each. The first fault is kept, later
// reads give harmless defaults, and the caller checks once at the end. Inner header: only .cpp
// files include it, and record/template_json.hpp, wire/rules.hpp and wire/view_decode.hpp, which
// only .cpp files include.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"
#include "protocol/json/fault.hpp"

namespace stepback::protocol {

/// The greatest integer on the wire: 2^53 - 1, up to which every JSON reader is exact (RFC 7493,
/// section 2.2).
inline constexpr std::int64_t kLargestInteger = (std::int64_t{1} << 53) - 1;

using Words = std::span<const std::string_view>;

/// The rule for a string.
struct TextRule {
  enum class Kind { any, line, paragraph };
  std::size_t least = 1;  ///< code points
  std::size_t most = 1;
  Kind kind = Kind::any;  ///< valid_line, valid_paragraph (text.hpp), or any UTF-8 text
};

/// Reads one object of a document. It keeps references to the value and the fault, which must
/// outlive it; so must the names. A member that is missing or wrong is noted as a fault, and its
/// reader returns an empty or the least allowed value. If the value is no object, its first reader
/// notes that.
class ObjectReader {
 public:
  /// `path` is the object's JSON Pointer.
  ObjectReader(const nlohmann::json& value, std::string path, Fault& fault);

  /// Whether there is such a member. It then counts as known (see refuse_others).
  bool has(std::string_view name);
  /// Whether there is such a member and it is null. It then counts as known (see refuse_others).
  bool is_null(std::string_view name);

  /// Whether the value is an object with all of `required`, any of `optional`, and nothing else. If
  /// not, notes a fault. For a document whose author may mistype a name: it is checked before any
  /// value, and the fault lists the right names.
  bool members(Words required, Words optional = {});

  bool flag(std::string_view name);
  std::string text(std::string_view name, TextRule rule);
  /// The string, if `good` accepts it; `expected` describes such strings.
  std::string text(std::string_view name, const std::function<bool(std::string_view)>& good,
                   std::string_view expected);
  template <std::integral T>
  T integer(std::string_view name, T least, T most) {
    return static_cast<T>(
        read_integer(name, static_cast<std::int64_t>(least), static_cast<std::int64_t>(most)));
  }
  /// A moment, 0 to kLargestInteger.
  Instant instant(std::string_view name);
  /// As instant(), but null gives nothing. The member must exist.
  std::optional<Instant> instant_or_null(std::string_view name);
  /// A duration in minutes, from `least` to one day, rounded to the millisecond.
  Duration minutes(std::string_view name, double least = 0);
  template <typename Enum>
  Enum word(std::string_view name) {
    return static_cast<Enum>(read_word(name, words_of<Enum>));
  }

  ObjectReader object(std::string_view name);
  /// The elements of an array of `least` to `most` objects.
  std::vector<ObjectReader> objects(std::string_view name, std::size_t least, std::size_t most);
  /// The members of an object of at most `most` objects, whose names are data.
  std::vector<std::pair<std::string, ObjectReader>> named_objects(std::string_view name,
                                                                  std::size_t most);
  /// An array of at most `most` strings.
  std::vector<std::string> texts(std::string_view name, std::size_t most, TextRule rule);
  /// An array of words, none of them twice. `what` is the word's kind, such as "right".
  template <typename Enum>
  std::vector<Enum> words(std::string_view name, const std::string& what) {
    std::vector<Enum> values;
    for (const std::size_t index : read_words(name, words_of<Enum>, what)) {
      values.push_back(static_cast<Enum>(index));
    }
    return values;
  }

  /// Notes a fault if the object has a member that was not asked for.
  void refuse_others();
  /// Notes that something else than this object was expected.
  void refuse(std::string expected) { fault_.note(path_, std::move(expected)); }
  /// Notes that another value was expected in this member.
  void refuse(std::string_view name, std::string_view expected);

 private:
  // Marks the member as known. If the value is no object, notes a fault.
  void ask(std::string_view name);
  // Returns nullptr if there is no such member. The member then counts as known.
  const nlohmann::json* look_up(std::string_view name);
  // `of_what` is the elements' kind. Returns nullptr, and notes a fault, if there is no such array.
  const nlohmann::json* look_up_array(std::string_view name, std::size_t least, std::size_t most,
                                      std::string_view of_what);
  std::int64_t read_integer(std::string_view name, std::int64_t least, std::int64_t most);
  // These return indices into `words`.
  std::size_t read_word(std::string_view name, Words words);
  std::vector<std::size_t> read_words(std::string_view name, Words words, const std::string& what);

  // Checks the value at `step`, a name or an index, below `parent`. Notes a fault if it is wrong.
  template <typename Step>
  std::string check(const std::string& parent, Step step, const nlohmann::json* value,
                    TextRule rule);
  template <typename Step>
  std::size_t check(const std::string& parent, Step step, const nlohmann::json* value, Words words);

  void note_extra(std::string_view name, const std::string& known);
  std::string path_of(std::string_view name) const { return step_into(path_, name); }

  const nlohmann::json& value_;
  std::string path_;
  Fault& fault_;
  std::vector<std::string_view> asked_;
};

}  // namespace stepback::protocol

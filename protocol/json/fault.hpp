#pragma once

// The fault of a document, and its place. Inner header: only .cpp files, object_reader.hpp and
// strict_json.hpp include it.

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace stepback::protocol {

/// A fault in a document as JSON (RFC 8259).
struct JsonFault {
  std::string path;      ///< JSON Pointer (RFC 6901); empty if the text cannot be read
  std::string expected;  ///< the words after "expected"
};

/// "/a/b: expected …". `whole` names the document: it is the place of a fault without a path.
std::string sentence_of(const JsonFault& fault, std::string_view whole);

/// Appends a step to a path: the name of a member, escaped as in RFC 6901, or an index.
void append_step(std::string& path, std::string_view member);
void append_step(std::string& path, std::size_t index);
/// `path` with one more step.
template <typename Step>
std::string step_into(std::string path, Step step) {
  append_step(path, step);
  return path;
}

/// The kind of a value, such as "a string"; of nullptr "no such member".
std::string_view kind_of(const nlohmann::json* value);

/// The first fault of a document.
class Fault {
 public:
  /// The part of a value that a fault tells, when the value is wrong.
  enum class Tells {
    kind,   ///< its kind alone: a peer's value may be a token or a person's words
    value,  ///< a short value as it is, for the person who wrote the document by hand
  };

  explicit Fault(Tells tells = Tells::kind) : tells_(tells) {}

  explicit operator bool() const { return fault_.has_value(); }
  /// The fault. There must be one.
  const JsonFault& get() const { return *fault_; }
  /// A sentence with the place and what was expected. `whole` names the document: it is the place
  /// of a fault that has no path. There must be a fault.
  std::string sentence(std::string_view whole) const { return sentence_of(*fault_, whole); }

  Tells tells() const { return tells_; }
  /// Notes that something else was expected at `path`. Only the first fault is kept.
  void note(std::string path, std::string expected);
  /// Notes that something else was expected than this value, or that it is missing (nullptr).
  /// `kind` describes the value without a part of it.
  void note(std::string path, std::string expected, const nlohmann::json* value,
            std::string_view kind);
  void note(std::string path, std::string expected, const nlohmann::json* value) {
    note(std::move(path), std::move(expected), value, kind_of(value));
  }

 private:
  Tells tells_;
  std::optional<JsonFault> fault_;
};

}  // namespace stepback::protocol

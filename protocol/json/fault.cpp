#include "protocol/json/fault.hpp"

namespace stepback::protocol {
namespace {

using nlohmann::json;

// Short values as they are, others by kind and size.
std::string describe(const json& value) {
  constexpr std::size_t kShort = 42;
  if (value.is_object()) return "an object";
  if (value.is_array()) return "an array of " + std::to_string(value.size());
  std::string text = value.dump();
  return text.size() <= kShort ? text : "a text of " + std::to_string(text.size() - 2) + " bytes";
}

}  // namespace

std::string sentence_of(const JsonFault& fault, std::string_view whole) {
  const std::string_view place = fault.path.empty() ? whole : std::string_view(fault.path);
  return std::string(place) + ": expected " + fault.expected;
}

void append_step(std::string& path, std::string_view member) {
  path += '/';
  for (const char c : member) {
    if (c == '~') {
      path += "~0";
    } else if (c == '/') {
      path += "~1";
    } else {
      path += c;
    }
  }
}

void append_step(std::string& path, std::size_t index) {
  path += '/' + std::to_string(index);
}

std::string_view kind_of(const json* value) {
  if (value == nullptr) return "no such member";
  switch (value->type()) {
    case json::value_t::null:
      return "null";
    case json::value_t::boolean:
      return "true or false";
    case json::value_t::string:
      return "a string";
    case json::value_t::array:
      return "an array";
    case json::value_t::object:
      return "an object";
    case json::value_t::number_integer:
    case json::value_t::number_unsigned:
    case json::value_t::number_float:
      return "a number";
    case json::value_t::binary:
    case json::value_t::discarded:
      break;
  }
  return "nothing";
}

void Fault::note(std::string path, std::string expected) {
  if (!fault_) fault_ = JsonFault{std::move(path), std::move(expected)};
}

void Fault::note(std::string path, std::string expected, const json* value, std::string_view kind) {
  if (fault_) return;
  if (tells_ == Tells::kind) {
    expected += ", found ";
    expected += kind;
  } else if (value == nullptr) {
    expected = "this member, which is missing";
  } else {
    expected += ", not " + describe(*value);
  }
  note(std::move(path), std::move(expected));
}

}  // namespace stepback::protocol

#include "protocol/json/json_object.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "protocol/base/text.hpp"

namespace stepback::protocol {
namespace {

using nlohmann::json;

constexpr double kMostMinutes = 24 * 60;
constexpr double kMillisecondsInMinute = 60'000;

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

std::string_view number_or_kind(const json* value) {
  return value != nullptr && value->is_number() ? "another number" : kind_of(value);
}

std::string sentence(std::string_view what, std::string_view found) {
  return "expected " + std::string(what) + ", found " + std::string(found);
}

std::string describe(TextRule rule) {
  std::string text = "a string of " + std::to_string(rule.least) + " to " +
                     std::to_string(rule.most) + " characters";
  if (rule.kind == TextRule::Kind::line) {
    text += " on one line, not blank, without control characters or direction overrides";
  }
  if (rule.kind == TextRule::Kind::paragraph) {
    text += " without control characters other than tab and line feed";
  }
  return text;
}

bool obeys(const std::string& text, TextRule rule) {
  switch (rule.kind) {
    case TextRule::Kind::line:
      return valid_line(text, rule.most);
    case TextRule::Kind::paragraph:
      return valid_paragraph(text, rule.most);
    case TextRule::Kind::any:
      break;
  }
  const auto size = count_code_points(text);
  return size && *size >= rule.least && *size <= rule.most;
}

/// Whether a member's name may stand in a sentence: an identifier that is too short to be a token.
bool showable(std::string_view name) {
  constexpr std::size_t kMost = 20;
  return !name.empty() && name.size() <= kMost && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  });
}

/// "a, b and c".
std::string list(const std::vector<std::string_view>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += names[i];
  }
  return text;
}

const json& nothing() {
  static const json empty = json::object();
  return empty;
}

}  // namespace

void Fault::note(const std::string& where, const std::string& what) {
  if (sentence_.empty()) sentence_ = (where.empty() ? "the message" : where) + ": " + what;
}

ObjectReader::ObjectReader(const json& value, std::string where, Fault& fault)
    : value_(value.is_object() ? value : nothing()), where_(std::move(where)), fault_(fault) {
  if (!value.is_object()) fault_.note(where_, sentence("an object", kind_of(&value)));
}

bool ObjectReader::has(const char* name) {
  ask(name);
  return value_.contains(name);
}

bool ObjectReader::is_null(const char* name) {
  return has(name) && value_[name].is_null();
}

bool ObjectReader::flag(const char* name) {
  const json* value = look_up(name);
  if (value != nullptr && value->is_boolean()) return value->get<bool>();
  expected(name, "true or false", kind_of(value));
  return false;
}

std::string ObjectReader::text(const char* name, TextRule rule) {
  return check(path_of(name), look_up(name), rule);
}

Instant ObjectReader::instant(const char* name) {
  return from_epoch_ms(integer<std::int64_t>(name, 0, kLargestInteger));
}

std::optional<Instant> ObjectReader::instant_or_null(const char* name) {
  if (is_null(name)) return std::nullopt;
  return instant(name);
}

Duration ObjectReader::minutes(const char* name) {
  const json* value = look_up(name);
  if (value != nullptr && value->is_number()) {
    const auto minutes = value->get<double>();
    if (minutes >= 0 && minutes <= kMostMinutes) {
      return Duration{std::llround(minutes * kMillisecondsInMinute)};
    }
  }
  expected(name, "a number of minutes from 0 to 1440", number_or_kind(value));
  return {};
}

ObjectReader ObjectReader::object(const char* name) {
  const json* value = look_up(name);
  if (value == nullptr) expected(name, "an object", kind_of(value));
  return {value != nullptr ? *value : nothing(), path_of(name), fault_};
}

std::vector<ObjectReader> ObjectReader::objects(const char* name, std::size_t most) {
  std::vector<ObjectReader> readers;
  if (const json* array = look_up_array(name, most, "objects")) {
    readers.reserve(array->size());
    for (const json& element : *array) {
      readers.emplace_back(element, step_into(path_of(name), readers.size()), fault_);
    }
  }
  return readers;
}

std::vector<std::string> ObjectReader::texts(const char* name, std::size_t most, TextRule rule) {
  std::vector<std::string> texts;
  if (const json* array = look_up_array(name, most, "strings")) {
    texts.reserve(array->size());
    for (const json& element : *array) {
      texts.push_back(check(step_into(path_of(name), texts.size()), &element, rule));
    }
  }
  return texts;
}

void ObjectReader::refuse_others() {
  for (const auto& [name, value] : value_.items()) {
    if (std::find(asked_.begin(), asked_.end(), name) != asked_.end()) continue;
    const std::string known = list(asked_);
    fault_.note(showable(name) ? path_of(name) : where_,
                sentence("no member but " + known, "another"));
    return;
  }
}

void ObjectReader::ask(const char* name) {
  if (std::find(asked_.begin(), asked_.end(), name) == asked_.end()) asked_.emplace_back(name);
}

const json* ObjectReader::look_up(const char* name) {
  ask(name);
  const auto found = value_.find(name);
  return found != value_.end() ? &*found : nullptr;
}

const std::string* ObjectReader::look_up_word(const char* name, std::string_view& found) {
  const json* value = look_up(name);
  const auto* word = value != nullptr ? value->get_ptr<const std::string*>() : nullptr;
  found = word != nullptr ? "another word" : kind_of(value);
  return word;
}

std::int64_t ObjectReader::read_integer(const char* name, std::int64_t least, std::int64_t most) {
  const json* value = look_up(name);
  if (value != nullptr && value->is_number()) {
    // JSON has numbers, not integers: 1, 1.0 and 1e0 are equal (JSON Schema, validation vocabulary,
    // section 6.1.1). Both bounds are exact as doubles.
    const auto number = value->get<double>();
    if (number >= static_cast<double>(least) && number <= static_cast<double>(most) &&
        std::trunc(number) == number) {
      return static_cast<std::int64_t>(number);
    }
  }
  expected(name, "an integer from " + std::to_string(least) + " to " + std::to_string(most),
           number_or_kind(value));
  return least;
}

const json* ObjectReader::look_up_array(const char* name, std::size_t most,
                                        std::string_view of_what) {
  const json* value = look_up(name);
  const bool array = value != nullptr && value->is_array();
  if (array && value->size() <= most) return value;
  expected(name, "an array of at most " + std::to_string(most) + " " + std::string(of_what),
           array ? std::to_string(value->size()) : std::string(kind_of(value)));
  return nullptr;
}

std::string ObjectReader::check(const std::string& where, const json* value, TextRule rule) {
  const auto* text = value != nullptr ? value->get_ptr<const std::string*>() : nullptr;
  if (text != nullptr && obeys(*text, rule)) return *text;
  const std::string found =
      text != nullptr
          ? "a string of " + std::to_string(count_code_points(*text).value_or(0)) + " that is not"
          : std::string(kind_of(value));
  fault_.note(where, sentence(describe(rule), found));
  return {};
}

void ObjectReader::expected(const char* name, std::string_view what, std::string_view found) {
  fault_.note(path_of(name), sentence(what, found));
}

}  // namespace stepback::protocol

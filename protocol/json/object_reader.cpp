#include "protocol/json/object_reader.hpp"

#include <algorithm>
#include <cmath>

#include "protocol/base/contains.hpp"
#include "protocol/base/text.hpp"

namespace stepback::protocol {
namespace {

using nlohmann::json;

constexpr double kMostMinutes = 24 * 60;
constexpr double kMillisecondsInMinute = 60'000;

std::string_view number_or_kind(const json* value) {
  return value != nullptr && value->is_number() ? "another number" : kind_of(value);
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

const std::string* string_in(const json* value) {
  return value != nullptr ? value->get_ptr<const std::string*>() : nullptr;
}

bool is_one_of(Words words, std::string_view word) {
  return contains(words, word);
}

/// Whether a member's name may stand in a sentence: an identifier that is too short to be a token.
bool showable(std::string_view name) {
  constexpr std::size_t kMost = 20;
  return !name.empty() && name.size() <= kMost && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  });
}

const json& nothing() {
  static const json empty = json::object();
  return empty;
}

}  // namespace

ObjectReader::ObjectReader(const json& value, std::string path, Fault& fault)
    : value_(value), path_(std::move(path)), fault_(fault) {}

template <typename Step>
std::string ObjectReader::check(const std::string& parent, Step step, const json* value,
                                TextRule rule) {
  const std::string* text = string_in(value);
  if (text != nullptr && obeys(*text, rule)) return *text;
  fault_.note(
      step_into(parent, step), describe(rule), value,
      text != nullptr
          ? "a string of " + std::to_string(count_code_points(*text).value_or(0)) + " that is not"
          : std::string(kind_of(value)));
  return {};
}

template <typename Step>
std::size_t ObjectReader::check(const std::string& parent, Step step, const json* value,
                                Words words) {
  const std::string* text = string_in(value);
  const auto found = text != nullptr ? std::ranges::find(words, *text) : words.end();
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  fault_.note(step_into(parent, step), join_words(words, " or "), value,
              text != nullptr ? "another word" : kind_of(value));
  return 0;
}

bool ObjectReader::has(std::string_view name) {
  return look_up(name) != nullptr;
}

bool ObjectReader::is_null(std::string_view name) {
  const json* value = look_up(name);
  return value != nullptr && value->is_null();
}

bool ObjectReader::members(Words required, Words optional) {
  if (!value_.is_object()) {
    fault_.note(path_, "an object with " + join_words(required, " and "), &value_);
    return false;
  }
  for (const auto& [name, value] : value_.items()) {
    if (is_one_of(required, name) || is_one_of(optional, name)) continue;
    std::string known = join_words(required, " and ");
    if (!optional.empty()) known += ", perhaps " + join_words(optional, " or ");
    note_extra(name, known);
    return false;
  }
  for (const std::string_view name : required) {
    if (value_.contains(name)) continue;
    fault_.note(path_of(name), "this member", nullptr);
    return false;
  }
  return true;
}

bool ObjectReader::flag(std::string_view name) {
  const json* value = look_up(name);
  if (value != nullptr && value->is_boolean()) return value->get<bool>();
  fault_.note(path_of(name), "true or false", value);
  return false;
}

std::string ObjectReader::text(std::string_view name, TextRule rule) {
  return check(path_, name, look_up(name), rule);
}

std::string ObjectReader::text(std::string_view name,
                               const std::function<bool(std::string_view)>& good,
                               std::string_view expected) {
  const json* value = look_up(name);
  const std::string* text = string_in(value);
  if (text != nullptr && good(*text)) return *text;
  fault_.note(path_of(name), std::string(expected), value,
              text != nullptr ? "another string" : kind_of(value));
  return {};
}

Instant ObjectReader::instant(std::string_view name) {
  return from_epoch_ms(integer<std::int64_t>(name, 0, kLargestInteger));
}

std::optional<Instant> ObjectReader::instant_or_null(std::string_view name) {
  if (is_null(name)) return std::nullopt;
  return instant(name);
}

Duration ObjectReader::minutes(std::string_view name, double least) {
  const json* value = look_up(name);
  if (value != nullptr && value->is_number()) {
    const auto minutes = value->get<double>();
    if (minutes >= least && minutes <= kMostMinutes) {
      return Duration{std::llround(minutes * kMillisecondsInMinute)};
    }
  }
  const std::string from = least > 0 ? json(least).dump() : "0";
  fault_.note(path_of(name), "a number of minutes from " + from + " to 1440", value,
              number_or_kind(value));
  return Duration{std::llround(least * kMillisecondsInMinute)};
}

ObjectReader ObjectReader::object(std::string_view name) {
  const json* value = look_up(name);
  if (value == nullptr) fault_.note(path_of(name), "an object", value);
  return {value != nullptr ? *value : nothing(), path_of(name), fault_};
}

std::vector<ObjectReader> ObjectReader::objects(std::string_view name, std::size_t least,
                                                std::size_t most) {
  std::vector<ObjectReader> readers;
  if (const json* array = look_up_array(name, least, most, "objects")) {
    const std::string path = path_of(name);
    readers.reserve(array->size());
    for (const json& element : *array) {
      readers.emplace_back(element, step_into(path, readers.size()), fault_);
    }
  }
  return readers;
}

std::vector<std::pair<std::string, ObjectReader>> ObjectReader::named_objects(std::string_view name,
                                                                              std::size_t most) {
  std::vector<std::pair<std::string, ObjectReader>> readers;
  const json* value = look_up(name);
  const std::string path = path_of(name);
  std::string expected = "an object of at most " + std::to_string(most) + " members";
  if (value == nullptr || !value->is_object()) return fault_.note(path, expected, value), readers;
  if (value->size() > most) expected += ", found " + std::to_string(value->size());
  if (value->size() > most) return fault_.note(path, expected), readers;
  for (const auto& [key, element] : value->items()) {
    readers.emplace_back(key, ObjectReader(element, step_into(path, key), fault_));
  }
  return readers;
}

std::vector<std::string> ObjectReader::texts(std::string_view name, std::size_t most,
                                             TextRule rule) {
  std::vector<std::string> texts;
  if (const json* array = look_up_array(name, 0, most, "strings")) {
    const std::string path = path_of(name);
    texts.reserve(array->size());
    for (const json& element : *array) {
      texts.push_back(check(path, texts.size(), &element, rule));
    }
  }
  return texts;
}

void ObjectReader::refuse_others() {
  for (const auto& [name, value] : value_.items()) {
    if (is_one_of(asked_, name)) continue;
    note_extra(name, join_words(asked_, " and "));
    return;
  }
}

void ObjectReader::refuse(std::string_view name, std::string_view expected) {
  fault_.note(path_of(name), std::string(expected), look_up(name));
}

void ObjectReader::ask(std::string_view name) {
  if (!value_.is_object()) fault_.note(path_, "an object", &value_);
  if (!is_one_of(asked_, name)) asked_.push_back(name);
}

const json* ObjectReader::look_up(std::string_view name) {
  ask(name);
  const auto found = value_.find(name);
  return found != value_.end() ? &*found : nullptr;
}

const json* ObjectReader::look_up_array(std::string_view name, std::size_t least, std::size_t most,
                                        std::string_view of_what) {
  const json* value = look_up(name);
  const bool array = value != nullptr && value->is_array();
  if (array && value->size() >= least && value->size() <= most) return value;
  fault_.note(path_of(name),
              "an array of " + std::to_string(least) + " to " + std::to_string(most) + " " +
                  std::string(of_what),
              value, array ? std::to_string(value->size()) : std::string(kind_of(value)));
  return nullptr;
}

std::int64_t ObjectReader::read_integer(std::string_view name, std::int64_t least,
                                        std::int64_t most) {
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
  const bool by_hand = fault_.tells() == Fault::Tells::value;
  fault_.note(path_of(name),
              (by_hand ? "a whole number from " : "an integer from ") + std::to_string(least) +
                  " to " + std::to_string(most),
              value, number_or_kind(value));
  return least;
}

std::size_t ObjectReader::read_word(std::string_view name, Words words) {
  return check(path_, name, look_up(name), words);
}

std::vector<std::size_t> ObjectReader::read_words(std::string_view name, Words words,
                                                  const std::string& what) {
  std::vector<std::size_t> indices;
  const json* array = look_up_array(name, 0, words.size(), what + "s");
  if (array == nullptr) return indices;
  const std::string path = path_of(name);
  for (const json& element : *array) {
    const std::size_t index = check(path, indices.size(), &element, words);
    if (contains(indices, index)) {
      fault_.note(step_into(path, indices.size()), "each " + what + " once", &element, "one twice");
    }
    indices.push_back(index);
  }
  return indices;
}

void ObjectReader::note_extra(std::string_view name, const std::string& known) {
  if (fault_.tells() == Fault::Tells::value) {
    fault_.note(path_of(name), "no such member: known here are " + known);
  } else {
    fault_.note(showable(name) ? path_of(name) : path_,
                "no member but " + known + ", found another");
  }
}

}  // namespace stepback::protocol

#include "protocol/json/document_reader.hpp"

#include <algorithm>
#include <utility>

#include "protocol/base/text.hpp"

namespace stepback::protocol {
namespace {

using nlohmann::json;

// Describes a value for the end of a sentence: short values as they are, others by kind and size.
std::string describe(const json& value) {
  constexpr std::size_t kShort = 42;
  if (value.is_object()) return "an object";
  if (value.is_array()) return "an array of " + std::to_string(value.size());
  std::string text = value.dump();
  return text.size() <= kShort ? text : "a text of " + std::to_string(text.size() - 2) + " bytes";
}

bool is_one_of(Words words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

}  // namespace

std::string join_words(Words words, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? last : ", ";
    text += words[i];
  }
  return text;
}

Place Place::member(std::string_view name) const {
  return {&value->at(name), step_into(path, name)};
}

Place Place::element(std::size_t index) const {
  return {&value->at(index), step_into(path, index)};
}

void DocumentReader::fail(std::string path, std::string expected) {
  if (!fault) fault = JsonFault{std::move(path), std::move(expected)};
}

void DocumentReader::fail_at(const Place& at, const std::string& expected) {
  fail(at.path, expected + ", not " + describe(*at.value));
}

bool DocumentReader::members(const Place& at, Words required, Words optional) {
  if (!at.value->is_object()) {
    fail_at(at, "an object with " + join_words(required, " and "));
    return false;
  }
  for (const auto& [name, value] : at.value->items()) {
    if (is_one_of(required, name) || is_one_of(optional, name)) continue;
    std::string known = join_words(required, " and ");
    if (!optional.empty()) known += ", perhaps " + join_words(optional, " or ");
    fail(step_into(at.path, name), "no such member: known here are " + known);
    return false;
  }
  for (const std::string_view name : required) {
    if (at.value->contains(name)) continue;
    fail(step_into(at.path, name), "this member, which is missing");
    return false;
  }
  return true;
}

bool DocumentReader::elements(const Place& at, std::size_t least, std::size_t most) {
  if (at.value->is_array() && at.value->size() >= least && at.value->size() <= most) return true;
  fail_at(at, "an array of " + std::to_string(least) + " to " + std::to_string(most));
  return false;
}

std::string DocumentReader::string(const Place& at,
                                   const std::function<bool(std::string_view)>& good,
                                   const std::string& expected) {
  const auto* found = at.value->get_ptr<const json::string_t*>();
  if (found != nullptr && good(*found)) return *found;
  fail_at(at, expected);
  return {};
}

std::string DocumentReader::text(const Place& at, std::size_t most) {
  return string(
      at, [most](std::string_view text) { return valid_line(text, most); },
      "a line of 1 to " + std::to_string(most) +
          " characters, not blank, without control characters or direction overrides");
}

std::size_t DocumentReader::word(const Place& at, Words words) {
  const std::string found = string(
      at, [words](std::string_view word) { return is_one_of(words, word); },
      join_words(words, " or "));
  const auto index = std::ranges::find(words, found) - words.begin();
  return found.empty() ? 0 : static_cast<std::size_t>(index);
}

double DocumentReader::number(const Place& at, double least, double most,
                              const std::string& expected) {
  if (at.value->is_number()) {
    const auto found = at.value->get<double>();
    if (found >= least && found <= most) return found;
  }
  fail_at(at, expected);
  return least;
}

}  // namespace stepback::protocol

// Strict JSON is JSON in which no object names a member twice. The JSON library alone is the
// measure, also of valid UTF-8 in texts.

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "protocol/base/text.hpp"
#include "protocol/json/strict_json.hpp"
#include "tests/fuzz/target.hpp"

namespace stepback::fuzz {
namespace {

using nlohmann::json;

/// Whether an object in this valid document names a member twice.
bool names_twice(std::string_view text) {
  bool twice = false;
  std::vector<std::set<std::string>> open;
  const auto look = [&](int, json::parse_event_t event, json& value) {
    if (event == json::parse_event_t::object_start) open.emplace_back();
    if (event == json::parse_event_t::object_end) open.pop_back();
    if (event == json::parse_event_t::key && !open.back().insert(value).second) twice = true;
    return true;
  };
  const json document = json::parse(text, look);
  return twice && !document.is_discarded();
}

bool is_utf8(std::string_view text) {
  try {
    static_cast<void>(json(text).dump());
    return true;
  } catch (const json::type_error&) {
    return false;
  }
}

}  // namespace

void json(Input input) {
  const std::string_view text = text_of(input);
  const auto length = protocol::count_code_points(text);
  hold(length.has_value() == is_utf8(text), "text is what is valid UTF-8");
  hold(!length || *length <= text.size(), "a code point has at least a byte");
  hold(length || !protocol::valid_line(text, text.size()), "what is no text cannot be shown");

  const auto document = protocol::read_strict_json(text);
  const bool valid =
      text.find('\0') == std::string_view::npos && nlohmann::json::accept(text) && length;
  if (document) {
    hold(valid, "only JSON is read");
    hold(!names_twice(text), "a member that stands twice is refused");
    hold(*document == nlohmann::json::parse(text), "a document is read as what it says");
    return;
  }
  hold(!document.error().expected.empty(), "a fault says what was expected");
  if (!valid) return;  // a member may be there twice before the place that cannot be read
  hold(!document.error().path.empty(), "what is JSON is refused for a member alone");
  hold(names_twice(text), "a member is refused only where it stands twice");
}

}  // namespace stepback::fuzz

#include "protocol/json/strict_json.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace stepback::protocol {
namespace {

using nlohmann::json;

// Lines and columns (in bytes) count from 1; `position` is the number of bytes read.
std::string place_in(std::string_view text, std::size_t position) {
  const std::string_view before = text.substr(0, std::min(position, text.size()));
  // The last byte read is the wrong one, unless the text ended too soon.
  const std::string_view good =
      position > text.size() || before.empty() ? before : before.substr(0, before.size() - 1);
  const auto line = 1 + std::ranges::count(good, '\n');
  const std::size_t line_start = good.rfind('\n') + 1;  // npos + 1 is 0
  return "line " + std::to_string(line) + ", column " +
         std::to_string(good.size() - line_start + 1);
}

JsonFault unreadable(std::string_view text, std::size_t position) {
  return {"", "a JSON document: it cannot be read at " + place_in(text, position)};
}

// Builds a document from the parser's events, and stops at the first fault.
class Builder final : public nlohmann::json_sax<json> {
 public:
  explicit Builder(std::string_view text) : text_(text) {}

  JsonFault fault;
  json document;

  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(number_integer_t value) override { return put(value); }
  bool number_unsigned(number_unsigned_t value) override { return put(value); }
  bool number_float(number_float_t value, const string_t&) override { return put(value); }
  bool string(string_t& value) override { return put(std::move(value)); }
  bool binary(binary_t& value) override { return put(std::move(value)); }  // never in a text

  bool start_object(std::size_t) override { return open(json::value_t::object); }
  bool start_array(std::size_t) override { return open(json::value_t::array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    Level& level = levels_.back();
    const auto [member, is_new] = level.container->emplace(std::move(name), nullptr);
    level.name = &member.key();
    level.value = &*member;
    if (is_new) return true;
    fault = {path(), "this member once, not twice"};
    return false;
  }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    fault = unreadable(text_, position);
    return false;
  }

 private:
  /// An array or object that is not complete. The pointers stay valid, since its container does not
  /// grow meanwhile.
  struct Level {
    json* container = nullptr;
    const std::string* name = nullptr;  ///< of an object's last member; an array has none
    json* value = nullptr;              ///< of that member
  };

  /// Puts a value where the next one belongs, and returns that place.
  template <typename Value>
  json& place(Value&& value) {
    if (levels_.empty()) return document = json(std::forward<Value>(value));
    const Level& level = levels_.back();
    if (level.value != nullptr) return *level.value = json(std::forward<Value>(value));
    return level.container->emplace_back(std::forward<Value>(value));
  }
  template <typename Value>
  bool put(Value&& value) {
    place(std::forward<Value>(value));
    return true;
  }
  bool open(json::value_t kind) {
    json& container = place(kind);
    levels_.push_back({.container = &container});
    return true;
  }
  bool close() {
    levels_.pop_back();
    return true;
  }
  std::string path() const {
    std::string path;  // one string that grows: a peer may nest very deeply
    for (const Level& level : levels_) {
      level.name == nullptr ? append_step(path, level.container->size() - 1)
                            : append_step(path, *level.name);
    }
    return path;
  }

  std::string_view text_;
  std::vector<Level> levels_;
};

}  // namespace

tl::expected<json, JsonFault> read_strict_json(std::string_view text) {
  // The JSON library takes a NUL byte for the end of the text and would ignore the rest.
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return tl::unexpected(unreadable(text, nul + 1));
  }
  Builder builder{text};
  if (!json::sax_parse(text, &builder)) return tl::unexpected(std::move(builder.fault));
  return std::move(builder.document);
}

}  // namespace stepback::protocol
